// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/policy_view.h"

#include <algorithm>

namespace schouw::findings {

using registers::PersonalData;
using registers::SensorKind;

bool PolicyView::asks(std::string_view rule) const { return policy_.checks.is_on(rule); }
RiskTier PolicyView::tier_of_kind(SensorKind kind) const {
  return policy_.checks.tier_of(registers::kind_name(kind));
}
std::string PolicyView::term_start() const { return policy_.checks.term_start; }
double PolicyView::confirmation_interval_days() const { return policy_.checks.confirmation_interval_days; }
double PolicyView::retention_151c_days() const { return policy_.checks.retention_151c_days; }
double PolicyView::duplicate_view_ratio() const { return policy_.checks.duplicate_view_ratio; }

std::optional<double> PolicyView::own_retention_days(const registers::Sensor& sensor) const {
  const auto days = policy_.checks.own_retention(registers::kind_name(sensor.kind),
                                                 registers::personal_data_name(registers::personal_data_of(sensor)));
  return days ? std::optional<double>(*days) : std::nullopt;
}

std::optional<bool> PolicyView::on_dpia_list(SensorKind kind) const {
  const auto& listed = policy_.checks.dpia_list_kinds;
  if (listed.empty()) return std::nullopt;
  return std::find(listed.begin(), listed.end(), registers::kind_name(kind)) != listed.end();
}

std::optional<double> PolicyView::needed_px_per_m(const registers::Sensor& sensor) const {
  for (const registers::Purpose& purpose : registers::all_purposes_of(sensor)) {
    const auto& needed = policy_.checks.needed_px_per_m;
    if (const auto at = needed.find(purpose.purpose); at != needed.end()) return at->second;
  }
  return std::nullopt;
}

RiskTier tier_of(const registers::Sensor& sensor, const PolicyView& policy) {
  const bool turns = sensor.camera_type && (*sensor.camera_type == "ptz" || *sensor.camera_type == "dome");
  const bool learns = sensor.data.self_learning && *sensor.data.self_learning;
  const PersonalData level = registers::personal_data_of(sensor);
  if (turns || learns || level == PersonalData::biometric) return RiskTier::high;
  const RiskTier of_kind = policy.tier_of_kind(sensor.kind);
  if (of_kind != RiskTier::low) return of_kind;
  // A water gauge that states nothing stays low; one that says that it may hold personal data does not.
  const bool personal = sensor.data.personal_data && registers::counts_as_personal(sensor);
  return personal || level == PersonalData::identifiable || level == PersonalData::pseudonymous ? RiskTier::middle
                                                                                                : RiskTier::low;
}

}  // namespace schouw::findings
