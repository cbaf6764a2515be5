// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/sqlite_handles.h"

namespace schouw::tables {

Statement::Statement(sqlite3* database, std::string_view sql)
    : failed_(sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr) !=
              SQLITE_OK) {}

Statement& Statement::bind(int index, std::string_view text) {
  // A view without data would bind NULL.
  const char* data = text.data() == nullptr ? "" : text.data();
  failed_ = failed_ || sqlite3_bind_text64(statement_, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) != 0;
  return *this;
}
Statement& Statement::bind(int index, std::int64_t number) {
  failed_ = failed_ || sqlite3_bind_int64(statement_, index, number) != SQLITE_OK;
  return *this;
}
Statement& Statement::bind(int index, double number) {
  failed_ = failed_ || sqlite3_bind_double(statement_, index, number) != SQLITE_OK;
  return *this;
}
Statement& Statement::bind_null(int index) {
  failed_ = failed_ || sqlite3_bind_null(statement_, index) != SQLITE_OK;
  return *this;
}
Statement& Statement::bind_blob(int index, std::string_view bytes) {
  failed_ = failed_ || sqlite3_bind_blob64(statement_, index, bytes.data(), bytes.size(), SQLITE_STATIC) != SQLITE_OK;
  return *this;
}

bool Statement::step() {
  if (failed_) return false;
  const int outcome = sqlite3_step(statement_);
  failed_ = outcome != SQLITE_ROW && outcome != SQLITE_DONE;
  return outcome == SQLITE_ROW;
}

bool Statement::run() {
  step();
  return sqlite3_reset(statement_) == SQLITE_OK && !failed_;
}

std::string Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return data == nullptr ? std::string()
                         : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::string_view Statement::blob(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return data == nullptr ? std::string_view()
                         : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

bool execute(sqlite3* database, const std::string& sql) {
  return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace schouw::tables
