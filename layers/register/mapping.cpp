// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Json;

// What registers write where they mean that they do not know. Numbers count only in fields that hold numbers.
constexpr std::array<std::string_view, 30> kPlaceholders = {
    "-",      "--",   "?",          "onbekend",   "unknown",    "n.v.t.",     "nvt",        "n.v.t",
    "n/a",    "na",   "null",       "nil",        "leeg",       "tbd",        "todo",       "n.t.b.",
    "ntb",    "xxx",  "2050-01-01", "2099-12-31", "9999-12-31", "1900-01-01", "1970-01-01", "0001-01-01",
    "999.99", "9999", "99999",      "-999",       "-9999",      "-99999"};

// What is wrong with a schema, thrown nowhere: the first problem is kept and the rest of the reading goes on.
class SchemaReader {
 public:
  explicit SchemaReader(const Schema& schema) : schema_(schema) {}

  void complain(const std::string& key, const std::string& problem) {
    base::Diagnostic complaint;
    complaint.code = "REG-111";
    complaint.message = "register schema '" + schema_.id + "': '" + key + "': " + problem;
    complaint.where.file = schema_.id + ".json";
    complaint.where.field = key;
    complaint.hint = "docs/register-schemas.md says how to write a schema";
    complaints_.push_back(std::move(complaint));
  }

  const Json* find(const Json& json, const std::string& key) const {
    if (!json.is_object()) return nullptr;
    const auto found = json.find(key);
    return found == json.end() || found->is_null() ? nullptr : &*found;
  }

  std::string text(const Json& json, const std::string& key) {
    const Json* value = find(json, key);
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    complain(key, "expected a text");
    return {};
  }

  // A text or a list of texts, in lower case.
  std::vector<std::string> words(const Json& json, const std::string& key) {
    std::vector<std::string> out;
    const Json* value = find(json, key);
    if (value == nullptr) return out;
    const Json list = value->is_array() ? *value : Json::array({*value});
    for (const Json& entry : list) {
      if (entry.is_string()) {
        out.push_back(lower_case(entry.get<std::string>()));
      } else {
        complain(key, "expected texts");
      }
    }
    return out;
  }

  const Json& members(const Json& json, const std::string& key) {
    static const Json kNone = Json::object();
    const Json* value = find(json, key);
    if (value == nullptr) return kNone;
    if (value->is_object()) return *value;
    complain(key, "expected an object");
    return kNone;
  }

  const Json& list(const Json& json, const std::string& key) {
    static const Json kNone = Json::array();
    const Json* value = find(json, key);
    if (value == nullptr) return kNone;
    if (value->is_array()) return *value;
    complain(key, "expected a list");
    return kNone;
  }

  base::Diagnostics take_complaints() { return std::move(complaints_); }

 private:
  const Schema& schema_;
  base::Diagnostics complaints_;
};

void read_values(SchemaReader& reader, const Json& json, FieldRule& rule) {
  for (const auto& [word, value] : reader.members(json, "values").items()) {
    Sensor scratch;
    if (!value.is_string() || !rule.field->set(scratch, value.get<std::string>())) {
      reader.complain(std::string(rule.field->name), "'" + word + "' becomes what is no value of the field");
    } else {
      rule.values[lower_case(word)] = value.get<std::string>();
    }
  }
}

std::optional<Lookup> lookup_of(SchemaReader& reader, const Field& field, const Json& json) {
  const Json* stated = reader.find(json, "lookup");
  if (stated == nullptr) return std::nullopt;
  Lookup lookup{.table = lower_case(reader.text(*stated, "table")),
                .where = lower_case(reader.text(*stated, "where")),
                .is = lower_case(reader.text(*stated, "is")),
                .take = lower_case(reader.text(*stated, "take")),
                .transposed = reader.find(*stated, "transposed") != nullptr};
  if (lookup.table.empty() || lookup.take.empty() || lookup.where.empty() != lookup.is.empty()) {
    reader.complain(std::string(field.name), "'lookup' expects 'table' and 'take', and 'where' and 'is' together");
  }
  return lookup;
}

