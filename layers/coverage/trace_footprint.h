// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/coverage/lens_place.h"
#include "layers/policy/policy.h"

namespace schouw::coverage {

struct FootprintQuestion {
  double target_height_m = 0.0;
  const policy::Policy* policy = nullptr;  // whose densities tell cells apart
};

// What a placed sensor sees. Columns and rows of the footprint are numbered over the whole map (CellWindow); its
// window is cut to the cells that are seen.
Footprint trace_footprint(const LensPlace& place, const Surroundings& surroundings,
                          const FootprintQuestion& question);

}  // namespace schouw::coverage
