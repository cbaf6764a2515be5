// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/propose_mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "layers/register/field_access.h"
#include "layers/register/mail_address.h"
#include "layers/register/mapping.h"
#include "layers/register/row.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Json;

constexpr std::size_t kLookedAt = 10'000;
constexpr std::size_t kMostWords = 60;  // of a choice: more are no words but texts

struct Column {
  std::string name;                 // as the file writes it
  std::string plain;                // lower case, blanks for what stands between words
  std::vector<std::string> values;  // stated ones, in row order
  std::set<std::string> words;      // distinct, lower case; at most kMostWords + 1
  std::string field;                // that it was taken for
};

std::string plain_name(std::string_view name) {
  std::string plain = lower_case(trimmed(name));
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c == '_' || c == '-' || c == '.'; }, ' ');
  return plain;
}

std::vector<Column> columns_of(const model::FeatureTable& table) {
  std::vector<Column> columns;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < std::min(kLookedAt, table.features.size()); ++i) {
    for (const auto& [name, value] : table.features[i].fields) {
      const auto [place, is_new] = places.emplace(name, columns.size());
      if (is_new)
        columns.push_back({.name = name, .plain = plain_name(name), .values = {}, .words = {}, .field = {}});
      const auto text = text_of(value);
      if (!text || text->empty()) continue;
      Column& column = columns[place->second];
      column.values.push_back(*text);
      if (column.words.size() <= kMostWords) column.words.insert(lower_case(trimmed(*text)));
    }
  }
  return columns;
}

// The share of a column's values that are numbers within these bounds.
double share_within(const Column& column, double least, double most) {
  if (column.values.empty()) return 0.0;
  const auto within = std::count_if(column.values.begin(), column.values.end(), [&](const std::string& text) {
    const auto number = number_from_text(text);
    return number && *number >= least && *number <= most;
  });
  return static_cast<double>(within) / static_cast<double>(column.values.size());
}

bool has_places(const model::FeatureTable& table) {
  return std::any_of(table.features.begin(), table.features.end(), [](const model::Feature& feature) {
    return !std::holds_alternative<std::monostate>(feature.geometry);
  });
}

class Proposer {
 public:
  Proposer(const model::FeatureTable& table, const ProposalWords& words)
      : words_(words),
        columns_(columns_of(table)),
        rows_(std::min(kLookedAt, table.features.size())),
        geometry_(has_places(table)),
        own_ids_(!table.ids_are_row_numbers && !table.features.empty() && !table.features.front().id.empty()) {
    for (const Schema& schema : words.schemas) {
      if (auto mapping = mapping_from(schema)) mappings_.push_back(*std::move(mapping));
    }
  }

  MappingProposal propose(const std::string& stem, const std::string& file_name) {
    Json json = {{"id", stem},
                 {"name", stem},
                 {"source", "Proposed from " + file_name + ": to be looked at and corrected."},
                 {"system", stem}};
    take_id(json);
    json["name_pattern"] = "{id}";
    take_positions(json);
    take_fields(json);
    MappingProposal proposal{.has_position = geometry_ || json.contains("positions")};
    for (const Column& column : columns_) {
      if (!column.field.empty()) {
        ++proposal.mapped;
        continue;
      }
      proposal.unmapped.push_back(column.name);
      json["unmapped"][column.name] = samples_of(column);
    }
    proposal.mapping = std::move(json);
    return proposal;
  }

 private:
  bool is_called(const Column& column, const std::string& field) const {
    for (const Json& word : base::list_in(words_.column_words, field.c_str())) {
      if (word.is_string() && plain_name(word.get<std::string>()) == column.plain) return true;
    }
    return column.plain == plain_name(field);
  }

  // By the collection of words, else by what a schema that is known calls it.
  Column* column_called(const std::string& field) {
    for (const Json& word : base::list_in(words_.column_words, field.c_str())) {
      const std::string wanted = word.is_string() ? plain_name(word.get<std::string>()) : "";
      for (Column& column : columns_) {
        if (column.field.empty() && !column.values.empty() && column.plain == wanted) return &column;
      }
    }
    for (Column& column : columns_) {
      if (column.field.empty() && !column.values.empty() &&
          (is_called(column, field) || in_a_schema(column, field))) {
        return &column;
      }
    }
    return nullptr;
  }

  bool in_a_schema(const Column& column, const std::string& field) const {
    return std::any_of(mappings_.begin(), mappings_.end(), [&](const Mapping& mapping) {
      return std::any_of(mapping.fields.begin(), mapping.fields.end(), [&](const FieldRule& rule) {
        return rule.field->name == field &&
               std::any_of(rule.from.begin(), rule.from.end(),
                           [&](const std::string& name) { return plain_name(name) == column.plain; });
      });
    });
  }

  bool is_unique(const Column& column) const {
    if (column.values.size() != rows_) return false;
    const std::set<std::string> distinct(column.values.begin(), column.values.end());
    return distinct.size() == column.values.size();
  }

