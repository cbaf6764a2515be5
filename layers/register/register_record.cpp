// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/register_record.h"

#include <algorithm>
#include <array>

#include "geo/base/content_hash.h"
#include "layers/register/dossier_fields.h"
#include "layers/register/field_access.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

constexpr Publicity kOpen = Publicity::open;
constexpr Publicity kInternal = Publicity::internal;
constexpr std::string_view kPublication = "public generalised internal secret";
constexpr std::string_view kKind =
    "camera anpr thermal optical_counter lidar radar wifi microphone sound_level air_quality weather water "
    "traffic_loop parking beacon light other";
constexpr std::string_view kPersonalData = "none de_identified pseudonymous identifiable biometric unknown";

constexpr std::array kOrganisation = {
    RecordField{"id", FieldType::text, kOpen},
    RecordField{"name", FieldType::text, kOpen},
    RecordField{"kind", FieldType::choice, kOpen, "municipality police water_board province state company other"},
    RecordField{"publication", FieldType::choice, kOpen, kPublication},
    RecordField{"contact", FieldType::text, kOpen},
    RecordField{"website", FieldType::text, kOpen},
    RecordField{"description_nl", FieldType::text, kOpen},
    RecordField{"description_en", FieldType::text, kOpen},
};
constexpr std::array kSystem = {
    RecordField{"id", FieldType::text, kOpen},
    RecordField{"name", FieldType::text, kOpen},
    RecordField{"kind", FieldType::choice, kOpen,
                "video_management crowd_analytics anpr_back_office sensor_platform data_platform other"},
    RecordField{"publication", FieldType::choice, kOpen, kPublication},
    RecordField{"purpose", FieldType::text, kOpen},
    RecordField{"owner", FieldType::text, kOpen},
    RecordField{"controller", FieldType::text, kOpen},
    RecordField{"operator", FieldType::text, kOpen},
    RecordField{"supplier", FieldType::text, kOpen},
    RecordField{"contract", FieldType::text, kInternal},
    RecordField{"personal_data", FieldType::choice, kOpen, kPersonalData},
    RecordField{"processing", FieldType::text, kOpen},
    RecordField{"self_learning", FieldType::yes_no, kOpen},
    RecordField{"retention", FieldType::text, kOpen},
    RecordField{"storage", FieldType::text, kOpen},
    RecordField{"access", FieldType::text, kOpen},
    RecordField{"dpia_url", FieldType::text, kOpen},
    RecordField{"algorithm_register_id", FieldType::text, kOpen},
    RecordField{.name = "dossier", .publicity = kOpen, .list = true},
    RecordField{.name = "responsible_officer", .publicity = kOpen, .may_be_none = true},
    RecordField{.name = "contact", .publicity = kOpen, .may_be_none = true},
    RecordField{"description_nl", FieldType::text, kOpen},
    RecordField{"description_en", FieldType::text, kOpen},
};
constexpr std::array kLink = {
    RecordField{"id", FieldType::text, kOpen},
    RecordField{"from", FieldType::text, kOpen},
    RecordField{"to", FieldType::text, kOpen},
    RecordField{"publication", FieldType::choice, kOpen, kPublication},
    RecordField{"observed_data", FieldType::text, kOpen},
    RecordField{"purpose", FieldType::text, kOpen},
    RecordField{"personal_data", FieldType::choice, kOpen, kPersonalData},
    RecordField{"legal_basis", FieldType::text, kOpen},
    RecordField{"legal_reference", FieldType::text, kOpen},
    RecordField{"agreement", FieldType::text, kInternal},
    RecordField{"active_from", FieldType::date, kOpen},
    RecordField{"active_until", FieldType::date, kOpen},
    RecordField{"description_nl", FieldType::text, kOpen},
    RecordField{"description_en", FieldType::text, kOpen},
};
// What a datasheet states of a device; the names of optics are those of a sensor's fields.
constexpr std::array kModel = {
    RecordField{"id", FieldType::text, kOpen},  // the model's designation, as a sensor's field `model` says it
    RecordField{"supplier", FieldType::text, kOpen},
    RecordField{"publication", FieldType::choice, kOpen, kPublication},
    RecordField{"lens", FieldType::choice, kOpen, "rectilinear fisheye multi_imager unknown"},
    RecordField{"camera_type", FieldType::choice, kOpen, "fixed dome ptz panning"},
    RecordField{"imagers", FieldType::number, kOpen},
    RecordField{"hfov_deg", FieldType::number, kOpen},
    RecordField{"hfov_min_deg", FieldType::number, kOpen},
    RecordField{"vfov_deg", FieldType::number, kOpen},
    RecordField{"sensor_width_mm", FieldType::number, kOpen},
    RecordField{"sensor_height_mm", FieldType::number, kOpen},
    RecordField{"focal_length_min_mm", FieldType::number, kOpen},
    RecordField{"focal_length_max_mm", FieldType::number, kOpen},
    RecordField{"pixels_w", FieldType::number, kOpen},
    RecordField{"pixels_h", FieldType::number, kOpen},
    RecordField{"microphone", FieldType::yes_no, kOpen},
    RecordField{"autotracking", FieldType::yes_no, kOpen},
    RecordField{"person_detection", FieldType::yes_no, kOpen},
    RecordField{"face_recognition", FieldType::yes_no, kOpen},
    RecordField{"plate_recognition", FieldType::yes_no, kOpen},
    RecordField{"end_of_support", FieldType::date, kOpen},
    RecordField{"datasheet_url", FieldType::text, kOpen},
    RecordField{"description_nl", FieldType::text, kOpen},
    RecordField{"description_en", FieldType::text, kOpen},
};
// What somebody who walked a street saw of a sensor, in one round.
constexpr std::array kObservation = {
    RecordField{"id", FieldType::text, kInternal},
    RecordField{"round", FieldType::text, kInternal},
    RecordField{"sensor", FieldType::text, kInternal},  // its uuid; none: what the register does not have
    RecordField{"outcome", FieldType::choice, kInternal, "stands gone turned masked blocked new"},
    RecordField{"seen_on", FieldType::date, kInternal},
    RecordField{"seen_by", FieldType::text, kInternal},  // a role
    RecordField{"kind", FieldType::choice, kInternal, kKind},
    RecordField{"azimuth_deg", FieldType::number, kInternal},
    RecordField{"east_m", FieldType::number, kInternal, {}, "m"},
    RecordField{"north_m", FieldType::number, kInternal, {}, "m"},
    RecordField{"street", FieldType::text, kInternal},
    RecordField{"note", FieldType::text, kInternal},
};
constexpr std::array<std::string_view, 13> kNames = {
    "organisation", "system",       "link",   "model", "observation", "dossier",  "goal",
    "evaluation",   "consultation", "review", "year",  "commitment",  "plan_fact"};
