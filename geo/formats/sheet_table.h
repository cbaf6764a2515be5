// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/formats/read_tables.h"
#include "geo/formats/row_problems.h"

namespace schouw::formats {

// A sheet of a workbook: only the cells that hold something. Rows and columns count from 1.
struct SheetCell {
  int column = 0;
  model::FieldValue value;
};
struct SheetRow {
  std::int64_t row = 0;
  std::vector<SheetCell> cells;
};
struct MergedCells {
  std::int64_t first_row = 0, last_row = 0;
  int first_column = 0, last_column = 0;
};
struct Sheet {
  std::string name;
  bool hidden = false;
  std::vector<SheetRow> rows;
  std::vector<MergedCells> merged;
  std::int64_t header_row = 0;  // where the sheet says it, as the row of a filter; 0: it does not
};

inline constexpr int kMostSheetColumns = 16'384;  // of Excel and LibreOffice
inline constexpr std::int64_t kMostSheetRows = 1'048'576;

// Counts what the cells of all sheets hold, so that one text that a million cells share does not fill the memory.
class CellBudget {
 public:
  // False where it is spent.
  bool take(const model::FieldValue& value);

 private:
  std::size_t cells_ = 0;
  std::size_t bytes_ = 0;
};

// The tables of a workbook, sheet by sheet: the header is found (header_row.h), a value that is merged over rows
// stands in each of them, a column without name and values is none, and a row without values is none. row is that of
// the sheet. A sheet that holds lines of text and no table is left out with a note, unless there is nothing else.
class SheetTables {
 public:
  explicit SheetTables(const std::filesystem::path& path) : path_(path), problems_(path) {}

  RowProblems& problems() { return problems_; }
  // Fails with IO-114.
  base::Result<base::Done> add(Sheet sheet);
  // Fails with IO-103 where no sheet holds anything.
  base::Result<FeatureTables> take();

 private:
  base::Result<model::FeatureTable> table_of(Sheet& sheet, std::size_t header, const std::vector<int>& columns);
  void add_row(SheetRow& row, const std::vector<int>& columns, model::FeatureTable& table);
  void note(const char* code, std::string message, const char* hint);

  std::filesystem::path path_;
  RowProblems problems_;
  base::Diagnostics notes_;
  CellBudget budget_;
  FeatureTables tables_;
  FeatureTables texts_;
  std::size_t fields_ = 0;
};

}  // namespace schouw::formats
