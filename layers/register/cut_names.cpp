// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/cut_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

// Names of columns, each with what is read of it: several names may be those of one field.
std::map<std::string, std::string> names_of(const Mapping& mapping) {
  std::map<std::string, std::string> names;
  const auto add = [&names](const std::vector<std::string>& columns, std::string_view read) {
    for (const std::string& column : columns) names.emplace(column, read);
  };
  add(mapping.id_from, "id");
  for (const FieldRule& rule : mapping.fields) add(rule.from, rule.field->name);
  for (const PositionColumns& columns : mapping.positions) {
    add(columns.east, "east");
    add(columns.north, "north");
  }
  return names;
}

// "ptz_tilt_1" is the second column that would be called "ptz_tilt_m": what is certain of its name is "ptz_tilt".
std::string certain_part(const std::string& column) {
  const std::size_t at = column.size() - 2;
  const bool numbered = column[at] == '_' && column[at + 1] >= '0' && column[at + 1] <= '9';
  return numbered ? column.substr(0, at) : column;
}

// A name that was taken already is none that another column may have.
std::vector<std::string> fitting_names(const std::string& column, const std::map<std::string, std::string>& names,
                                       const std::set<std::string>& taken) {
  const std::string certain = certain_part(column);
  std::vector<std::string> fitting;
  for (const auto& [name, read] : names) {
    const bool fits = name.size() > column.size() && name.compare(0, certain.size(), certain) == 0;
    if (fits && taken.count(name) == 0) fitting.push_back(name);
  }
  return fitting;
}

}  // namespace

CutNames cut_names(const model::FeatureTable& table, const Mapping& mapping) {
  CutNames found;
  if (table.longest_name == 0) return found;
  const std::map<std::string, std::string> names = names_of(mapping);
  std::set<std::string> taken;
  for (const std::string& as_written : table.field_names) {
    const std::string column = lower_case(trimmed(as_written));
    if (column.size() != table.longest_name) continue;
    std::vector<std::string> fitting = fitting_names(column, names, taken);
    if (const auto own = names.find(column); own != names.end()) {
      const auto same = [&](const std::string& name) { return names.at(name) == own->second; };
      fitting.erase(std::remove_if(fitting.begin(), fitting.end(), same), fitting.end());
      if (!fitting.empty()) found.doubtful.emplace_back(as_written, std::move(fitting));
      continue;
    }
    if (fitting.empty()) continue;
    const std::string& first = names.at(fitting.front());
    if (std::all_of(fitting.begin(), fitting.end(), [&](const auto& name) { return names.at(name) == first; })) {
      taken.insert(fitting.front());
      found.whole.emplace(column, fitting.front());
    } else {
      found.unclear.emplace_back(as_written, std::move(fitting));
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
