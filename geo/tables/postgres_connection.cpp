// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/postgres_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace schouw::tables {

namespace {

using base::DiagnosticKind;
using base::Done;
using base::Result;

constexpr const char* kConnectTimeout_s = "5";
// How long a statement waits for another writer; then it says so.
constexpr const char* kSession =
    "SET lock_timeout = '10s'; SET client_min_messages = 'warning'; SET extra_float_digits = 1; "
    "SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET datestyle = 'ISO'";

// What the server's own code means to who asked. Source: PostgreSQL 15, appendix A.
struct Meaning {
  std::string_view state;  // the code, or the beginning of a class of codes
  const char* code;
  DiagnosticKind kind;
  const char* hint;
};
constexpr std::array kMeanings = {
    Meaning{"08", "DB-101", DiagnosticKind::not_found, "check the network and the service"},
    Meaning{"57P", "DB-101", DiagnosticKind::not_found, "check the server"},
    Meaning{"42P01", "DB-103", DiagnosticKind::not_found, "schouw store init makes what is missing"},
    Meaning{"42703", "DB-103", DiagnosticKind::not_found, "schouw store init makes what is missing"},
    Meaning{"3F000", "DB-103", DiagnosticKind::not_found, "schouw store init makes what is missing"},
    Meaning{"42501", "DB-104", DiagnosticKind::invalid_input,
            "ask the administrator for the role that may do this: schouw_reader, schouw_planner, schouw_publisher"},
    Meaning{"55P03", "DB-107", DiagnosticKind::conflict, "do this again in a moment"},
    Meaning{"23505", "DB-108", DiagnosticKind::conflict, "do this again, on what it is now"},
    Meaning{"40", "DB-108", DiagnosticKind::conflict, "do this again, on what it is now"},
    Meaning{"53", "DB-105", DiagnosticKind::resource_limit, "the server lacks room; nothing was stored"},
    Meaning{"", "DB-105", DiagnosticKind::invalid_input, "nothing was stored"},
};

const Meaning& meaning_of(std::string_view state) {
  return *std::find_if(kMeanings.begin(), kMeanings.end(), [&](const Meaning& meaning) {
    return state.substr(0, meaning.state.size()) == meaning.state;
  });
}

std::string one_line(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  return text;
}

bool succeeded(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE ||
         status == PGRES_EMPTY_QUERY;
}

std::vector<const char*> pointers_of(const std::vector<Parameter>& values) {
  std::vector<const char*> pointers;
  pointers.reserve(values.size());
  for (const Parameter& value : values) pointers.push_back(value ? value->c_str() : nullptr);
  return pointers;
}

}  // namespace

base::Diagnostic database_problem(const char* code, DiagnosticKind kind, const std::string& service,
                                  std::string message, std::string hint) {
  return {.code = code,
          .kind = kind,
          .message = std::move(message),
          .where = {.file = "pg:" + service},
          .hint = std::move(hint)};
}

base::Diagnostic PostgresConnection::problem(const PGresult* result) const {
  if (PQstatus(connection_.get()) == CONNECTION_BAD) {
    return database_problem(
        "DB-101", DiagnosticKind::not_found, service_,
        fmt::format("the database cannot be reached: {}", one_line(PQerrorMessage(connection_.get()))),
        "check the network and the service");
  }
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* said = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const Meaning& meaning = meaning_of(state == nullptr ? "" : state);
  return database_problem(
      meaning.code, meaning.kind, service_,
      fmt::format("the database says: {}", one_line(said == nullptr ? PQerrorMessage(connection_.get()) : said)),
      meaning.hint);
}

Result<PostgresConnection> PostgresConnection::open(const std::string& service) {
  const std::array keywords = {"service", "connect_timeout", "application_name", "client_encoding",
                               static_cast<const char*>(nullptr)};
  const std::array values = {service.c_str(), kConnectTimeout_s, "schouw", "UTF8", static_cast<const char*>(nullptr)};
  PostgresConnection opened(service, PgConnection(PQconnectdbParams(keywords.data(), values.data(), 0)));
  if (PQstatus(opened.connection_.get()) != CONNECTION_OK) return opened.problem(nullptr);
  if (auto set = opened.script(kSession); !set) return Result<PostgresConnection>::failure(set.diagnostics());
  return opened;
}

Result<PgResult> PostgresConnection::run(const std::string& sql, const std::vector<Parameter>& values) {
  PgResult result(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                               pointers_of(values).data(), nullptr, nullptr, 0));
  if (!succeeded(result.get())) return problem(result.get());
  return result;
}

Result<Done> PostgresConnection::script(const std::string& sql) {
  const PgResult result(PQexec(connection_.get(), sql.c_str()));
  if (!succeeded(result.get())) return problem(result.get());
  return Done{};
}

Result<Done> PostgresConnection::for_each_row(const std::string& sql,
                                              const std::function<void(const PGresult*)>& visit) {
  if (PQsendQuery(connection_.get(), sql.c_str()) == 0 || PQsetSingleRowMode(connection_.get()) == 0) {
    return problem(nullptr);
  }
  std::optional<base::Diagnostic> failed;
  while (const PgResult result = PgResult(PQgetResult(connection_.get()))) {
    if (PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) {
      visit(result.get());
    } else if (!succeeded(result.get()) && !failed) {
      failed = problem(result.get());
    }
  }
  if (failed) return *std::move(failed);
  return Done{};
}

Result<Done> PostgresConnection::copy_in(const std::string& sql, const std::string& rows) {
  const PgResult started(PQexec(connection_.get(), sql.c_str()));
  if (PQresultStatus(started.get()) != PGRES_COPY_IN) return problem(started.get());
  constexpr std::size_t kPiece_bytes = std::size_t{1} << 20;
  bool sent = true;
  for (std::size_t at = 0; at < rows.size() && sent; at += kPiece_bytes) {
    const auto length = static_cast<int>(std::min(kPiece_bytes, rows.size() - at));
    sent = PQputCopyData(connection_.get(), rows.data() + at, length) == 1;
  }
  sent = PQputCopyEnd(connection_.get(), sent ? nullptr : "interrupted") == 1 && sent;
  std::optional<base::Diagnostic> failed;
  while (const PgResult result = PgResult(PQgetResult(connection_.get()))) {
    if (!succeeded(result.get()) && !failed) failed = problem(result.get());
  }
  if (failed) return *std::move(failed);
  if (!sent) return problem(nullptr);
  return Done{};
}

std::string text_at(const PGresult* result, int row, int column) {
  return {PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column))};
}

bool is_null(const PGresult* result, int row, int column) { return PQgetisnull(result, row, column) == 1; }

}  // namespace schouw::tables