FieldRule field_rule(SchemaReader& reader, const Field& field, const Json& json) {
  FieldRule rule{.field = &field, .from = reader.words(json, "from"), .fillers = reader.words(json, "fillers")};
  if (reader.find(json, "join") != nullptr) rule.join = reader.text(json, "join");
  rule.split = reader.text(json, "split");
  if (!rule.split.empty() && !field.list) reader.complain(std::string(field.name), "'split' is for lists of values");
  rule.lookup = lookup_of(reader, field, json);
  read_values(reader, json, rule);
  for (const auto& [key, fixed] : {std::pair{"any", &rule.any}, std::pair{"otherwise", &rule.otherwise}}) {
    const Json* value = reader.find(json, key);
    if (value == nullptr) continue;
    Sensor scratch;
    *fixed = value->is_string() ? value->get<std::string>() : value->dump();
    if (!field.set(scratch, **fixed)) reader.complain(std::string(field.name), fmt::format("'{}' is no value", key));
  }
  if (const Json* value = reader.find(json, "factor")) {
    if (value->is_number()) {
      rule.factor = value->get<double>();
    } else {
      reader.complain(std::string(field.name), "'factor' is not a number");
    }
  }
  rule.direction = reader.text(json, "as") == "direction";
  rule.from_true_north = reader.text(json, "north") == "true";
  if (const std::string basis = reader.text(json, "basis"); !basis.empty()) {
    if (const auto known = basis_from_name(basis)) {
      rule.basis = *known;
    } else {
      reader.complain(std::string(field.name), "'basis' is not measured, datasheet, declared, assumed or unknown");
    }
  }
  return rule;
}

void read_fields(SchemaReader& reader, const Json& json, Mapping& mapping) {
  const Json& stated = reader.members(json, "fields");
  for (const auto& [name, rule] : stated.items()) {
    if (field_named(name) == nullptr) {
      reader.complain("fields", "'" + name + "' is no field of the record");
    } else if (!rule.is_object()) {
      reader.complain(name, "expected an object with 'from'");
    }
  }
  const bool same_names = reader.find(json, "same_names") != nullptr && *reader.find(json, "same_names") == true;
  mapping.same_names = same_names;
  for (const Field& field : registered_fields()) {
    const std::string name(field.name);
    const Json* rule = reader.find(stated, name);
    if (rule == nullptr && !same_names) continue;
    mapping.fields.push_back(field_rule(reader, field, rule == nullptr ? Json::object() : *rule));
    if (same_names) mapping.fields.back().from.insert(mapping.fields.back().from.begin(), name);
  }
}

void read_rows(SchemaReader& reader, const Json& json, Mapping& mapping) {
  for (const Json& entry : reader.list(json, "rows")) {
    RowRule rule{.column = lower_case(reader.text(entry, "column")),
                 .is = reader.words(entry, "is"),
                 .reason = reader.text(entry, "reason")};
    rule.stated = reader.find(entry, "stated") != nullptr && *reader.find(entry, "stated") == true;
    rule.yes = reader.find(entry, "yes") != nullptr && *reader.find(entry, "yes") == true;
    rule.unless = lower_case(reader.text(entry, "unless"));
    const std::string then = reader.text(entry, "then");
    rule.then = then == "household" ? RowRule::Then::household
                : then == "removed" ? RowRule::Then::removed
                                    : RowRule::Then::refuse;
    const bool known = then == "household" || then == "removed" || then == "refuse";
    const int ways = static_cast<int>(!rule.is.empty()) + static_cast<int>(rule.stated) + static_cast<int>(rule.yes);
    if (rule.column.empty() || ways != 1 || !known) {
      reader.complain("rows",
                      "expected 'column', 'is', 'yes' or 'stated', and 'then' as household, removed or refuse");
    }
    mapping.rows.push_back(std::move(rule));
  }
}

void read_repeat(SchemaReader& reader, const Json& json, Mapping& mapping) {
  const Json* stated = reader.find(json, "repeat");
  if (stated == nullptr) return;
  Repeat repeat{.present = lower_case(reader.text(*stated, "present")), .id = reader.text(*stated, "id")};
  if (const Json* most = reader.find(*stated, "most"); most != nullptr && most->is_number_integer()) {
    repeat.most = most->get<int>();
  }
  for (const auto& [column, occurrence] : reader.members(*stated, "columns").items()) {
    repeat.columns.emplace_back(lower_case(column), occurrence.is_number_integer() ? occurrence.get<int>() : 1);
  }
  constexpr int kMostInARow = 64;
  const bool numbered = repeat.id.find("{n}") != std::string::npos && repeat.id.find("{id}") != std::string::npos;
  if (repeat.most < 2 || repeat.most > kMostInARow || repeat.present.empty() || repeat.columns.empty() || !numbered) {
    reader.complain("repeat", "expected 'columns', 'present', 'most' from 2 to 64 and 'id' with {id} and {n}");
  }
  mapping.repeat = std::move(repeat);
}

