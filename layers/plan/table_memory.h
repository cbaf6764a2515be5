// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "geo/base/result.h"
#include "geo/tables/update_package.h"

namespace schouw::plan {

// A row as the plan has it before and after; nothing: it is not there.
struct RowEdit {
  std::string key;
  std::optional<tables::Row> before;
  std::optional<tables::Row> after;
};

// One of our tables in a project's file: which row is which, and what each held when it was read, so that a row that
// another program changed meanwhile is noticed. Only our columns count; a number that became a text of it is the
// same.
class TableMemory {
 public:
  // key_of: what names a row; a row without a name is not ours to change.
  using KeyOf = std::string (*)(const std::vector<tables::Column>& columns, const tables::Row& row);
  // key_column: a column that says the same as the key, in our words; a row may lack it. Empty: none does.
  TableMemory(tables::TableLayout layout, KeyOf key_of, std::string key_column)
      : layout_(std::move(layout)), key_of_(key_of), key_column_(std::move(key_column)) {}

  const tables::TableLayout& layout() const { return layout_; }
  std::string name_of(const std::vector<tables::Column>& columns, const tables::Row& row) const {
    return key_of_(columns, row);
  }
  void remember(const tables::Table& table);
  // A row under another name than the one it states.
  void remember(const std::string& key, const std::vector<tables::Column>& columns, const tables::Row& row);
  void forget() { rows_.clear(); }
  std::optional<std::int64_t> fid_of(const std::string& key) const;

  // Writes edits: only the columns that differ between before and after. In a file that has changed since, a row that
  // differs from what is remembered is a PLAN-127, and nothing is written of any. What was written is remembered once
  // the update was committed; else forget_written.
  base::Result<base::Done> write(tables::PackageUpdate& update, const std::vector<RowEdit>& edits, bool file_changed);
  void remember_written();
  void forget_written() { written_.clear(); }

 private:
  struct Known {
    std::int64_t fid = 0;
    std::vector<std::uint32_t> cells;  // checksums of the texts of our columns, then of the geometry
  };
  Known known_of(const std::vector<tables::Column>& columns, const tables::Row& row) const;
  void find_columns(const std::vector<tables::Column>& columns) const;
  base::Diagnostics conflicts(tables::PackageUpdate& update, const std::vector<RowEdit>& edits);
  void keep_unwritten(const RowEdit& edit, const Known& held, Known& known) const;
  base::Result<base::Done> write_row(tables::PackageUpdate& update, const RowEdit& edit);

  tables::TableLayout layout_;
  KeyOf key_of_;
  std::string key_column_;
  mutable std::vector<std::string> columns_found_;  // the columns of a row, by their names
  mutable std::vector<std::size_t> places_;         // where ours stand among them
  std::unordered_map<std::string, Known> rows_;
  std::vector<std::pair<std::string, std::optional<Known>>> written_;  // nothing: erased
};

// What writing a row says: all of it, or the columns in which an edit differs from what was there.
tables::RowChange whole_row(const tables::TableLayout& layout, const tables::Row& row);
tables::RowChange row_change(const tables::TableLayout& layout, const RowEdit& edit);

// The cell of a column, by its name; null where the row has none.
const tables::Cell* cell_named(const std::vector<tables::Column>& columns, const tables::Row& row,
                               std::string_view name);
std::string cell_text(const tables::Cell* cell);

}  // namespace schouw::plan
