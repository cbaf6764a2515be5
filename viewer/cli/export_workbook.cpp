// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "viewer/cli/export_output.h"

namespace schouw::cli {

namespace {

using registers::Field;
using registers::FieldType;

std::vector<std::string> words_of(std::string_view choices) {
  std::vector<std::string> words;
  while (!choices.empty()) {
    const std::size_t space = choices.find(' ');
    words.emplace_back(choices.substr(0, space));
    choices = space == std::string_view::npos ? std::string_view() : choices.substr(space + 1);
  }
  return words;
}

// The words of the interface for the fields of a register.
class FieldWords {
 public:
  explicit FieldWords(const text::Texts& texts) : texts_(texts) {}

  std::string label(const Field& field) const { return texts_(fmt::format("field.{}", field.name)); }

  std::string help(const Field& field) const {
    const std::string key = fmt::format("field.{}.help", field.name);
    return texts_.has(key) ? texts_(key) : std::string();
  }

  std::string unit(const Field& field) const {
    return field.unit.empty() ? std::string() : texts_(fmt::format("unit.{}", field.unit));
  }

  // What a cell may hold: "camera: camera; anpr: kentekencamera", or a range.
  std::string rule(const Field& field) const {
    if (field.type == FieldType::yes_no) return texts_("value.true") + "; " + texts_("value.false");
    if (field.type == FieldType::date) return texts_("workbook.date");
    if (field.type == FieldType::number) {
      return texts_(base::Sentence{
          "workbook.range",
          {{"from", base::Sentence::Number{field.minimum, 0}}, {"to", base::Sentence::Number{field.maximum, 0}}}});
    }
    std::string rule;
    for (const std::string& word : words_of(field.choices)) {
      rule += (rule.empty() ? "" : "; ") + word + choice_label(field, word);
    }
    return rule;
  }

  std::string publicity(const Field& field) const {
    switch (field.publicity) {
      case registers::Publicity::open: return texts_("publicity.public");
      case registers::Publicity::internal: return texts_("publicity.internal");
      case registers::Publicity::confidential: break;
    }
    return texts_("publicity.confidential");
  }

 private:
  std::string choice_label(const Field& field, const std::string& word) const {
    const std::string_view name = field.name == "personal_data" ? "personal" : field.name;
    for (const std::string& key : {fmt::format("sensor.{}.{}", name, word), fmt::format("{}.{}", name, word)}) {
      if (texts_.has(key)) return ": " + texts_(key);
    }
    return {};
  }

  const text::Texts& texts_;
};

// Words of a column that is no field of the record: identity, place, or what a source states beyond it.
std::string help_of_column(const registers::SensorTable& rows, std::size_t column, const text::Texts& texts) {
  const std::string& name = rows.table.field_names[column];
  if (name == "uuid") return texts("workbook.uuid");
  if (name == "scope") return texts("workbook.scope");
  if (rows.types[column] != formats::ColumnType::number) return texts("workbook.beyond");
  return texts(base::Sentence{"workbook.place", {{"crs", rows.place_crs.id}}});
}

formats::WorkbookSheet explanation(const registers::SensorTable& rows, const text::Texts& texts) {
  formats::WorkbookSheet sheet{.name = texts("workbook.explanation")};
  for (const char* key : {"column", "label", "help", "unit", "rule", "publicity"}) {
    sheet.columns.push_back({.name = texts(fmt::format("workbook.heading.{}", key))});
  }
  const FieldWords words(texts);
  for (std::size_t i = 0; i < rows.fields.size(); ++i) {
    const std::string& name = rows.table.field_names[i];
    const bool beyond = rows.fields[i] == nullptr;
    const bool place = beyond && rows.types[i] == formats::ColumnType::number;
    const std::string open = texts(place || name == "uuid" ? "publicity.public" : "publicity.confidential");
    if (beyond) {
      sheet.rows.push_back({name, name, help_of_column(rows, i, texts), std::string(), std::string(), open});
      continue;
    }
    const Field& field = *rows.fields[i];
    sheet.rows.push_back(
        {name, words.label(field), words.help(field), words.unit(field), words.rule(field), words.publicity(field)});
  }
  return sheet;
}

}  // namespace

formats::Workbook register_workbook(registers::SensorTable rows, const std::string& title, const text::Texts& texts) {
  formats::Workbook book{.title = title,
                         .choices_name = texts("workbook.choices"),
                         .yes_word = texts("value.true"),
                         .no_word = texts("value.false")};
  formats::WorkbookSheet explained = explanation(rows, texts);
  formats::WorkbookSheet sheet{.name = texts("workbook.sensors")};
  for (std::size_t i = 0; i < rows.fields.size(); ++i) {
    formats::SheetColumn column{.name = rows.table.field_names[i], .type = rows.types[i]};
    if (rows.fields[i] != nullptr) column.choices = words_of(rows.fields[i]->choices);
    sheet.columns.push_back(std::move(column));
  }
  sheet.rows.reserve(rows.table.features.size());
  for (model::Feature& feature : rows.table.features) {
    std::vector<model::FieldValue>& cells = sheet.rows.emplace_back();
    cells.reserve(feature.fields.size());
    for (auto& [name, value] : feature.fields) cells.push_back(std::move(value));
  }
  book.sheets.push_back(std::move(sheet));
  book.sheets.push_back(std::move(explained));
  return book;
}

}  // namespace schouw::cli