void read_positions(SchemaReader& reader, const Json& json, Mapping& mapping) {
  for (const Json& entry : reader.list(json, "positions")) {
    const std::string order = reader.text(entry, "order");
    PositionColumns columns{.east = reader.words(entry, "east"),
                            .north = reader.words(entry, "north"),
                            .pair = reader.words(entry, "pair"),
                            .north_first = order == "north east",
                            .crs = reader.text(entry, "crs")};
    if (!columns.pair.empty() && order != "north east" && order != "east north") {
      reader.complain("positions", "a 'pair' expects 'order' as \"north east\" or \"east north\"");
    }
    if (columns.pair.empty() && (columns.east.empty() || columns.north.empty())) {
      reader.complain("positions", "expected 'east' and 'north', or 'pair'");
    }
    mapping.positions.push_back(std::move(columns));
  }
}

void read_record_fields(SchemaReader& reader, const Json& json, Mapping& mapping) {
  const std::string name = reader.text(json, "record");
  mapping.record = record_type_from_name(name);
  if (!mapping.record)
    return reader.complain("record", "'" + name + "' is no type of record (docs/register-schemas.md)");
  const Json& stated = reader.members(json, "fields");
  for (const auto& [field, rule] : stated.items()) {
    if (record_field_named(*mapping.record, field) == nullptr) {
      reader.complain("fields", "'" + field + "' is no field of this record");
    }
  }
  for (const RecordField& field : record_fields(*mapping.record)) {
    const std::string key(field.name);
    const Json* found = reader.find(stated, key);
    RecordRule rule{.field = &field,
                    .from = found == nullptr ? std::vector<std::string>() : reader.words(*found, "from")};
    if (found != nullptr) {
      for (const auto& [word, value] : reader.members(*found, "values").items()) {
        if (value.is_string()) rule.values[lower_case(word)] = value.get<std::string>();
      }
    }
    if (reader.find(json, "same_names") != nullptr) rule.from.insert(rule.from.begin(), key);
    mapping.record_fields.push_back(std::move(rule));
  }
}

}  // namespace

base::Result<Mapping> mapping_from(const Schema& schema) {
  SchemaReader reader(schema);
  const Json& json = schema.rules;
  Mapping mapping{.system = reader.text(json, "system"),
                  .licence = reader.text(json, "licence"),
                  .id_from = reader.words(json, "id_from"),
                  .name_pattern = reader.text(json, "name_pattern"),
                  .placeless = reader.words(json, "placeless"),
                  .tables = reader.words(json, "tables"),
                  .ignore = reader.words(json, "ignore"),
                  .placeholders = reader.words(json, "placeholders")};
  if (mapping.system.empty()) mapping.system = schema.id;
  mapping.placeholders.insert(mapping.placeholders.end(), kPlaceholders.begin(), kPlaceholders.end());
  for (const std::string& word : mapping.placeholders) {
    mapping.placeholder_numbers.push_back(number_from_text(word));
  }
  if (reader.find(json, "record") != nullptr) {
    read_record_fields(reader, json, mapping);
  } else {
    read_fields(reader, json, mapping);
  }
  read_positions(reader, json, mapping);
  read_repeat(reader, json, mapping);
  read_rows(reader, json, mapping);
  const Json& probe = reader.members(json, "probe");
  mapping.all_of = reader.words(probe, "all_of");
  for (const Json& set : reader.list(probe, "any_of")) {
    mapping.any_of.push_back(reader.words(Json{{"columns", set}}, "columns"));
  }
  for (const auto& [column, words] : reader.members(probe, "values").items()) {
    mapping.values_of.emplace_back(lower_case(column), reader.words(probe["values"], column));
    static_cast<void>(words);
  }
  if (mapping.fields.empty() && mapping.record_fields.empty())
    reader.complain("fields", "expected at least one field, or same_names");
  if (auto complaints = reader.take_complaints(); !complaints.empty()) {
    return base::Result<Mapping>::failure(std::move(complaints));
  }
  return mapping;
}

}  // namespace schouw::registers
