// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/import_records.h"

#include <fmt/format.h>

#include <algorithm>

#include "layers/register/datasheet.h"
#include "layers/register/field_rules.h"
#include "layers/register/mail_address.h"
#include "layers/register/mapping.h"
#include "layers/register/read_position.h"
#include "layers/register/read_row.h"
#include "layers/register/row.h"
#include "layers/register/row_rules.h"
#include "layers/register/stream_terms.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

// What a value of a field looks like, for a person.
std::string expected_of(const RecordField& field) {
  if (!field.choices.empty()) return "one of: " + std::string(field.choices);
  switch (field.type) {
    case FieldType::number: {
      const Field* of_sensor = field_named(field.name);
      return of_sensor == nullptr ? "a number" : expected_text(*of_sensor);
    }
    case FieldType::date: return "a date, yyyy-mm-dd or dd-mm-yyyy";
    case FieldType::yes_no: return "ja or nee, true or false";
    case FieldType::choice:
    case FieldType::text: break;
  }
  return "a text";
}

class RecordReader {
 public:
  RecordReader(const Mapping& mapping, const RegisterOptions& options) : mapping_(mapping), options_(options) {}

  void read(const model::FeatureTable& table) {
    import_.read += static_cast<int>(table.left_out);
    import_.rejected += static_cast<int>(table.left_out);
    for (const model::Feature& feature : table.features) {
      ++import_.read;
      Row row(feature);
      read_record(row);
    }
  }

  base::Result<RecordImport> finish() {
    if (!import_.records.empty()) return {std::move(import_), std::move(said_)};
    base::Diagnostic nothing{.code = "REG-110", .message = "no row of the register could be taken"};
    nothing.where.file = options_.file_name;
    nothing.hint = import_.rejected > 0 ? "see the rows named above" : "the file holds no rows";
    said_.push_back(std::move(nothing));
    return base::Result<RecordImport>::failure(std::move(said_));
  }

 private:
  void read_record(Row& row) {
    const auto id = row_id(row, mapping_);
    if (!id) {
      ++import_.rejected;
      said_.push_back(row_diagnostic("REG-105", fmt::format("row {} left out: it states no id", row.feature().row),
                                     row, options_.file_name));
      return;
    }
    const auto held = std::find_if(import_.records.begin(), import_.records.end(),
                                   [&](const RegisterRecord& record) { return record.id == *id; });
    if (held != import_.records.end()) {
      ++import_.merged;
      auto note = row_diagnostic(
          "REG-134", fmt::format("row {} is a further row of '{}': the first is kept", row.feature().row, *id), row,
          options_.file_name);
      note.hint = "give each an id of its own";
      said_.push_back(std::move(note));
      return;
    }
    RegisterRecord record{.type = *mapping_.record, .id = *id};
    for (const RecordRule& rule : mapping_.record_fields) read_value(rule, row, record);
    if (record.type == RecordType::model) leave_contradictions_out(row, record);
    for (auto& unknown : row.unused(mapping_.ignore)) record.unknown.push_back(std::move(unknown));
    import_.records.push_back(std::move(record));
  }

  void read_value(const RecordRule& rule, Row& row, RegisterRecord& record) {
    if (rule.field->name == "id") return;
    auto text = row.text(rule.from);
    const bool word_for_unknown = rule.field->type != FieldType::text || rule.field->may_be_none;
    if (!text || (word_for_unknown && stands_for_unknown(*text))) return;
    // A kind of system is no technology.
    if (options_.vocabulary != nullptr && rule.field->name != "kind") {
      text = in_terms(*options_.vocabulary, rule.field->name, *text, "; ");
    }
    mask_private_addresses(*text);
    const bool taken = !is_spreadsheet_error(*text) && set_value(record, rule.field->name, in_words_of(rule, *text));
    if (taken) return;
    auto problem =
        row_diagnostic("REG-104",
                       fmt::format("row {}: '{}' is '{}', expected {}; the value is left out", row.feature().row,
                                   row.column_name(rule.from), *text, expected_of(*rule.field)),
                       row, options_.file_name);
    problem.where.field = rule.field->name;
    problem.hint = "correct the value in the register and import it again";
    said_.push_back(std::move(problem));
    record.unknown.emplace_back(row.column_name(rule.from), *text);
  }

  // In the words of the record; of a list of words each, however they are parted.
  static std::string in_words_of(const RecordRule& rule, const std::string& text) {
    const auto known = rule.values.find(lower_case(text));
    if (known != rule.values.end()) return known->second;
    if (!rule.field->list || rule.field->choices.empty()) return text;
    std::string list;
    for (const std::string& part : parts_of(text, "|;,")) {
      const std::string word = lower_case(trimmed(part));
      const auto found = rule.values.find(word);
      list += (list.empty() ? "" : "|") + (found == rule.values.end() ? word : found->second);
    }
    return list;
  }

  // A word such as "n.v.t.": of those that a number or a date can also be, the field itself decides.
  bool stands_for_unknown(const std::string& text) const {
    const auto& words = mapping_.placeholders;
    return !number_from_text(text) && !date_from_text(text) &&
           std::find(words.begin(), words.end(), lower_case(text)) != words.end();
  }

  // What cannot both be true is kept beside: nothing is computed with it.
  void leave_contradictions_out(const Row& row, RegisterRecord& record) {
    for (const ModelContradiction& pair : contradictions_in(record)) {
      auto warning = row_diagnostic(
          "REG-170",
          fmt::format("row {}: model '{}' states {} {} above {} {}; both are left out", row.feature().row, record.id,
                      pair.low, value_of(record, pair.low), pair.high, value_of(record, pair.high)),
          row, options_.file_name);
      warning.where.field = pair.low;
      warning.hint = "correct the row by the datasheet and import it again";
      said_.push_back(std::move(warning));
      for (const std::string_view field : {pair.low, pair.high}) {
        record.unknown.emplace_back(field, value_of(record, field));
        set_value(record, field, "");
      }
    }
  }

  const Mapping& mapping_;
  const RegisterOptions& options_;
  RecordImport import_;
  base::Diagnostics said_;
};

}  // namespace

bool is_of_records(const Schema& schema) { return schema.rules.is_object() && schema.rules.contains("record"); }

base::Result<RecordImport> import_records(std::span<const model::FeatureTable> tables, const Schema& schema,
                                          const RegisterOptions& options) {
  auto mapping = mapping_from(schema);
  if (!mapping) return base::Result<RecordImport>::failure(mapping.diagnostics());
  // They need the plan's sensors and the name of a round; a list taken for a register would change its kinds.
  if (mapping->record == RecordType::observation) {
    return base::Diagnostic{.code = "REG-171",
                            .message = "the file is the list of a round in the street, expected a register",
                            .where = {.file = options.file_name},
                            .hint = "read its answers with schouw field-round PROJECT --answers FILE --round NAME"};
  }
  RecordReader reader(*mapping, options);
  for (const model::FeatureTable& table : tables) reader.read(table);
  return reader.finish();
}

MergeCounts merge_records(std::vector<RegisterRecord>& into, std::vector<RegisterRecord> from) {
  MergeCounts counted;
  for (RegisterRecord& record : from) {
    const auto held = std::find_if(into.begin(), into.end(), [&](const RegisterRecord& other) {
      return other.type == record.type && other.id == record.id;
    });
    if (held == into.end()) {
      into.push_back(std::move(record));
      ++counted.added;
    } else if (*held == record) {
      ++counted.unchanged;
    } else {
      *held = std::move(record);
      ++counted.changed;
    }
  }
  return counted;
}

}  // namespace schouw::registers
