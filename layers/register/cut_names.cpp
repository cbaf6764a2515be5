// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/cut_names.h"

#include <algorithm>
#include <set>
#include <utility>

#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

std::set<std::string> names_of(const Mapping& mapping) {
  std::set<std::string> names(mapping.id_from.begin(), mapping.id_from.end());
  for (const FieldRule& rule : mapping.fields) names.insert(rule.from.begin(), rule.from.end());
  for (const PositionColumns& columns : mapping.positions) {
    names.insert(columns.east.begin(), columns.east.end());
    names.insert(columns.north.begin(), columns.north.end());
  }
  return names;
}

// "ptz_tilt_1" is the second column that would be called "ptz_tilt_m": what is certain of its name is "ptz_tilt".
std::string certain_part(const std::string& column) {
  const std::size_t at = column.size() - 2;
  const bool numbered = column[at] == '_' && column[at + 1] >= '0' && column[at + 1] <= '9';
  return numbered ? column.substr(0, at) : column;
}

// "publication" and "publication_reason": of two that were cut alike the second would be numbered, so that the one
// that is not is the first.
bool all_go_on_from_the_first(const std::vector<std::string>& sorted) {
  return !sorted.empty() && std::all_of(sorted.begin(), sorted.end(), [&](const std::string& name) {
    return name.compare(0, sorted.front().size(), sorted.front()) == 0;
  });
}

}  // namespace

CutNames cut_names(const model::FeatureTable& table, const Mapping& mapping) {
  CutNames found;
  if (table.longest_name == 0) return found;
  const std::set<std::string> names = names_of(mapping);
  std::set<std::string> taken;
  for (const std::string& as_written : table.field_names) {
    const std::string column = lower_case(trimmed(as_written));
    if (column.size() != table.longest_name || names.count(column) != 0) continue;
    const std::string certain = certain_part(column);
    std::vector<std::string> fitting;
    for (const std::string& name : names) {
      const bool fits = name.size() > column.size() && name.compare(0, certain.size(), certain) == 0;
      if (fits && taken.count(name) == 0) fitting.push_back(name);
    }
    if (fitting.size() == 1 || (certain == column && all_go_on_from_the_first(fitting))) {
      taken.insert(fitting.front());
      found.whole.emplace(column, fitting.front());
    } else if (!fitting.empty()) {
      found.unclear.push_back(as_written);
    }
  }
  return found;
}

model::FeatureTable with_whole_names(model::FeatureTable table, const CutNames& names) {
  if (names.whole.empty()) return table;
  const auto lengthen = [&](std::string& name) {
    const auto whole = names.whole.find(lower_case(trimmed(name)));
    if (whole != names.whole.end()) name = whole->second;
  };
  for (std::string& name : table.field_names) lengthen(name);
  for (model::Feature& feature : table.features) {
    for (auto& [name, value] : feature.fields) lengthen(name);
  }
  return table;
}

}  // namespace schouw::registers
