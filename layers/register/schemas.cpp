// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <set>
#include <system_error>

#include "layers/register/cut_names.h"
#include "layers/register/import_in_pieces.h"
#include "layers/register/import_register.h"
#include "layers/register/mapping.h"
#include "layers/register/row.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

std::set<std::string> columns_of(std::span<const model::FeatureTable> tables) {
  std::set<std::string> columns;
  for (const model::FeatureTable& table : tables) {
    for (const std::string& name : table.field_names) columns.insert(lower_case(trimmed(name)));
    for (std::size_t i = 0; i < std::min(kProbedRows, table.features.size()); ++i) {
      for (const auto& [name, value] : table.features[i].fields) columns.insert(lower_case(trimmed(name)));
    }
  }
  return columns;
}

bool states(std::span<const model::FeatureTable> tables, const std::string& column,
            const std::vector<std::string>& words) {
  for (const model::FeatureTable& table : tables) {
    for (std::size_t i = 0; i < std::min(kProbedRows, table.features.size()); ++i) {
      for (const auto& [name, value] : table.features[i].fields) {
        const auto text = lower_case(trimmed(name)) == column ? text_of(value) : std::nullopt;
        if (text && std::find(words.begin(), words.end(), lower_case(*text)) != words.end()) return true;
      }
    }
  }
  return false;
}

// RFC 7946, 3.2: the identifier of a feature stands beside its properties.
bool features_state_ids(std::span<const model::FeatureTable> tables) {
  return std::any_of(tables.begin(), tables.end(), [](const model::FeatureTable& table) {
    return !table.ids_are_row_numbers && !table.features.empty() && !table.features.front().id.empty();
  });
}

// 0: not this schema. A value that only this register writes says more than names that many files share.
int fit(const Schema& schema, std::span<const model::FeatureTable> tables, std::set<std::string> columns) {
  const auto mapping = mapping_from(schema);
  if (!mapping || (mapping->all_of.empty() && mapping->any_of.empty() && mapping->values_of.empty())) return 0;
  for (const model::FeatureTable& table : tables) {
    for (const auto& [cut, whole] : cut_names(table, *mapping).whole) columns.insert(whole);
  }
  if (features_state_ids(tables)) columns.insert(mapping->id_from.begin(), mapping->id_from.end());
  int points = 0;
  for (const std::string& column : mapping->all_of) {
    if (columns.count(column) == 0) return 0;
    ++points;
  }
  if (!mapping->any_of.empty()) {
    std::size_t most = 0;
    for (const auto& set : mapping->any_of) {
      const bool whole =
          std::all_of(set.begin(), set.end(), [&](const auto& name) { return columns.count(name) != 0; });
      if (whole) most = std::max(most, set.size());
    }
    if (most == 0) return 0;
    points += static_cast<int>(most);
  }
  for (const auto& [column, words] : mapping->values_of) {
    if (!states(tables, column, words)) return 0;
    points += 100;
  }
  for (const FieldRule& rule : mapping->fields) {
    points += static_cast<int>(std::any_of(rule.from.begin(), rule.from.end(),
                                           [&](const std::string& name) { return columns.count(name) != 0; }));
  }
  for (const RecordRule& rule : mapping->record_fields) {
    points += static_cast<int>(std::any_of(rule.from.begin(), rule.from.end(),
                                           [&](const std::string& name) { return columns.count(name) != 0; }));
  }
  return points;
}

}  // namespace

base::Result<Schema> schema_from_json(const base::Json& rules, const std::string& file_name) {
  Schema schema{.rules = rules};
  if (rules.is_object() && rules.contains("id") && rules["id"].is_string()) schema.id = rules["id"];
  if (rules.is_object() && rules.contains("name") && rules["name"].is_string()) schema.name = rules["name"];
  if (schema.id.empty()) {
    base::Diagnostic problem{.code = "REG-111",
                             .message = "register schema: expected an object with 'id' and 'fields'"};
    problem.where.file = file_name;
    problem.where.field = "id";
    problem.hint = "docs/register-schemas.md says how to write a schema";
    return problem;
  }
  if (auto mapping = mapping_from(schema); !mapping) return base::Result<Schema>::failure(mapping.diagnostics());
  return schema;
}

base::Result<Schema> load_schema(const std::filesystem::path& file) {
  auto json = base::read_json_file(file);
  if (!json) return base::Result<Schema>::failure(json.diagnostics());
  return schema_from_json(*json, file.filename().string());
}

base::Result<std::vector<Schema>> load_schemas(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (files.empty()) {
    base::Diagnostic none{.code = "REG-111", .message = "found no register schemas"};
    none.where.file = folder.filename().string();
    none.hint = "the installation misses data/registers; set SCHOUW_RESOURCES";
    return none;
  }
  std::sort(files.begin(), files.end());
  std::vector<Schema> schemas;
  for (const auto& file : files) {
    auto schema = load_schema(file);
    if (!schema) return base::Result<std::vector<Schema>>::failure(schema.diagnostics());
    schemas.push_back(*std::move(schema));
  }
  return schemas;
}

const Schema* recognise(std::span<const Schema> schemas, std::span<const model::FeatureTable> tables) {
  const auto columns = columns_of(tables);
  const Schema* best = nullptr;
  int most = 0;
  for (const Schema& schema : schemas) {
    const int points = fit(schema, tables, columns);
    if (points > most) {
      most = points;
      best = &schema;
    }
  }
  return best;
}

}  // namespace schouw::registers
