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

// What is no field: of what both changed, theirs stands.
void take_rest(const Sensor& base, const Sensor& mine, Sensor& merged) {
  const auto take_member = [&](auto Sensor::*member) {
    if (mine.*member != base.*member && merged.*member == base.*member) merged.*member = mine.*member;
  };
  take_member(&Sensor::scope);
  take_member(&Sensor::sources);
  take_member(&Sensor::position_generalised);
  take_member(&Sensor::unknown_fields);
  take_member(&Sensor::imported);
  take_member(&Sensor::foreign_record);
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
  take_rest(base, mine, merged.sensor);
  return merged;
}

}  // namespace schouw::registers
