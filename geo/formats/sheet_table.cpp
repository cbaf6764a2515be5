// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/sheet_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "geo/formats/header_row.h"

namespace schouw::formats {

namespace {

std::size_t bytes_of(const model::FieldValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? 0 : text->size();
}

bool is_blank(const model::FieldValue& value) { return look_of_value(value) == CellLook::empty; }

std::string text_of(const model::FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "true" : "false";
  return {};
}

// Rows in their order, each once, without blank cells and without rows that hold none.
void tidy(std::vector<SheetRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
  std::vector<SheetRow> kept;
  kept.reserve(rows.size());
  for (SheetRow& row : rows) {
    std::erase_if(row.cells, [](const SheetCell& cell) { return is_blank(cell.value); });
    if (row.cells.empty()) continue;
    if (!kept.empty() && kept.back().row == row.row) {
      std::move(row.cells.begin(), row.cells.end(), std::back_inserter(kept.back().cells));
    } else {
      kept.push_back(std::move(row));
    }
  }
  for (SheetRow& row : kept) {
    std::stable_sort(row.cells.begin(), row.cells.end(),
                     [](const auto& a, const auto& b) { return a.column < b.column; });
  }
  rows = std::move(kept);
}

std::vector<SheetRow>::iterator row_from(std::vector<SheetRow>& rows, std::int64_t row) {
  return std::lower_bound(rows.begin(), rows.end(), row,
                          [](const SheetRow& held, std::int64_t wanted) { return held.row < wanted; });
}

std::vector<SheetCell>::iterator cell_from(SheetRow& row, int column) {
  return std::lower_bound(row.cells.begin(), row.cells.end(), column,
                          [](const SheetCell& held, int wanted) { return held.column < wanted; });
}

const SheetCell* cell_at(const SheetRow& row, int column) {
  const auto found = std::lower_bound(row.cells.begin(), row.cells.end(), column,
                                      [](const SheetCell& held, int wanted) { return held.column < wanted; });
  return found != row.cells.end() && found->column == column ? &*found : nullptr;
}

// Gives the value of cells that are merged over rows to each of those rows that hold something; how many it gave, or
// nothing where the budget is spent.
std::optional<std::size_t> spread(Sheet& sheet, CellBudget& budget) {
  std::size_t given = 0;
  for (const MergedCells& merged : sheet.merged) {
    if (merged.last_row == merged.first_row) continue;
    const auto first = row_from(sheet.rows, merged.first_row);
    if (first == sheet.rows.end() || first->row != merged.first_row) continue;
    const SheetCell* held = cell_at(*first, merged.first_column);
    if (held == nullptr) continue;
    const model::FieldValue value = held->value;
    for (auto row = first + 1; row != sheet.rows.end() && row->row <= merged.last_row; ++row) {
      if (cell_at(*row, merged.first_column) != nullptr) continue;
      if (!budget.take(value)) return std::nullopt;
      row->cells.insert(cell_from(*row, merged.first_column), {.column = merged.first_column, .value = value});
      ++given;
    }
  }
  return given;
}

std::vector<HeadRow> head_of(const Sheet& sheet) {
  std::set<int> columns;
  const std::size_t count = std::min(sheet.rows.size(), kMostHeadRows);
  for (std::size_t i = 0; i < count; ++i) {
    for (const SheetCell& cell : sheet.rows[i].cells) columns.insert(cell.column);
  }
  std::vector<HeadRow> head(count);
  for (std::size_t i = 0; i < count; ++i) {
    const SheetRow& row = sheet.rows[i];
    head[i].after_blank = i > 0 && row.row > sheet.rows[i - 1].row + 1;
    for (const int column : columns) {
      const SheetCell* cell = cell_at(row, column);
      head[i].cells.push_back(cell == nullptr ? CellLook::empty : look_of_value(cell->value));
    }
  }
  for (const MergedCells& merged : sheet.merged) {
    if (merged.first_column == merged.last_column) continue;
    for (std::size_t i = 0; i < count; ++i) {
      if (sheet.rows[i].row == merged.first_row && cell_at(sheet.rows[i], merged.first_column) != nullptr) {
        head[i].merged = true;
      }
    }
  }
  return head;
}

std::size_t header_of(const Sheet& sheet) {
  if (sheet.header_row > 0) {
    for (std::size_t i = 0; i < std::min(sheet.rows.size(), kMostHeadRows); ++i) {
      if (sheet.rows[i].row == sheet.header_row && sheet.rows[i].cells.size() > 1) return i;
    }
  }
  return header_among(head_of(sheet));
}

std::vector<int> columns_of(const Sheet& sheet, std::size_t header) {
  std::set<int> columns;
  for (std::size_t i = header; i < sheet.rows.size(); ++i) {
    for (const SheetCell& cell : sheet.rows[i].cells) columns.insert(cell.column);
  }
  return {columns.begin(), columns.end()};
}

bool names_columns(const SheetRow& row) {
  const auto names = std::count_if(row.cells.begin(), row.cells.end(), [](const SheetCell& cell) {
    const CellLook look = look_of_value(cell.value);
    return look == CellLook::name || look == CellLook::known;
  });
  return static_cast<std::size_t>(names) * 4 >= row.cells.size() * 3;
}

// Names of several columns, or rows of several values. Lines of explanation, a few of them with a value, are none.
bool is_table(const Sheet& sheet, std::size_t header) {
  const auto wide = static_cast<std::size_t>(
      std::count_if(sheet.rows.begin(), sheet.rows.end(), [](const auto& row) { return row.cells.size() > 1; }));
  if (sheet.rows[header].cells.size() > 1 && names_columns(sheet.rows[header])) return true;
  return wide > 1 && wide * 2 >= sheet.rows.size();
}

}  // namespace

bool CellBudget::take(const model::FieldValue& value) {
  bytes_ += bytes_of(value);
  return ++cells_ <= kMostCells && bytes_ <= kLargestUnpacked_bytes;
}

void SheetTables::note(const char* code, std::string message, const char* hint) {
  notes_.push_back({.code = code,
                    .severity = base::Severity::note,
                    .message = std::move(message),
                    .where = {.file = path_.string()},
                    .hint = hint});
}

base::Result<base::Done> SheetTables::add(Sheet sheet) {
  tidy(sheet.rows);
  if (sheet.rows.empty()) return base::Done{};
  const auto given = spread(sheet, budget_);
  if (!given) return over_limit(path_, fmt::format("more than {} cells", kMostCells));
  if (*given > 0) {
    note("IO-149", fmt::format("sheet '{}': values of merged cells are given to {} further rows", sheet.name, *given),
         "state the value in each row where that is not meant");
  }
  const std::size_t header = header_of(sheet);
  const bool table = is_table(sheet, header);
  auto read = table_of(sheet, table ? header : 0, columns_of(sheet, table ? header : 0));
  if (!read) return base::Result<base::Done>::failure(read.diagnostics());
  if (sheet.hidden && table) {
    note("IO-146", fmt::format("sheet '{}' is hidden in the workbook and is read", sheet.name),
         "remove it from the workbook where it is not meant");
  }
  (table ? tables_ : texts_).push_back(*std::move(read));
  return base::Done{};
}

base::Result<model::FeatureTable> SheetTables::table_of(Sheet& sheet, std::size_t header,
                                                        const std::vector<int>& columns) {
  const std::size_t rows = sheet.rows.size() - header;
  if (columns.size() > kMostColumns) return over_limit(path_, fmt::format("{} columns", columns.size()));
  fields_ += rows * columns.size();
  if (fields_ > kMostCells) return over_limit(path_, fmt::format("more than {} cells", kMostCells));
  std::vector<SkippedRow> skipped;
  for (std::size_t i = 0; i < header; ++i) {
    skipped.push_back({sheet.rows[i].row, text_of(sheet.rows[i].cells.front().value)});
  }
  if (!skipped.empty()) notes_.push_back(note_of_skipped(skipped, path_.string(), sheet.name));
  std::vector<std::string> texts;
  for (const int column : columns) {
    const SheetCell* cell = cell_at(sheet.rows[header], column);
    texts.push_back(cell == nullptr ? fmt::format("column {}", column) : text_of(cell->value));
  }
  auto named = name_columns(texts, path_.string(), sheet.rows[header].row);
  base::append(notes_, std::move(named.notes));
  model::FeatureTable table{.name = sheet.name};
  table.field_names = std::move(named.names);
  table.features.reserve(rows - 1);
  for (std::size_t i = header + 1; i < sheet.rows.size(); ++i) add_row(sheet.rows[i], columns, table);
  return table;
}

void SheetTables::add_row(SheetRow& row, const std::vector<int>& columns, model::FeatureTable& table) {
  model::Feature feature;
  feature.row = row.row;
  feature.fields.reserve(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto cell = cell_from(row, columns[i]);
    const bool held = cell != row.cells.end() && cell->column == columns[i];
    if (held && bytes_of(cell->value) > kLongestCell_bytes) {
      return problems_.left_out(
          table, row.row, {},
          fmt::format("a cell of {} bytes in \"{}\"", bytes_of(cell->value), table.field_names[i]));
    }
    feature.fields.emplace_back(table.field_names[i], held ? std::move(cell->value) : model::FieldValue());
  }
  table.features.push_back(std::move(feature));
  row.cells = {};
}

base::Result<FeatureTables> SheetTables::take() {
  if (tables_.empty()) {
    tables_ = std::move(texts_);
  } else {
    for (const model::FeatureTable& text : texts_) {
      note("IO-147",
           fmt::format("sheet '{}' is left out: its {} lines hold no table", text.name, text.features.size() + 1),
           "give each value a column of its own, below a row of names");
    }
  }
  base::Diagnostics diagnostics = problems_.take();
  base::append(diagnostics, std::move(notes_));
  if (!tables_.empty()) return {std::move(tables_), std::move(diagnostics)};
  return base::Diagnostic{.code = "IO-103",
                          .message = "no sheet of the workbook holds a value",
                          .where = {.file = path_.string()},
                          .hint = "check where it came from"};
}

}  // namespace schouw::formats
