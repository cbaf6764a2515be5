// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/view.h"
#include "layers/register/deployment_text.h"
#include "layers/register/schedule.h"

namespace schouw::coverage {

std::optional<bool> schedule_holds(const std::string& schedule, int hour_of_week) {
  const auto hours = registers::schedule_from_text(schedule);
  if (!hours) return std::nullopt;
  return hours->test(static_cast<std::size_t>(hour_of_week));
}

bool counts_at(const registers::Sensor& sensor, const CoverageOptions& options) {
  if (!registers::counts(sensor)) return false;
  const registers::Deployment& deployment = sensor.deployment;
  if (!options.date_iso.empty()) {
    // ISO dates sort as text; a longer moment is cut to its date.
    if (deployment.active_from && deployment.active_from->substr(0, 10) > options.date_iso) return false;
    if (deployment.active_until && deployment.active_until->substr(0, 10) < options.date_iso) return false;
    if (deployment.deployments && !registers::deployed_on(sensor, options.date_iso)) return false;
  }
  if (options.hour_of_week && deployment.schedule) {
    return schedule_holds(*deployment.schedule, *options.hour_of_week).value_or(true);
  }
  return true;
}

}  // namespace schouw::coverage
