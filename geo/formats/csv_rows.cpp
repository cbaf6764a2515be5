// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/csv_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/formats/spreadsheet_text.h"

namespace schouw::formats {

namespace {

using base::Done;
using base::Result;

// A CSV with semicolons is one that a Dutch spreadsheet opens, with texts marked as such.
void take_marks_away(std::vector<std::string>& cells) {
  for (std::string& cell : cells) {
    if (!cell.empty() && cell.front() == '\'') cell = std::string(from_spreadsheet_text(cell));
  }
}

// A line of nothing but separators, in a file that has no table to tell which one parts its cells.
bool holds_nothing(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& cell) { return cell.find_first_not_of(" \t;,|") == std::string::npos; });
}

}  // namespace

CsvRows::CsvRows(const std::filesystem::path& path, Keep keep) : path_(path), keep_(keep), problems_(path) {
  table_.name = path.stem().string();
}

Result<Done> CsvRows::add(std::vector<std::string>& cells, const CsvFile& at) {
  if (is_blank(cells)) return Done{};
  if (at.separator() == ';') take_marks_away(cells);
  if (cells.size() > kMostColumns) return over_limit(path_, fmt::format("{} columns", cells.size()));
  if (held_++ < at.header()) {
    skip(cells, at.start_line());
  } else if (names_.empty()) {
    if (!holds_nothing(cells)) name(cells, at.start_line());
  } else {
    return add_row(cells, at);
  }
  return Done{};
}

void CsvRows::skip(const std::vector<std::string>& cells, std::int64_t line) {
  const auto first = std::find_if(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); });
  skipped_.push_back({line, *first});
}

void CsvRows::name(const std::vector<std::string>& cells, std::int64_t line) {
  auto named = name_columns(cells, path_.string(), line);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    names_.push_back({std::move(named.names[i]), cells[i].find_first_not_of(" \t") != std::string::npos});
  }
  named_ = names_.size();
  base::append(notes_, std::move(named.notes));
}

Result<Done> CsvRows::add_row(std::vector<std::string>& cells, const CsvFile& at) {
  const std::int64_t line = at.start_line();
  if (row_count_ >= kMostFeatures) return over_limit(path_, "rows");
  if (at.doubtful_quote_line()) tell_of_quote(*at.doubtful_quote_line(), line);
  const auto longest =
      std::max_element(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (longest->size() > kLongestCell_bytes) {
    problems_.left_out(table_, line, {}, fmt::format("a cell of {} bytes", longest->size()));
    return Done{};
  }
  while (cells.size() > named_ && cells.back().empty()) cells.pop_back();
  if (cells.size() > named_) tell_of_extra(cells.size(), line);
  while (names_.size() < cells.size()) names_.push_back({fmt::format("column {}", names_.size() + 1)});
  ++row_count_;
  if (keep_ == Keep::names) looks_.resize(names_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    names_[i].used = true;
    if (keep_ == Keep::names) looks_[i].add(cells[i]);
  }
  if (keep_ == Keep::rows) keep_row(cells, line);
  return Done{};
}

void CsvRows::keep_row(std::vector<std::string>& cells, std::int64_t line) {
  model::Feature& feature = table_.features.emplace_back();
  feature.row = line;
  const std::size_t columns = std::max(cells.size(), named_);
  feature.fields.reserve(columns);
  for (std::size_t i = 0; i < columns; ++i) {
    if (!names_[i].used) continue;
    const bool filled = i < cells.size() && !cells[i].empty();
    feature.fields.emplace_back(names_[i].name,
                                filled ? model::FieldValue(std::move(cells[i])) : model::FieldValue());
  }
}

std::string CsvRows::geometry_column() const {
  std::vector<std::string> names;
  for (const Column& column : names_) names.push_back(column.name);
  std::vector<ColumnLook> looks = looks_;
  looks.resize(names.size());
  return geometry_column_of(names, looks);
}

Result<model::FeatureTable> CsvRows::finish() {
  if (names_.empty()) {
    return base::Diagnostic{.code = "IO-103",
                            .message = "no header and no rows, only blanks",
                            .where = {.file = path_.string(), .line = 1},
                            .hint = "check where it came from"};
  }
  for (const Column& column : names_) {
    if (column.used) table_.field_names.push_back(column.name);
  }
  if (!skipped_.empty()) notes_.push_back(note_of_skipped(skipped_, path_.string(), {}));
  return std::move(table_);
}

void CsvRows::tell_of_extra(std::size_t found, std::int64_t line) {
  problems_.add({.code = "IO-120",
                 .severity = base::Severity::warning,
                 .message = fmt::format("found {} cells, expected {} as in the header; the extra ones stand in "
                                        "\"column {}\" and on",
                                        found, named_, named_ + 1),
                 .where = {.line = line, .row = line},
                 .hint = "put text that holds the separator between double quotes"});
}

void CsvRows::tell_of_quote(std::int64_t quote_line, std::int64_t line) {
  problems_.add({.code = "IO-150",
                 .severity = base::Severity::warning,
                 .message = "a double quote opens here and closes within a text on a later line; the lines between "
                            "are read as one cell",
                 .where = {.line = quote_line, .row = line},
                 .hint = "close it in its own line, or double it where it belongs to the text"});
}

}  // namespace schouw::formats
