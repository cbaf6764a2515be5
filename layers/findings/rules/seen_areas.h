// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "layers/findings/rules/check_context.h"

namespace schouw::findings {

using Polygons = std::vector<model::PolygonWithHoles>;

// Of what a footprint sees, what lies within the polygons and what does not, to the cell.
struct SeenParts {
  double within_m2 = 0.0;
  double outside_m2 = 0.0;
  Evidence outside;  // at most a hundred of the cells outside, as points spread over them
};
SeenParts seen_within(const CheckContext& context, const coverage::Footprint& seen, const Polygons& polygons);

// Of what a footprint sees, what lies in any area of a type.
double area_seen_of_type_m2(const CheckContext& context, const coverage::Footprint& seen, std::string_view type);

}  // namespace schouw::findings
