// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/result.h"
#include "geo/formats/csv_file.h"
#include "geo/formats/geometry_columns.h"
#include "geo/formats/header_row.h"
#include "geo/formats/row_problems.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// Makes the records of a CSV file the rows of a table: the first that it takes names the columns.
//   CsvRows rows(path, CsvRows::Keep::rows);
//   if (auto done = rows.add(cells, file); !done) return failure(done.diagnostics());
//   const model::FeatureTable table = rows.finish();      // names, rows that were left out, and what rows are kept
// Cost: linear in the cells. Memory: the rows that are kept. Threads: one at a time. Refers to nothing. Fails with
// IO-103 (no row names columns), IO-114.
class CsvRows {
 public:
  // names: only what is said of the table as a whole, and how its columns look.
  enum class Keep { rows, names };
  CsvRows(const std::filesystem::path& path, Keep keep);

  // A record as it was just read, blank or not.
  base::Result<base::Done> add(std::vector<std::string>& cells, const CsvFile& at);
  std::size_t row_count() const { return row_count_; }
  std::size_t column_count() const { return names_.size(); }
  // The rows since the last call.
  std::vector<model::Feature> take_rows() { return std::exchange(table_.features, {}); }

  // Fails with IO-103.
  base::Result<model::FeatureTable> finish();
  RowProblems& problems() { return problems_; }
  base::Diagnostics& notes() { return notes_; }
  // Of Keep::names: the column that holds geometries; empty: none does.
  std::string geometry_column() const;

 private:
  // A column without a name is one where it has a value.
  struct Column {
    std::string name;
    bool used = false;
  };
  void skip(const std::vector<std::string>& cells, std::int64_t line);
  void name(const std::vector<std::string>& cells, std::int64_t line);
  base::Result<base::Done> add_row(std::vector<std::string>& cells, const CsvFile& at);
  void keep_row(std::vector<std::string>& cells, std::int64_t line);
  void tell_of_extra(std::size_t found, std::int64_t line);
  void tell_of_quote(std::int64_t quote_line, std::int64_t line);

  std::filesystem::path path_;
  Keep keep_;
  RowProblems problems_;
  base::Diagnostics notes_;
  model::FeatureTable table_;
  std::vector<Column> names_;
  std::vector<ColumnLook> looks_;
  std::size_t named_ = 0;  // as many as the header has cells
  std::vector<SkippedRow> skipped_;
  std::size_t held_ = 0;  // records that were not blank
  std::size_t row_count_ = 0;
};

}  // namespace schouw::formats
