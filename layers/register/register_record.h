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
// in the street. And what a municipality answers for: the dossier of a deployment, its goal, what was found, promised
// and said about it (docs/dossiers.md).
enum class RecordType : std::uint8_t {
  organisation,
  system,
  link,
  model,
  observation,
  dossier,
  goal,
  evaluation,
  consultation,
  review,
  year,
  commitment,
  plan_fact
};
inline constexpr RecordType kRecordTypes[] = {
    RecordType::organisation, RecordType::system,  RecordType::link, RecordType::model,
    RecordType::observation,  RecordType::dossier, RecordType::goal, RecordType::evaluation,
    RecordType::consultation, RecordType::review,  RecordType::year, RecordType::commitment,
    RecordType::plan_fact};
std::string_view record_type_name(RecordType type);  // "organisation"; its table in a project: with an s
std::optional<RecordType> record_type_from_name(std::string_view name);

// One field of such a record. Publicity as of Field: what is not declared is confidential.
struct RecordField {
  std::string_view name;
  FieldType type = FieldType::text;
  Publicity publicity = Publicity::confidential;
  std::string_view choices = {};
  std::string_view unit = {};  // of a number that no sensor states; without one it is 0 or more
  bool list = false;           // several values, parted by '|'; where choices are given, each is one of them
  bool may_be_none = false;    // kNone says that the source says that there is none
};
inline constexpr std::string_view kNone = "none";
// In the order in which they are written; "id" first.
std::span<const RecordField> record_fields(RecordType type);
const RecordField* record_field_named(RecordType type, std::string_view name);

// An organisation, a system, a link, a model and so on. from and to of a link are ids of systems, organisations or
// sensors.
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
// What a record says in a field: nothing, that there is none ("geen", "none"), or a value. A check can only blame a
// source for what it says, not for what nobody filled in.
enum class Said : std::uint8_t { missing, none, value };
Said said(const RegisterRecord& record, std::string_view field);
// An empty text takes the value away.
bool set_value(RegisterRecord& record, std::string_view field, std::string_view text);

// "system vms": what names a record in a plan.
std::string key_of(const RegisterRecord& record);
std::uint64_t content_hash(const RegisterRecord& record);

// The record with its public fields alone; nothing where its publication is not public or it states none.
std::optional<RegisterRecord> public_part(const RegisterRecord& record);

}  // namespace schouw::registers
