// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/raster/connected_cells.h"
#include "layers/areas/area.h"
#include "layers/policy/policy.h"

// What places are named by: the areas of a plan as cells of the map.
namespace schouw::stacking {

// Rows and columns of the map, both ends included.
struct CellBox {
  int first_row = 0;
  int last_row = -1;
  int first_column = 0;
  int last_column = -1;
  bool empty() const { return last_row < first_row; }
  void take(const raster::CellRuns& runs);
  bool meets(const CellBox& other) const;
};

// An area that a place may be called by, or the neighbourhood that it lies in.
struct Ground {
  const areas::Area* area = nullptr;
  raster::CellRuns cells;  // within the box that was asked for
  CellBox box;
  double area_m2 = 0.0;  // of the whole area
};

class PlaceGround {
 public:
  // The areas in a box of the map whose type names places, and the neighbourhoods. areas outlives it.
  PlaceGround(const areas::AreaList& areas, const policy::Policy& policy, const CellBox& box, double cell_m);

  // The smallest named area that half of the cells lie in; nothing where none is.
  const Ground* named(const raster::CellRuns& cells, const CellBox& box) const;
  // The neighbourhood that most of the cells lie in; nothing where they lie in none.
  const Ground* neighbourhood(const raster::CellRuns& cells, const CellBox& box) const;

 private:
  std::vector<Ground> named_;  // smallest first, then by id
  std::vector<Ground> neighbourhoods_;
};

// The square of 100 m that most of the cells lie in; of equals the most southern, then the most western.
struct Square {
  int east = 0;  // hundreds of metres
  int north = 0;
};
Square square_of(const raster::CellRuns& cells, double cell_m);

}  // namespace schouw::stacking