  void take_id(Json& json) {
    Column* chosen = nullptr;
    for (Column& column : columns_) {
      const bool better =
          is_called(column, "id") && (chosen == nullptr || (!is_unique(*chosen) && is_unique(column)));
      if (better) chosen = &column;
    }
    if (chosen == nullptr && own_ids_) return;
    for (Column& column : columns_) {
      if (chosen == nullptr && is_unique(column)) chosen = &column;
    }
    if (chosen == nullptr) return;
    chosen->field = "id";
    json["id_from"] = {chosen->name};
  }

  struct Pair {
    const char* east;
    const char* north;
    double east_least, east_most, north_least, north_most;
    const char* crs;
  };

  void take_positions(Json& json) {
    // The bounds of RD and of the Netherlands; coordinates of elsewhere are known by their names alone.
    constexpr Pair kPairs[] = {{"east", "north", -7000, 300000, 289000, 629000, "EPSG:28992"},
                               {"longitude", "latitude", 3.2, 7.3, 50.7, 53.7, "EPSG:4326"}};
    if (geometry_) return;
    for (const Pair& pair : kPairs) {
      Column* east = coordinate(pair.east, pair.east_least, pair.east_most);
      Column* north = coordinate(pair.north, pair.north_least, pair.north_most);
      if (east == nullptr || north == nullptr || east == north) continue;
      east->field = north->field = "position";
      json["positions"].push_back({{"east", {east->name}}, {"north", {north->name}}, {"crs", pair.crs}});
    }
  }

  Column* coordinate(const char* called, double least, double most) {
    constexpr double kNearlyAll = 0.8;
    Column* by_value = nullptr;
    for (Column& column : columns_) {
      if (!column.field.empty() || share_within(column, least, most) < kNearlyAll) continue;
      if (is_called(column, called)) return &column;
      // Numbers of that size are coordinates only where they have no other name and most are not whole.
      const bool named = std::any_of(registered_fields().begin(), registered_fields().end(),
                                     [&](const Field& field) { return is_called(column, std::string(field.name)); });
      const bool coordinate_like =
          most > 1000.0 || std::any_of(column.values.begin(), column.values.end(),
                                       [](const auto& v) { return v.find_first_of(".,") != std::string::npos; });
      if (!named && coordinate_like && by_value == nullptr) by_value = &column;
    }
    return by_value;
  }

  void take_fields(Json& json) {
    json["fields"] = Json::object();
    for (const Field& field : registered_fields()) {
      const std::string name(field.name);
      if (name == "id") continue;
      Column* column = column_called(name);
      if (column == nullptr) continue;
      column->field = name;
      Json rule = {{"from", {column->name}}};
      if (field.type == FieldType::choice) rule["values"] = choices_of(*column, field);
      if (name == "azimuth_deg") rule["as"] = "direction";
      json["fields"][name] = std::move(rule);
    }
    if (json["fields"].empty()) json["fields"]["name"] = {{"from", Json::array()}};
  }

  // Each word of the column with the record's own beside it; one that is not known is left to the person.
  Json choices_of(const Column& column, const Field& field) const {
    Json values = Json::object();
    if (column.words.size() > kMostWords) return values;
    for (const std::string& word : column.words) {
      if (is_choice(field.choices, word)) continue;
      if (const std::string known = word_in_a_schema(word, field); !known.empty()) values[word] = known;
    }
    return values;
  }

  std::string word_in_a_schema(const std::string& word, const Field& field) const {
    for (const Mapping& mapping : mappings_) {
      for (const FieldRule& rule : mapping.fields) {
        const auto found = rule.field == &field ? rule.values.find(word) : rule.values.end();
        if (found != rule.values.end()) return found->second;
      }
    }
    return {};
  }

  static Json samples_of(const Column& column) {
    constexpr std::size_t kSamples = 3;
    constexpr std::size_t kLongest = 40;
    Json samples = Json::array();
    for (const std::string& value : column.values) {
      if (samples.size() == kSamples) break;
      std::string shown = value.substr(0, kLongest);
      mask_private_addresses(shown);
      if (std::find(samples.begin(), samples.end(), Json(shown)) == samples.end()) samples.push_back(shown);
    }
    return samples;
  }

  const ProposalWords& words_;
  std::vector<Mapping> mappings_;
  std::vector<Column> columns_;
  std::size_t rows_;
  bool geometry_;
  bool own_ids_;
};

}  // namespace

base::Result<MappingProposal> propose_mapping(std::span<const model::FeatureTable> tables, const ProposalWords& words,
                                              const std::string& file_name) {
  const auto largest = std::max_element(tables.begin(), tables.end(), [](const auto& a, const auto& b) {
    return a.features.size() < b.features.size();
  });
  if (largest == tables.end() || largest->features.empty()) {
    return base::Diagnostic{.code = "REG-146",
                            .message = "no mapping can be proposed: found no rows",
                            .where = {.file = file_name},
                            .hint = "give a file with a header and rows"};
  }
  const std::string stem = plain_name(file_name.substr(0, file_name.find('.')));
  MappingProposal proposal = Proposer(*largest, words).propose(stem.empty() ? "register" : stem, file_name);
  if (tables.size() > 1) proposal.mapping["tables"] = {largest->name};
  return proposal;
}

}  // namespace schouw::registers
