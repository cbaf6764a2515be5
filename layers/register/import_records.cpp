// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/import_records.h"

#include <fmt/format.h>

#include <algorithm>

#include "layers/register/mail_address.h"
#include "layers/register/mapping.h"
#include "layers/register/read_position.h"
#include "layers/register/read_row.h"
#include "layers/register/row.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

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
    for (auto& unknown : row.unused(mapping_.ignore)) record.unknown.push_back(std::move(unknown));
    import_.records.push_back(std::move(record));
  }

  void read_value(const RecordRule& rule, Row& row, RegisterRecord& record) {
    if (rule.field->name == "id") return;
    auto text = row.text(rule.from);
    if (!text) return;
    const auto word = rule.values.find(lower_case(*text));
    mask_private_addresses(*text);
    const bool taken = !is_spreadsheet_error(*text) &&
                       set_value(record, rule.field->name, word == rule.values.end() ? *text : word->second);
    if (taken) return;
    auto problem =
        row_diagnostic("REG-104",
                       fmt::format("row {}: '{}' is '{}', expected {}; the value is left out", row.feature().row,
                                   row.column_name(rule.from), *text,
                                   rule.field->choices.empty() ? "a value of its kind"
                                                               : "one of: " + std::string(rule.field->choices)),
                       row, options_.file_name);
    problem.where.field = rule.field->name;
    problem.hint = "correct the value in the register and import it again";
    said_.push_back(std::move(problem));
    record.unknown.emplace_back(row.column_name(rule.from), *text);
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
