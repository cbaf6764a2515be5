// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/policy_view.h"

namespace schouw::findings {

using registers::PersonalData;
using registers::SensorKind;

bool PolicyView::asks(std::string_view /*rule*/) const { return true; }

RiskTier PolicyView::tier_of_kind(SensorKind kind) const {
  switch (kind) {
    case SensorKind::water:
    case SensorKind::weather:
    case SensorKind::air_quality:
    case SensorKind::traffic_loop:
    case SensorKind::parking:
    case SensorKind::light: return RiskTier::low;
    case SensorKind::optical_counter:
    case SensorKind::lidar:
    case SensorKind::radar:
    case SensorKind::sound_level:
    case SensorKind::beacon: return RiskTier::middle;
    default: return RiskTier::high;
  }
}

std::string PolicyView::term_start() const { return {}; }
double PolicyView::confirmation_interval_days() const { return 365.0; }
double PolicyView::retention_151c_days() const { return 28.0; }
std::optional<double> PolicyView::own_retention_days(const registers::Sensor& /*sensor*/) const { return {}; }
std::optional<bool> PolicyView::on_dpia_list(SensorKind /*kind*/) const { return {}; }
double PolicyView::duplicate_view_ratio() const { return 0.9; }

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
