// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/activity.h"

#include <bitset>
#include <map>
#include <string>

#include "layers/coverage/observer/view.h"

namespace schouw::app {

namespace {

using WeeklyHours = std::bitset<kHoursOfWeek>;

WeeklyHours hours_of(const std::string& schedule) {
  WeeklyHours hours;
  for (int hour = 0; hour < kHoursOfWeek; ++hour) {
    hours.set(static_cast<std::size_t>(hour), coverage::schedule_holds(schedule, hour).value_or(true));
  }
  return hours;
}

}  // namespace

std::vector<int> active_by_hour(const registers::SensorList& sensors, const coverage::CoverageOptions& options) {
  coverage::CoverageOptions any_hour = options;
  any_hour.hour_of_week.reset();
  // A register holds thousands of sensors but few different schedules.
  std::map<std::string, int> sensors_by_schedule;
  for (const auto& sensor : sensors) {
    if (coverage::counts_at(sensor, any_hour)) ++sensors_by_schedule[sensor.deployment.schedule.value_or("")];
  }
  std::vector<int> active(kHoursOfWeek, 0);
  for (const auto& [schedule, count] : sensors_by_schedule) {
    const WeeklyHours hours = schedule.empty() ? WeeklyHours{}.set() : hours_of(schedule);
    for (std::size_t hour = 0; hour < active.size(); ++hour) active[hour] += hours.test(hour) ? count : 0;
  }
  return active;
}

}  // namespace schouw::app
