// SPDX-License-Identifier: EUPL-1.2
#include "layers/query/askable_fields.h"

#include <algorithm>

#include "layers/register/value_text.h"

namespace schouw::query {

namespace {

using registers::FieldType;
using registers::Sensor;

constexpr std::string_view kRetention = "retention";  // an ISO 8601 duration, which the record keeps as text
// Beyond every projected CRS.
constexpr double kFarthest_m = 1e8;

Form form_of(const registers::Field& field) {
  switch (field.type) {
    case FieldType::number: return Form::number;
    case FieldType::yes_no: return Form::yes_no;
    case FieldType::date: return Form::date;
    case FieldType::choice: return Form::choice;
    case FieldType::text: break;
  }
  if (field.list) return Form::several_texts;
  return field.name == kRetention ? Form::duration : Form::text;
}

std::optional<std::string> sources_of(const Sensor& sensor) {
  std::string joined;
  for (const registers::SourceRef& source : sensor.sources) {
    if (!source.system.empty()) joined += (joined.empty() ? "" : "|") + source.system;
  }
  return joined.empty() ? std::nullopt : std::optional(joined);
}

registers::Field place_field(std::string_view name, std::optional<std::string> (*get)(const Sensor&)) {
  return {.name = name,
          .type = FieldType::number,
          .unit = "m",
          .minimum = -kFarthest_m,
          .maximum = kFarthest_m,
          .get = get};
}

std::vector<registers::Field> fields_beside_the_register() {
  return {
      {.name = "uuid",
       .type = FieldType::text,
       .get = [](const Sensor& s) { return s.uuid.is_nil() ? std::nullopt : std::optional(s.uuid.text()); }},
      {.name = "source", .type = FieldType::text, .list = true, .get = sources_of},
      place_field("east",
                  [](const Sensor& s) {
                    return s.position ? std::optional(registers::canonical_number(s.position->east_m)) : std::nullopt;
                  }),
      place_field("north",
                  [](const Sensor& s) {
                    return s.position ? std::optional(registers::canonical_number(s.position->north_m))
                                      : std::nullopt;
                  }),
      {.name = "counts",
       .type = FieldType::yes_no,
       .get = [](const Sensor& s) { return std::optional<std::string>(registers::counts(s) ? "true" : "false"); }},
      {.name = "scope",
       .type = FieldType::choice,
       .choices = "in_plan household",
       .get =
           [](const Sensor& s) {
             return std::optional<std::string>(s.scope == registers::Scope::household ? "household" : "in_plan");
           }},
  };
}

std::vector<AskableField> all_fields() {
  std::vector<AskableField> all;
  for (const registers::Field& field : registers::registered_fields()) all.push_back({field, form_of(field)});
  for (const registers::Field& field : fields_beside_the_register()) all.push_back({field, form_of(field)});
  return all;
}

}  // namespace

std::span<const AskableField> askable_fields() {
  static const std::vector<AskableField> kFields = all_fields();
  return kFields;
}

const AskableField* field_asked(std::string_view name) {
  const std::string low = registers::lower_case(name);
  const auto fields = askable_fields();
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.field.name == low; });
  return found == fields.end() ? nullptr : &*found;
}

std::vector<std::string_view> names_of_fields() {
  std::vector<std::string_view> names;
  for (const AskableField& askable : askable_fields()) names.push_back(askable.field.name);
  return names;
}

std::vector<std::string_view> choices_of(const registers::Field& field) {
  std::vector<std::string_view> words;
  for (std::string_view rest = field.choices; !rest.empty();) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, blank));
    rest.remove_prefix(std::min(blank + 1, rest.size()));
  }
  return words;
}

}  // namespace schouw::query
