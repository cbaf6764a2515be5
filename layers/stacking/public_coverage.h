// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/coverage/coverage.h"

namespace schouw::stacking {

// The same coverage in squares of 10 m, of which a sensor covers those that it sees at least half of: what public
// figures are made of (domain.md 3). Densities likewise: a square is seen as sharply as at least half of it is. No
// share of what is hidden is kept.
//   auto coverage = public_coverage(*compute_coverage(project, occlusion, options));
//   const bool covered = coverage.footprints.front().sees(column, row);   // of coverage.frame, in cells of 10 m
// Cost: linear in the cells seen. limits_px_per_m of the result are those of `fine`; views and outlines stay for
// drawing. It cannot fail.
coverage::CoverageResult public_coverage(const coverage::CoverageResult& fine, const policy::Policy& policy);

// Which of its sensors cover the square that a place lies in, nearest first: what the public is answered, so that
// asking again beside it does not draw the edges of a view. The density is the highest limit that the square reaches;
// distances are of the plan's positions.
std::vector<coverage::Sighting> seen_by_square(const coverage::CoverageResult& public_result, const plan::Plan& plan,
                                               double east_m, double north_m);

}  // namespace schouw::stacking
