// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/activity.h"

#include <map>
#include <string>

#include "layers/coverage/observer/view.h"
#include "layers/register/schedule.h"

namespace schouw::app {

namespace {

// Hours that cannot be read exclude nothing.
registers::WeekHours hours_of(const std::string& schedule) {
  const auto hours = registers::schedule_from_text(schedule);
  return hours ? *hours : registers::WeekHours().set();
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
    const registers::WeekHours hours = hours_of(schedule);
    for (std::size_t hour = 0; hour < active.size(); ++hour) active[hour] += hours.test(hour) ? count : 0;
  }
  return active;
}

}  // namespace schouw::app
