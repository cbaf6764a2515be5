// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/database.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "geo/tables/database_values.h"
#include "geo/tables/postgres_connection.h"

namespace schouw::tables {

namespace {

using base::DiagnosticKind;
using base::Done;
using base::Result;

std::string table_name(std::string_view table) { return "schouw." + sql_name(table); }

// Which columns our tables have, and in which system their places are.
constexpr const char* kColumns =
    "SELECT c.relname, a.attname FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "WHERE n.nspname = 'schouw' AND c.relkind IN ('r', 'p')";
constexpr const char* kSrid = "SELECT coalesce(max(srid), 0) FROM geometry_columns WHERE f_table_schema = 'schouw'";

base::Diagnostic row_changed(const std::string& service, const std::string& table, std::int64_t fid) {
  auto problem = database_problem("DB-108", DiagnosticKind::conflict, service,
                                  fmt::format("table {}: row {} was changed since it was read", table, fid),
                                  "do this again, on what it is now");
  problem.where.feature = table;
  problem.where.row = fid;
  return problem;
}

std::int64_t whole_number(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

bool is_service_name(std::string_view name) {
  constexpr std::size_t kLongest = 63;
  return !name.empty() && name.size() <= kLongest && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

std::string libpq_version() {
  constexpr int kMajor = 10000;
  return fmt::format("{}.{}", PQlibVersion() / kMajor, PQlibVersion() % kMajor);
}

bool is_unreachable(const base::Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const base::Diagnostic& problem) {
    return problem.severity == base::Severity::error && problem.code == "DB-101";
  });
}

struct Database::State {
  PostgresConnection connection;
  std::map<std::string, std::set<std::string>> columns;  // by table
  int srid = 0;

  // Inserts into one table that were not sent yet.
  std::string copy_sql;
  std::string rows;

