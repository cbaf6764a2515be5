// SPDX-License-Identifier: EUPL-1.2
// What a further row of a sensor adds to it.
#include <fmt/format.h>

#include <algorithm>

#include "layers/register/register_reader.h"

namespace schouw::registers {

namespace {

using Unknown = std::pair<std::string, std::string>;

void keep_once(std::vector<Unknown>& kept, Unknown unknown) {
  if (std::find(kept.begin(), kept.end(), unknown) == kept.end()) kept.push_back(std::move(unknown));
}

// A polygon may fill pages.
std::string shown(const std::string& text) { return text.size() <= 60 ? text : text.substr(0, 57) + "..."; }

// What the row calls the column of a field.
std::string column_of(const Field& field, const Row& row, const Mapping& mapping) {
  for (const FieldRule& rule : mapping.fields) {
    if (rule.field == &field && !rule.from.empty()) return row.column_name(rule.from);
  }
  return std::string(field.name);
}

// A row that states no name leaves it open for the first one that does.
bool is_unnamed(const Sensor& sensor, const Mapping& mapping) {
  return sensor.name == name_by_pattern(mapping.name_pattern, sensor.id);
}

}  // namespace

// A further row of the same sensor adds purposes and what the first left open; the first row wins. What differs is
// kept beside, as what the record has no field for.
void RegisterReader::add_to(Sensor& sensor, Sensor further, const Row& row) {
  auto& purposes = sensor.deployment.purposes;
  for (const Purpose& purpose : further.deployment.purposes) {
    if (std::find(purposes.begin(), purposes.end(), purpose) == purposes.end()) purposes.push_back(purpose);
  }
  std::string differing;
  for (const Field& field : registered_fields()) {
    if (field.missing == nullptr && field.name != "kind" && field.name != "name") continue;
    const auto stated = field.get(further);
    if (!stated || defaulted(field, further, row)) continue;
    const auto held = field.get(sensor);
    if (!held || (field.name == "name" && is_unnamed(sensor, mapping_))) {
      field.set(sensor, *stated);
      if (field.set_basis != nullptr) field.set_basis(sensor, field.basis(further));
    } else if (*held != *stated) {
      differing += fmt::format("{}{} ('{}')", differing.empty() ? "" : ", ", field.name, shown(*stated));
      keep_once(sensor.unknown_fields, {column_of(field, row, mapping_), *stated});
    }
  }
  if (further.scope == Scope::household) sensor.scope = Scope::household;
  for (auto& unknown : further.unknown_fields) keep_once(sensor.unknown_fields, std::move(unknown));
  if (differing.empty()) return tell_of_merged(row, sensor);
  auto warning = row_diagnostic("REG-112",
                                fmt::format("row {} of sensor '{}' differs from its first row in {}; the first row "
                                            "counts, the other values are kept beside it",
                                            row.feature().row, sensor.id, differing),
                                row, options_.file_name);
  warning.hint = "state one sensor per id; further rows only add purposes";
  tally_.diagnostics.push_back(std::move(warning));
}

// A row that only adds a purpose need not repeat kind and name.
bool RegisterReader::defaulted(const Field& field, const Sensor& further, const Row& row) const {
  if (field.name == "name") return is_unnamed(further, mapping_);
  if (field.name != "kind") return false;
  Row again = row;
  for (const FieldRule& rule : mapping_.fields) {
    if (rule.field->name == "kind") return !again.text(rule.from).has_value();
  }
  return true;
}

}  // namespace schouw::registers
