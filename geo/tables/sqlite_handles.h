// SPDX-License-Identifier: EUPL-1.2
#pragma once

// Owners of SQLite's objects; for the sources of this room only, because it includes <sqlite3.h>.
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schouw::tables {

// One prepared statement. Values are bound, never pasted into SQL. Text and blobs given to bind must outlive step().
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  bool valid() const { return statement_ != nullptr; }
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, std::int64_t number);
  Statement& bind(int index, double number);
  Statement& bind_null(int index);
  Statement& bind_blob(int index, std::string_view bytes);

  // True while there is a row.
  bool step();
  // Runs a statement that gives no rows and makes it ready for the next values.
  bool run();
  bool failed() const { return failed_; }

  int type(int column) const { return sqlite3_column_type(statement_, column); }
  std::string text(int column) const;
  std::string_view blob(int column) const;
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  double real(int column) const { return sqlite3_column_double(statement_, column); }

 private:
  sqlite3_stmt* statement_ = nullptr;
  bool failed_ = false;
};

struct DatabaseCloser {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using DatabaseHandle = std::unique_ptr<sqlite3, DatabaseCloser>;

bool execute(sqlite3* database, const std::string& sql);

// "name" as SQL writes it, its own quotes doubled.
std::string quoted_name(std::string_view name);

}  // namespace schouw::tables