constexpr std::array<std::string_view, 6> kNoneWords = {kNone, "geen", "nee", "niemand", "no", "nobody"};

// A number that a sensor states as well has that field's bounds and its unit: "900 mm", 400 degrees is no width.
std::optional<std::string> canonical_number_of(const RecordField& field, std::string_view text) {
  const Field* shared = field_named(field.name);
  const auto number = quantity_from_text(text, shared == nullptr ? field.unit : shared->unit);
  if (!number) return std::nullopt;
  std::string canonical = canonical_number(number->value);
  if (shared == nullptr) return field.unit.empty() && number->value < 0.0 ? std::nullopt : std::optional(canonical);
  Sensor scratch;
  return shared->set(scratch, canonical) ? shared->get(scratch) : std::nullopt;
}

// "ja" is the word yes where a field has that word and no.
std::optional<std::string> canonical_choice(const RecordField& field, std::string_view text) {
  if (is_choice(field.choices, text)) return std::string(text);
  if (!is_choice(field.choices, "yes") || !is_choice(field.choices, "no")) return std::nullopt;
  const auto yes = yes_no_from_text(text);
  return yes ? std::optional(std::string(*yes ? "yes" : "no")) : std::nullopt;
}

// Without empty parts; nothing where a part is none of the words that there are.
std::optional<std::string> canonical_list(const RecordField& field, std::string_view text) {
  std::string list;
  for (const std::string& part : parts_of(text, "|")) {
    const std::string_view word = trimmed(part);
    if (word.empty()) continue;
    if (!field.choices.empty() && !is_choice(field.choices, word)) return std::nullopt;
    list += (list.empty() ? "" : "|") + std::string(word);
  }
  return list;
}

