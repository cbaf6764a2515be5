// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "layers/coverage/coverage.h"
#include "layers/register/sensor_list.h"

namespace schouw::app {

inline constexpr int kHoursOfWeek = 168;  // 0 = Monday 00:00

// How many sensors that count (coverage::counts_at) are at work in each hour of the week, for the time bar. The hour
// of the options is not used, their date is.
std::vector<int> active_by_hour(const registers::SensorList& sensors, const coverage::CoverageOptions& options);

}  // namespace schouw::app
