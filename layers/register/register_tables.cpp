// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/register_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "layers/register/cut_names.h"
#include "layers/register/row.h"
#include "layers/register/row_rules.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

std::set<std::string> columns_of(const model::FeatureTable& table, const Mapping& mapping) {
  std::set<std::string> columns;
  for (const std::string& name : table.field_names) columns.insert(lower_case(trimmed(name)));
  // Of a format without names of its own, the first rows tell them.
  constexpr std::size_t kLookedAt = 1000;
  const std::size_t looked_at = table.field_names.empty() ? std::min(kLookedAt, table.features.size()) : 0;
  for (std::size_t i = 0; i < looked_at; ++i) {
    for (const auto& [name, value] : table.features[i].fields) columns.insert(lower_case(trimmed(name)));
  }
  for (const auto& [cut, whole] : cut_names(table, mapping).whole) columns.insert(whole);
  return columns;
}

bool any_of(const std::vector<std::string>& names, const std::set<std::string>& columns) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return columns.count(name) != 0; });
}

// Its ids, and at least one more column that a field is read from.
bool fits(const model::FeatureTable& table, const Mapping& mapping) {
  if (table.features.empty() && table.left_out == 0) return false;
  const auto columns = columns_of(table, mapping);
  const bool own_ids = !table.features.empty() && !table.features.front().id.empty();
  if (!own_ids && !any_of(mapping.id_from, columns)) return false;
  const bool placed = !std::holds_alternative<std::monostate>(
                          table.features.empty() ? model::Geometry() : table.features.front().geometry) ||
                      std::any_of(mapping.positions.begin(), mapping.positions.end(), [&](const auto& position) {
                        return any_of(position.east, columns) || any_of(position.pair, columns);
                      });
  return placed || std::any_of(mapping.fields.begin(), mapping.fields.end(), [&](const FieldRule& rule) {
           return rule.field->name != "id" && any_of(rule.from, columns);
         });
}

std::string name_of(const std::string& column, int occurrence) {
  return occurrence == 1 ? column : fmt::format("{} #{}", column, occurrence);
}

std::string filled_in(const std::string& pattern, const std::string& id, int number) {
  std::string text = pattern;
  const auto replace = [&](std::string_view mark, const std::string& by) {
    if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), by);
  };
  replace("{n}", std::to_string(number));
  replace("{id}", id);
  return text;
}

// Takes the n-th sensor of a row apart: its columns under the names of the first one's, and those of the row.
class RowSplitter {
 public:
  explicit RowSplitter(const Mapping& mapping)
      : mapping_(mapping), repeat_(*mapping.repeat), id_from_(mapping.id_from) {
    for (const auto& [column, first] : repeat_.columns) {
      for (int n = 0; n < repeat_.most; ++n) of_sensors_.insert(name_of(column, first + n));
    }
  }

  bool has(const model::Feature& row, int n) const {
    const auto* first = first_of(repeat_.present);
    return first != nullptr && !text_in(row, name_of(first->first, first->second + n)).empty();
  }

  model::Feature sensor(const model::Feature& row, int n) const {
    model::Feature one{.id = row.id, .row = row.row, .geometry = row.geometry};
    std::string id;
    for (const std::string& name : id_from_) {
      if (id.empty()) id = text_in(row, name);
      if (!is_id(id, mapping_)) id.clear();
    }
    for (const auto& [name, value] : row.fields) {
      const std::string column = lower_case(trimmed(name));
      const bool is_id = std::find(id_from_.begin(), id_from_.end(), column) != id_from_.end();
      if (of_sensors_.count(column) == 0 && !is_id) one.fields.emplace_back(name, value);
    }
    if (!id_from_.empty() && !id.empty()) one.fields.emplace_back(id_from_.front(), filled_in(repeat_.id, id, n));
    for (const auto& [column, first] : repeat_.columns) {
      const model::FieldValue* value = field_called(row, name_of(column, first + n)).second;
      // Under the first sensor's name, as the file writes it: a column of the row may have the shorter one.
      const std::string* name = field_called(row, name_of(column, first)).first;
      if (value != nullptr) one.fields.emplace_back(name == nullptr ? name_of(column, first) : *name, *value);
    }
    return one;
  }

 private:
  const std::pair<std::string, int>* first_of(const std::string& column) const {
    const auto found = std::find_if(repeat_.columns.begin(), repeat_.columns.end(),
                                    [&](const auto& entry) { return entry.first == column; });
    return found == repeat_.columns.end() ? nullptr : &*found;
  }
  static std::pair<const std::string*, const model::FieldValue*> field_called(const model::Feature& row,
                                                                              const std::string& column) {
    for (const auto& [name, value] : row.fields) {
      if (lower_case(trimmed(name)) == column) return {&name, &value};
    }
    return {nullptr, nullptr};
  }
  static std::string text_in(const model::Feature& row, const std::string& column) {
    for (const auto& [name, value] : row.fields) {
      if (lower_case(trimmed(name)) == column) return text_of(value).value_or("");
    }
    return {};
  }

  const Mapping& mapping_;
  const Repeat& repeat_;
  const std::vector<std::string>& id_from_;
  std::set<std::string> of_sensors_;
};

}  // namespace

RegisterTables register_tables(std::span<const model::FeatureTable> tables, const Mapping& mapping,
                               const Lookups& lookups) {
  RegisterTables chosen;
  const auto choose = [&](const auto& is) {
    for (const model::FeatureTable& table : tables) {
      if (is(table)) {
        chosen.read.push_back(&table);
      } else if (!table.features.empty() && !lookups.is_looked_up(table)) {
        chosen.left.push_back(&table);
      }
    }
  };
  if (!mapping.tables.empty()) {
    choose([&](const model::FeatureTable& table) {
      return std::find(mapping.tables.begin(), mapping.tables.end(), lower_case(table.name)) != mapping.tables.end();
    });
  } else if (tables.size() > 1) {
    choose([&](const model::FeatureTable& table) { return !lookups.is_looked_up(table) && fits(table, mapping); });
  }
  if (!chosen.read.empty()) return chosen;
  chosen = {};
  for (const model::FeatureTable& table : tables) chosen.read.push_back(&table);
  return chosen;
}

model::FeatureTable one_sensor_a_row(const model::FeatureTable& table, const Mapping& mapping) {
  const RowSplitter splitter(mapping);
  model::FeatureTable apart = table;
  apart.features.clear();
  for (const model::Feature& row : table.features) {
    const std::size_t before = apart.features.size();
    for (int n = 0; n < mapping.repeat->most; ++n) {
      if (splitter.has(row, n)) apart.features.push_back(splitter.sensor(row, n));
    }
    if (apart.features.size() == before) apart.features.push_back(row);
  }
  return apart;
}

}  // namespace schouw::registers