  Result<Done> learn();
  Result<Done> send_inserts();
  std::string question(const TableLayout& layout, std::int64_t newer_than) const;
  VersionedRow row_of(const TableLayout& layout, const PGresult* result) const;
  Result<Done> run_on_row(const std::string& sql, const std::vector<Parameter>& values, const std::string& table,
                          std::int64_t fid);
};

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Done> Database::State::learn() {
  auto found = connection.run(kColumns);
  if (!found) return Result<Done>::failure(found.diagnostics());
  columns.clear();
  for (int i = 0; i < PQntuples(found->get()); ++i) {
    columns[text_at(found->get(), i, 0)].insert(text_at(found->get(), i, 1));
  }
  if (columns.count("schouw_plan") == 0) {
    return database_problem("DB-103", DiagnosticKind::not_found, connection.service(),
                            "this database holds no plan of Schouw",
                            fmt::format("make one: schouw store init pg:{}", connection.service()));
  }
  auto system = connection.run(kSrid);
  if (!system) return Result<Done>::failure(system.diagnostics());
  srid = static_cast<int>(whole_number(text_at(system->get(), 0, 0)));
  return Done{};
}

Result<Database> Database::open(const std::string& service) {
  if (!is_service_name(service)) {
    return database_problem("DB-102", DiagnosticKind::usage, service,
                            fmt::format("'{}' is no name of a service, expected letters, digits, - and _", service),
                            "pg:SERVICE, as a section of pg_service.conf is called");
  }
  auto connection = PostgresConnection::open(service);
  if (!connection) return Result<Database>::failure(connection.diagnostics());
  std::unique_ptr<State> state(new State{*std::move(connection), {}, 0, {}, {}});
  if (auto learnt = state->learn(); !learnt) return Result<Database>::failure(learnt.diagnostics());
  return Database(std::move(state));
}

// A count and a greatest version do not tell of a change that was begun before another and finished after it; their
// sum does.
Result<std::string> Database::stamp(const std::vector<std::string>& tables) {
  std::string sql;
  for (const std::string& table : tables) {
    if (state_->columns.count(table) == 0) continue;
    sql += sql.empty() ? "" : " UNION ALL ";
    sql += fmt::format("SELECT '{}', count(*), coalesce(max(row_version), 0), coalesce(sum(row_version), 0) FROM {}",
                       table, table_name(table));
  }
  if (auto sent = state_->send_inserts(); !sent) return Result<std::string>::failure(sent.diagnostics());
  auto answer = state_->connection.run(sql);
  if (!answer) return Result<std::string>::failure(answer.diagnostics());
  std::string stamp;
  for (int i = 0; i < PQntuples(answer->get()); ++i) {
    for (int column = 0; column < PQnfields(answer->get()); ++column) {
      stamp += text_at(answer->get(), i, column) + " ";
    }
  }
  return stamp;
}

Result<bool> Database::may(Right right, const std::string& table) {
  constexpr const char* kNames[] = {"SELECT", "INSERT", "UPDATE"};
  auto answer = state_->connection.run("SELECT has_table_privilege($1, $2)",
                                       {table_name(table), kNames[static_cast<std::size_t>(right)]});
  if (!answer) return Result<bool>::failure(answer.diagnostics());
  return text_at(answer->get(), 0, 0) == "t";
}

Result<bool> Database::holds(const std::string& table, const std::string& column, const std::string& text) {
  auto answer = state_->connection.run(
      fmt::format("SELECT EXISTS (SELECT FROM {} WHERE {} = $1)", table_name(table), sql_name(column)), {text});
  if (!answer) return Result<bool>::failure(answer.diagnostics());
  return text_at(answer->get(), 0, 0) == "t";
}

Result<Done> Database::begin(Access access) {
  state_->rows.clear();
  return state_->connection.script(access == Access::reading ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                                             : "BEGIN ISOLATION LEVEL REPEATABLE READ");
}

Result<Done> Database::commit() {
  if (auto sent = state_->send_inserts(); !sent) return sent;
  return state_->connection.script("COMMIT");
}

Result<Done> Database::roll_back() {
  state_->rows.clear();
  return state_->connection.script("ROLLBACK");
}

std::string Database::State::question(const TableLayout& layout, std::int64_t newer_than) const {
  const auto& there = columns.at(layout.name);
  std::string sql = "SELECT fid, row_version";
  if (layout.geometry != GeometryType::none) {
    sql += there.count("geom") == 0
               ? std::string(", NULL")
               : fmt::format(
                     ", ST_AsBinary(CASE WHEN ST_SRID(geom) IN (0, {0}) THEN geom ELSE ST_Transform(geom, {0}) "
                     "END)",
                     srid);
  }
  for (const Column& column : layout.columns) {
    sql += there.count(column.name) != 0 ? fmt::format(", {}::text", sql_name(column.name)) : std::string(", NULL");
  }
  sql += fmt::format(" FROM {}", table_name(layout.name));
  if (newer_than > 0) sql += fmt::format(" WHERE row_version > {}", newer_than);
  return sql + " ORDER BY fid";
}

std::vector<std::string> Database::missing_of(const TableLayout& layout) const {
  const auto found = state_->columns.find(layout.name);
  if (found == state_->columns.end()) return {"the table " + layout.name};
  std::vector<std::string> missing;
  const auto check = [&](const std::string& column) {
    if (found->second.count(column) == 0) missing.push_back("the column " + layout.name + "." + column);
  };
  if (layout.geometry != GeometryType::none) check("geom");
  for (const Column& column : layout.columns) check(column.name);
  return missing;
}

VersionedRow Database::State::row_of(const TableLayout& layout, const PGresult* result) const {
  VersionedRow read;
  int column = 0;
  read.row.fid = whole_number(text_at(result, 0, column++));
  read.version = whole_number(text_at(result, 0, column++));
  if (layout.geometry != GeometryType::none) {
    if (!is_null(result, 0, column)) {
      const auto geometry = geometry_from_hex(text_at(result, 0, column));
      read.other_geometry = !geometry;
      if (geometry) read.row.geometry = *geometry;
    }
    ++column;
  }
  read.row.cells.reserve(layout.columns.size());
  for (const Column& told : layout.columns) {
    read.row.cells.push_back(is_null(result, 0, column) ? Cell() : cell_from(told.type, text_at(result, 0, column)));
    ++column;
  }
  return read;
}

Result<Done> Database::for_each_row(const TableLayout& layout, std::int64_t newer_than,
                                    const std::function<void(VersionedRow&&)>& visit) {
  if (state_->columns.count(layout.name) == 0) return Done{};
  if (auto sent = state_->send_inserts(); !sent) return sent;
  return state_->connection.for_each_row(state_->question(layout, newer_than),
                                         [&](const PGresult* result) { visit(state_->row_of(layout, result)); });
}

Result<Done> Database::State::send_inserts() {
  if (rows.empty()) return Done{};
  auto done = connection.copy_in(copy_sql, rows);
  rows.clear();
  return done;
}

Result<Done> Database::insert(const TableLayout& layout, const RowChange& row) {
  std::string names;
  for (const RowChange::Value& value : row.values) names += (names.empty() ? "" : ", ") + sql_name(value.column);
  const bool places = layout.geometry != GeometryType::none;
  if (places) names += (names.empty() ? "" : ", ") + std::string("geom");
  const std::string sql = fmt::format("COPY {} ({}) FROM STDIN", table_name(layout.name), names);
  constexpr std::size_t kAtOnce_bytes = std::size_t{16} << 20;
  if (sql != state_->copy_sql || state_->rows.size() > kAtOnce_bytes) {
    if (auto sent = state_->send_inserts(); !sent) return sent;
    state_->copy_sql = sql;
  }
  for (const RowChange::Value& value : row.values) append_copied(parameter_of(value.cell), state_->rows);
  if (places) {
    append_copied(row.geometry ? extended_hex(*row.geometry, state_->srid) : std::nullopt, state_->rows);
  }
  state_->rows.back() = '\n';  // in the place of the last separator
  return Done{};
}

Result<Done> Database::State::run_on_row(const std::string& sql, const std::vector<Parameter>& values,
                                         const std::string& table, std::int64_t fid) {
  if (auto sent = send_inserts(); !sent) return sent;
  auto done = connection.run(sql, values);
  if (!done) return Result<Done>::failure(done.diagnostics());
  if (std::string_view(PQcmdTuples(done->get())) != "1") return row_changed(connection.service(), table, fid);
  return Done{};
}

Result<Done> Database::update(const std::string& table, std::int64_t fid, std::int64_t version,
                              const RowChange& row) {
  std::vector<Parameter> values = {std::to_string(fid), std::to_string(version)};
  std::string set;
  for (const RowChange::Value& value : row.values) {
    values.push_back(parameter_of(value.cell));
    set += fmt::format("{}{} = ${}", set.empty() ? "" : ", ", sql_name(value.column), values.size());
  }
  if (row.geometry) {
    values.push_back(extended_hex(*row.geometry, state_->srid));
    set += fmt::format("{}geom = ${}::geometry", set.empty() ? "" : ", ", values.size());
  }
  if (set.empty()) return Done{};
  return state_->run_on_row(
      fmt::format("UPDATE {} SET {} WHERE fid = $1 AND row_version = $2", table_name(table), set), values, table,
      fid);
}

Result<Done> Database::erase(const std::string& table, std::int64_t fid, std::int64_t version) {
  return state_->run_on_row(fmt::format("DELETE FROM {} WHERE fid = $1 AND row_version = $2", table_name(table)),
                            {std::to_string(fid), std::to_string(version)}, table, fid);
}

}  // namespace schouw::tables
