// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "layers/coverage/coverage.h"
#include "layers/plan/plan.h"
#include "layers/stacking/count_filter.h"
#include "layers/stacking/public_cells.h"

// What the public is told of coverage: figures on squares of 10 m, from public records alone (domain.md 3).
namespace schouw::publish {

// How many sensors see at least half of a square. Each is at least: a register is never complete.
struct CellFigure {
  stacking::PublicCell cell;
  int sensors = 0;   // of any kind
  int optical = 0;   // of those, kinds that make images
  int personal = 0;  // of those, with personal data or nobody knows
  bool operator==(const CellFigure&) const = default;
};

// Of each sensor of the plan.
enum class Sight : std::uint8_t { computed, unknown, not_counted };

struct PublicFigures {
  std::vector<CellFigure> cells;  // only squares that some sensor sees; by row and column
  std::vector<Sight> sight;       // by the sensor's place in the plan
};

// plan: as plan::load_public gives it; coverage: of that plan; filter: what counts, as an export may ask.
PublicFigures public_figures(const plan::Plan& plan, const coverage::CoverageResult& coverage,
                             const stacking::CountFilter& filter = {});

// What is told of a place: from the squares whose centre lies in it. Nothing of a type that is no place: a
// neighbourhood, an area of article 151c, dwelling fronts (domain.md 3, "Public figures").
struct PlaceFigure {
  int sensors = 0;   // the most in one square
  int personal = 0;  // the same
  double at_least_2_m2 = 0.0;
  double at_least_3_m2 = 0.0;
  double at_least_4_m2 = 0.0;
};
bool is_place(const areas::Area& area);
PlaceFigure place_figure(const PublicFigures& figures, const areas::Area& area);

}  // namespace schouw::publish
