// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "layers/register/sensor.h"

namespace schouw::registers {

// Two changes of one record brought together, field by field.
struct MergedRecord {
  Sensor sensor;
  std::vector<std::string> conflicts;  // fields that both changed, each to something else; they are as in `mine`
};

// What `mine` changed of `base`, on what `theirs` made of it. Fields that only one of them changed have its value,
// with where it comes from and why it is missing; so has what is no field (sources, unknown properties), of which
// theirs stands where both changed it.
MergedRecord merge_fields(const Sensor& base, const Sensor& mine, const Sensor& theirs);

// Gives `to` what `from` states of a field ("position" for the place), with where it comes from and why it is
// missing.
void take_field(const std::string& field, const Sensor& from, Sensor& to);

}  // namespace schouw::registers