bool says_none(const RecordField& field, std::string_view text) {
  return field.may_be_none && std::find(kNoneWords.begin(), kNoneWords.end(), lower_case(text)) != kNoneWords.end();
}

// Nothing where the text is no value of the field.
std::optional<std::string> canonical(const RecordField& field, std::string_view text) {
  if (says_none(field, text)) return std::string(kNone);
  if (field.list) return canonical_list(field, text);
  switch (field.type) {
    case FieldType::choice: return canonical_choice(field, text);
    case FieldType::date: return date_from_text(text);
    case FieldType::yes_no: {
      const auto yes = yes_no_from_text(text);
      return yes ? std::optional(std::string(*yes ? "true" : "false")) : std::nullopt;
    }
    case FieldType::number: return canonical_number_of(field, text);
    case FieldType::text: break;
  }
  return std::string(text);
}

std::ptrdiff_t place_of(RecordType type, std::string_view name) {
  const auto fields = record_fields(type);
  return std::find_if(fields.begin(), fields.end(), [&](const RecordField& f) { return f.name == name; }) -
         fields.begin();
}

}  // namespace

std::string_view record_type_name(RecordType type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<RecordType> record_type_from_name(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? std::nullopt : std::optional(static_cast<RecordType>(found - kNames.begin()));
}

std::span<const RecordField> record_fields(RecordType type) {
  switch (type) {
    case RecordType::organisation: return kOrganisation;
    case RecordType::system: return kSystem;
    case RecordType::model: return kModel;
    case RecordType::observation: return kObservation;
    case RecordType::link: return kLink;
    default: return dossier_fields(type);
  }
}

const RecordField* record_field_named(RecordType type, std::string_view name) {
  const auto fields = record_fields(type);
  const auto at = static_cast<std::size_t>(place_of(type, name));
  return at < fields.size() ? &fields[at] : nullptr;
}

std::string value_of(const RegisterRecord& record, std::string_view field) {
  if (field == "id") return record.id;
  const auto found = std::find_if(record.values.begin(), record.values.end(),
                                  [&](const auto& value) { return value.first == field; });
  return found == record.values.end() ? std::string() : found->second;
}

Said said(const RegisterRecord& record, std::string_view field) {
  const std::string value = value_of(record, field);
  if (value.empty()) return Said::missing;
  const RecordField* known = record_field_named(record.type, field);
  return known != nullptr && known->may_be_none && value == kNone ? Said::none : Said::value;
}

bool set_value(RegisterRecord& record, std::string_view field, std::string_view text) {
  const RecordField* known = record_field_named(record.type, field);
  if (known == nullptr) return false;
  text = trimmed(text);
  if (field == "id") {
    if (!text.empty()) record.id = text;
    return !text.empty();
  }
  const auto value = text.empty() ? std::optional(std::string()) : canonical(*known, text);
  if (!value) return false;
  std::erase_if(record.values, [&](const auto& held) { return held.first == field; });
  if (value->empty()) return true;
  const auto behind = std::find_if(record.values.begin(), record.values.end(), [&](const auto& held) {
    return place_of(record.type, held.first) > place_of(record.type, field);
  });
  record.values.insert(behind, {std::string(field), *value});
  return true;
}

std::string key_of(const RegisterRecord& record) {
  return std::string(record_type_name(record.type)) + " " + record.id;
}

std::uint64_t content_hash(const RegisterRecord& record) {
  base::ContentHash hash;
  hash.add_text(key_of(record)).add(std::uint64_t{record.values.size()});
  for (const auto& [name, value] : record.values) hash.add_text(name).add_text(value);
  for (const auto& [name, value] : record.unknown) hash.add_text(name).add_text(value);
  return hash.value();
}

std::optional<RegisterRecord> public_part(const RegisterRecord& record) {
  if (value_of(record, "publication") != "public") return std::nullopt;
  RegisterRecord open{.type = record.type, .id = record.id};
  for (const auto& [name, value] : record.values) {
    const RecordField* field = record_field_named(record.type, name);
    if (field != nullptr && field->publicity == Publicity::open) open.values.emplace_back(name, value);
  }
  return open;
}

}  // namespace schouw::registers
