// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layers/register/field.h"

namespace schouw::registers {

// What stands in a register beside its sensors, because stacking is about networks too (principle 2.2): who is who,
// the systems that sensors feed, and who passes what to whom; what a maker says of its devices; and what somebody saw
// in the street.
enum class RecordType : std::uint8_t { organisation, system, link, model, observation };
inline constexpr RecordType kRecordTypes[] = {RecordType::organisation, RecordType::system, RecordType::link,
                                              RecordType::model, RecordType::observation};
std::string_view record_type_name(RecordType type);  // "organisation"; its table in a project: with an s
std::optional<RecordType> record_type_from_name(std::string_view name);

// One field of such a record. Publicity as of Field: what is not declared is confidential.
struct RecordField {
  std::string_view name;
  FieldType type = FieldType::text;
  Publicity publicity = Publicity::confidential;
  std::string_view choices = {};
};
// In the order in which they are written; "id" first.
std::span<const RecordField> record_fields(RecordType type);
const RecordField* record_field_named(RecordType type, std::string_view name);

// An organisation, a system, a link, a model or an observation. from and to of a link are ids of systems,
// organisations or sensors.
//   RegisterRecord vms{.type = RecordType::system, .id = "vms"};
//   const bool taken = set_value(vms, "controller", "Gemeente Voorbeeld");
// Cost: some texts. A plain value, frozen in a plan. set_value says false where the text is no value of the field, or
// the type has no such field; the record is then unchanged.
struct RegisterRecord {
  RecordType type = RecordType::system;
  std::string id;
  std::vector<std::pair<std::string, std::string>> values;   // canonical, in the order of record_fields, without id
  std::vector<std::pair<std::string, std::string>> unknown;  // what no field is for: confidential
  bool operator==(const RegisterRecord&) const = default;
};
std::string value_of(const RegisterRecord& record, std::string_view field);  // empty: not stated
// An empty text takes the value away.
bool set_value(RegisterRecord& record, std::string_view field, std::string_view text);

// "system vms": what names a record in a plan.
std::string key_of(const RegisterRecord& record);
std::uint64_t content_hash(const RegisterRecord& record);

// The record with its public fields alone; nothing where its publication is not public or it states none.
std::optional<RegisterRecord> public_part(const RegisterRecord& record);

}  // namespace schouw::registers
