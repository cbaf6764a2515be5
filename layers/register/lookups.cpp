// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/lookups.h"

#include <algorithm>

#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

std::string lookup_name(const Lookup& lookup) { return lookup.table + "\n" + lookup.where + "\n" + lookup.take; }

// The same word in another case, or with another blank, is the same key.
std::string key_text(std::string_view text) { return lower_case(trimmed(text)); }

using Values = std::unordered_map<std::string, std::string>;

void read_rows(const model::FeatureTable& table, const Lookup& lookup, Values& values) {
  for (const model::Feature& feature : table.features) {
    Row row(feature);
    const auto key = lookup.where.empty() ? std::optional(std::string()) : row.text(lookup.where);
    const auto value = row.text(lookup.take);
    if (key && value) values.emplace(key_text(*key), *value);
  }
}

// The reader takes the first line for names; there it is a pair as the others are.
void read_pairs(const model::FeatureTable& table, const Lookup& lookup, Values& values) {
  const auto take = [&](const std::string& name, const std::string& value) {
    if (key_text(name) == lookup.take && !value.empty()) values.emplace("", value);
  };
  if (table.field_names.size() < 2) return;
  take(table.field_names[0], table.field_names[1]);
  for (const model::Feature& feature : table.features) {
    if (feature.fields.size() < 2) continue;
    take(text_of(feature.fields[0].second).value_or(""), text_of(feature.fields[1].second).value_or(""));
  }
}

}  // namespace

Lookups::Lookups(const Mapping& mapping, std::span<const model::FeatureTable> tables) {
  for (const FieldRule& rule : mapping.fields) {
    if (!rule.lookup) continue;
    tables_.push_back(rule.lookup->table);
    Values& values = values_[lookup_name(*rule.lookup)];
    for (const model::FeatureTable& table : tables) {
      if (lower_case(table.name) != rule.lookup->table) continue;
      (rule.lookup->transposed ? read_pairs : read_rows)(table, *rule.lookup, values);
    }
  }
}

std::optional<std::string> Lookups::value(const Lookup& lookup, Row& row) const {
  const auto values = values_.find(lookup_name(lookup));
  if (values == values_.end()) return std::nullopt;
  const auto key = lookup.is.empty() ? std::optional(std::string()) : row.text(lookup.is);
  const auto found = key ? values->second.find(key_text(*key)) : values->second.end();
  return found == values->second.end() ? std::nullopt : std::optional(found->second);
}

bool Lookups::is_looked_up(const model::FeatureTable& table) const {
  return std::find(tables_.begin(), tables_.end(), lower_case(table.name)) != tables_.end();
}

}  // namespace schouw::registers
