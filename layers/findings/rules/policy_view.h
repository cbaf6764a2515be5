// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/policy/policy.h"
#include "layers/register/sensor.h"

namespace schouw::findings {

using policy::RiskTier;

// What the checks read of a policy, in one place.
class PolicyView {
 public:
  explicit PolicyView(const policy::Policy& policy) : policy_(policy) {}
  const policy::Policy& all() const { return policy_; }

  bool asks(std::string_view rule) const;  // false where the council switched it off
  RiskTier tier_of_kind(registers::SensorKind kind) const;
  std::string term_start() const;  // ISO date; empty: not set
  double confirmation_interval_days() const;
  double retention_151c_days() const;
  std::optional<double> own_retention_days(const registers::Sensor& sensor) const;  // nothing: no own norm
  // Nothing where the list of the data protection authority is not loaded.
  std::optional<bool> on_dpia_list(registers::SensorKind kind) const;
  double duplicate_view_ratio() const;
  // What would do for one of the sensor's purposes; nothing where none is decided.
  std::optional<double> needed_px_per_m(const registers::Sensor& sensor) const;

 private:
  const policy::Policy& policy_;
};

// The tier of a sensor: that of its kind, raised where its record says that it recognises bodies, turns, teaches
// itself or holds personal data.
RiskTier tier_of(const registers::Sensor& sensor, const PolicyView& policy);

}  // namespace schouw::findings
