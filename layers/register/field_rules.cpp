// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/field_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/base/utf8.h"
#include "layers/register/mapping.h"
#include "layers/register/read_row.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

struct FieldRules::Native {
  Mapping mapping;
  Vocabulary vocabulary;
};

namespace {

base::Diagnostic field_error(std::string code, const Sensor& sensor, std::string_view field, std::string message) {
  return {.code = std::move(code),
          .message = std::move(message),
          .where = {.feature = sensor.id, .field = std::string(field)},
          .hint = "docs/register-schemas.md and `schouw commands` tell what each field takes"};
}

// Up to three fields whose names share the most letters from the start, or hold the word.
std::string near_names(std::string_view word) {
  std::string names;
  int listed = 0;
  for (const Field& field : registered_fields()) {
    const bool near = field.name.find(word) != std::string_view::npos ||
                      (word.size() > 3 && field.name.substr(0, 4) == word.substr(0, 4));
    if (!near || ++listed > 3) continue;
    names += (names.empty() ? "" : ", ") + std::string(field.name);
  }
  return names.empty() ? std::string("one of those that the native register has") : names;
}

}  // namespace

std::string expected_text(const Field& field, std::string_view found) {
  switch (field.type) {
    case FieldType::number:
      return fmt::format("a number from {} to {}{}{}", field.minimum, field.maximum, field.unit.empty() ? "" : " ",
                         field.unit);
    case FieldType::choice: return "one of: " + std::string(field.choices);
    case FieldType::date: return "a date, yyyy-mm-dd or dd-mm-yyyy";
    case FieldType::yes_no: return "ja or nee, true or false";
    case FieldType::text: break;
  }
  if (field.expects.empty()) return "a text";
  if (found.empty()) return std::string(field.expects);
  return fmt::format("{} ({})", field.expects, field.fault(found));
}

FieldRules::FieldRules(std::unique_ptr<Native> native) : native_(std::move(native)) {}
FieldRules::~FieldRules() = default;
FieldRules::FieldRules(FieldRules&&) noexcept = default;
FieldRules& FieldRules::operator=(FieldRules&&) noexcept = default;

base::Result<FieldRules> FieldRules::load(const std::filesystem::path& schemas, Vocabulary vocabulary) {
  const auto schema = load_schema(schemas / "native.json");
  if (!schema) return base::Result<FieldRules>::failure(schema.diagnostics());
  auto mapping = mapping_from(*schema);
  if (!mapping) return base::Result<FieldRules>::failure(mapping.diagnostics());
  return FieldRules(std::make_unique<Native>(Native{*std::move(mapping), std::move(vocabulary)}));
}

base::Result<Sensor> FieldRules::with_value(const Sensor& sensor, std::string_view field,
                                            std::string_view text) const {
  const Field* found = field_named(field);
  if (found == nullptr) {
    return field_error("REG-130", sensor, field,
                       fmt::format("no field is called '{}', expected {}", field, near_names(field)));
  }
  if (!base::is_plain_text(text)) {
    return field_error(
        "REG-131", sensor, field,
        fmt::format("{} of '{}' cannot hold control characters or bytes that are no UTF-8", field, sensor.id));
  }
  Sensor changed = sensor;
  if (trimmed(text).empty()) {
    if (found->clear == nullptr) {
      return field_error("REG-132", sensor, field, fmt::format("{} of '{}' cannot be empty", field, sensor.id));
    }
    found->clear(changed, MissingReason::not_stated);
    return changed;
  }
  model::Feature cell{.id = sensor.id, .fields = {{std::string(field), std::string(text)}}};
  RegisterOptions options;
  options.vocabulary = &native_->vocabulary;
  const crs::GridNorth grid_north(options.project_crs);  // never asked: a field has no place
  RowTally tally;
  Row row(cell);
  const Sensor read = read_row(row, field == "id" ? std::string(trimmed(text)) : sensor.id, std::nullopt,
                               {.mapping = native_->mapping, .options = options, .grid_north = grid_north}, tally);
  auto value = found->get(read);
  const bool taken = value && (field != "name" || read.name != sensor.id || trimmed(text) == sensor.id) &&
                     (field != "kind" || kind_name(read.kind) == value);
  const bool refused = std::any_of(tally.diagnostics.begin(), tally.diagnostics.end(),
                                   [&](const base::Diagnostic& said) { return said.where.field == field; });
  if (!taken || refused || tally.placeholders > 0) {
    return field_error(
        "REG-131", sensor, field,
        fmt::format("{} of '{}' cannot be '{}', expected {}{}", field, sensor.id, text, expected_text(*found, text),
                    tally.placeholders > 0 ? "; a word that stands for \"not known\" is left empty" : ""));
  }
  found->set(changed, *value);
  if (found->set_basis != nullptr && found->type == FieldType::number) found->set_basis(changed, Basis::declared);
  base::Diagnostics said;
  if (tally.masked_addresses > 0) {
    auto masked = field_error("REG-119", sensor, field,
                              fmt::format("{} of '{}': a private e-mail address was masked", field, sensor.id));
    masked.severity = base::Severity::warning;
    masked.hint = "give the address of a function";
    said.push_back(std::move(masked));
  }
  return {std::move(changed), std::move(said)};
}

}  // namespace schouw::registers
