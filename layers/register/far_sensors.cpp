// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/far_sensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace schouw::registers {

namespace {

// A municipality and what it borders on; and the country round a register that no plan is around yet.
constexpr double kFarFromThePlan_m = 10e3;
constexpr double kFarFromTheOthers_m = 50e3;

// Where half of the register stands east and north of; a few that are far off do not move it.
crs::MapBounds middle_of(const std::vector<SensorFacts>& sensors) {
  std::vector<double> east, north;
  for (const SensorFacts& sensor : sensors) {
    if (!sensor.has_place()) continue;
    east.push_back(sensor.east_m);
    north.push_back(sensor.north_m);
  }
  crs::MapBounds middle;
  if (east.size() < 3) return middle;  // of two that are far apart neither is the one that is wrong
  for (auto* values : {&east, &north}) {
    std::nth_element(values->begin(), values->begin() + static_cast<std::ptrdiff_t>(values->size() / 2),
                     values->end());
  }
  middle.include(crs::MapPosition{east[east.size() / 2], north[north.size() / 2], 0.0});
  return middle;
}

double distance_m(const crs::MapBounds& bounds, double east_m, double north_m) {
  return std::hypot(std::max({bounds.min.east_m - east_m, 0.0, east_m - bounds.max.east_m}),
                    std::max({bounds.min.north_m - north_m, 0.0, north_m - bounds.max.north_m}));
}

}  // namespace

void tell_of_far(const RegisterFacts& read, const RegisterOptions& options, base::Diagnostics& said) {
  const bool no_plan = options.plan_bounds.empty();
  const crs::MapBounds around = no_plan ? middle_of(read.sensors) : options.plan_bounds;
  const double far_m = no_plan ? kFarFromTheOthers_m : kFarFromThePlan_m;
  if (around.empty()) return;
  for (const SensorFacts& sensor : read.sensors) {
    if (!sensor.has_place() || sensor.household) continue;
    const double away_m = distance_m(around, sensor.east_m, sensor.north_m);
    if (away_m <= far_m) continue;
    const bool swapped = distance_m(around, sensor.north_m, sensor.east_m) <= far_m;
    const std::string id(read.ids.text(sensor.id));
    base::Diagnostic warning{.code = "REG-137", .severity = base::Severity::warning};
    warning.message = fmt::format("row {}: sensor '{}' stands {:.0f} km from {}{}", sensor.row, id, away_m / 1000.0,
                                  no_plan ? "most of its register" : "the plan",
                                  swapped ? "; with its coordinates exchanged it would stand within it" : "");
    warning.where.file = options.file_name;
    warning.where.feature = id;
    warning.where.field = "position";
    warning.where.row = sensor.row;
    warning.hint =
        swapped ? "exchange the columns of east and north" : "check its coordinates and their system (--crs)";
    said.push_back(std::move(warning));
  }
}

}  // namespace schouw::registers
