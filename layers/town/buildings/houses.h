// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "layers/town/buildings/solids.h"
#include "layers/town/random.h"

namespace schouw::town {

enum class HouseStyle { canal, market, shop, town, modest, recent };

struct HouseLot {
  Plot plot;
  double width_m = 6.0;
  double deepest_m = 12.0;  // how far the house may reach back
};

struct House {
  Shape shape;
  std::string_view roof = "slanted";  // as 3DBAG's b3_dak_type
  int year = 1900;
};

// A house between its neighbours, front on the building line.
House make_house(HouseStyle style, const HouseLot& lot, Random& random);

// A terraced house of a row: every house of a row gets the same measures.
struct RowMeasures {
  double depth_m = 9.0;
  double eaves_m = 5.4;
  double ridge_m = 9.0;
  bool flat = false;
  int year = 1965;
};
RowMeasures row_measures(Random& random);
House make_row_house(const RowMeasures& measures, const HouseLot& lot, Random& random);

}  // namespace schouw::town
