// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "layers/stacking/stacking.h"

namespace schouw::app {

// The zones that a place lies in, by their index: those over the threshold first, else in order of the analysis.
std::vector<std::uint32_t> zones_at(const stacking::Stacking& stacking, double east_m, double north_m);

}  // namespace schouw::app
