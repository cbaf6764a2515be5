// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/formats/column_type.h"
#include "geo/model/feature.h"

namespace schouw::formats {

struct SheetColumn {
  std::string name;
  ColumnType type = ColumnType::text;
  std::vector<std::string> choices;  // what a cell may hold; empty: anything
};

// One sheet of a workbook: a header, which stays in sight, and rows.
struct WorkbookSheet {
  std::string name;  // at most 31 characters and none of [ ] : * ? / and the backslash
  std::vector<SheetColumn> columns;
  std::vector<std::vector<model::FieldValue>> rows;  // a cell a column; missing ones are empty
};

// A workbook that spreadsheets open.
struct Workbook {
  std::string title;
  std::vector<WorkbookSheet> sheets;
  std::string choices_name;  // what the sheet with the choices is called, where any column has some
  std::string yes_word = "ja", no_word = "nee";  // of yes_no columns, which hold words to choose from
};

// Writes a .xlsx (ECMA-376): texts as texts, also where they look like numbers or formulas, dates as dates, choices
// as lists to choose from. What XML cannot hold becomes U+FFFD. The same workbook gives the same bytes.
//   Workbook book{.title = "Register", .sheets = {{.name = "sensoren", .columns = {{.name = "id"}}}}};
//   book.sheets.front().rows.push_back({std::string("00123")});
//   const auto written = write_xlsx("register.xlsx", book);
// Cost: the library keeps a second copy in memory and its parts in temporary files that have no name; numbers keep 16
// digits. Threads: one workbook a thread. Replaces the file atomically. Fails with IO-160 (a text that is too long
// for a cell, more rows or columns than a sheet has) and IO-161 (the library or the disk).
base::Result<base::Done> write_xlsx(const std::filesystem::path& path, const Workbook& workbook);

std::string xlsxwriter_version();

}  // namespace schouw::formats
