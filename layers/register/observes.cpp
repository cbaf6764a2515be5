// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/observes.h"

namespace schouw::registers {

namespace {

bool states_personal_data(PersonalData level) {
  return level == PersonalData::pseudonymous || level == PersonalData::identifiable ||
         level == PersonalData::biometric;
}

}  // namespace

bool observes_persons(const Sensor& sensor, const policy::WhatCounts& what) {
  const PersonalData level = personal_data_of(sensor);
  if (what.of(kind_name(sensor.kind)).observed != policy::Observed::persons) return states_personal_data(level);
  return sensor.kind != SensorKind::other || level != PersonalData::none;
}

bool is_optical(const Sensor& sensor, const policy::Policy& policy) {
  const policy::KindDefault* kind = policy.defaults_for(kind_name(sensor.kind));
  return kind != nullptr && kind->optical;
}

}  // namespace schouw::registers
