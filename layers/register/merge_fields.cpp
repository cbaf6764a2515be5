// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/merge_fields.h"

#include "layers/register/field.h"

namespace schouw::registers {

namespace {

bool same(const Field& field, const Sensor& a, const Sensor& b) {
  return field.get(a) == field.get(b) && (field.missing == nullptr || field.missing(a) == field.missing(b)) &&
         (field.basis == nullptr || field.basis(a) == field.basis(b));
}

void take(const Field& field, const Sensor& from, Sensor& to) {
  if (const auto value = field.get(from)) {
    field.set(to, *value);
  } else if (field.clear != nullptr) {
    field.clear(to, field.missing == nullptr ? MissingReason::not_stated : field.missing(from));
  }
  if (field.set_basis != nullptr) field.set_basis(to, field.basis(from));
}

}  // namespace

void take_field(const std::string& field, const Sensor& from, Sensor& to) {
  if (const Field* known = field_named(field)) return take(*known, from, to);
  if (field == "position") to.position = from.position;
}

MergedRecord merge_fields(const Sensor& base, const Sensor& mine, const Sensor& theirs) {
  MergedRecord merged{theirs, {}};
  for (const Field& field : registered_fields()) {
    if (same(field, base, mine)) continue;
    if (!same(field, base, theirs) && !same(field, mine, theirs)) merged.conflicts.emplace_back(field.name);
    take(field, mine, merged.sensor);
  }
  if (mine.position != base.position) {
    if (theirs.position != base.position && theirs.position != mine.position)
      merged.conflicts.emplace_back("position");
    merged.sensor.position = mine.position;
  }
  return merged;
}

}  // namespace schouw::registers
