// SPDX-License-Identifier: EUPL-1.2
#pragma once

// Owners of libpq's objects; for the sources of this room only, because it includes <libpq-fe.h>.
#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/result.h"

namespace schouw::tables {

struct PgCloser {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* result) const { PQclear(result); }
};
using PgConnection = std::unique_ptr<PGconn, PgCloser>;
using PgResult = std::unique_ptr<PGresult, PgCloser>;

// A value as the server reads it; nothing: NULL.
using Parameter = std::optional<std::string>;

// One connection to the database of a libpq service. Values are bound, never pasted into SQL; names are quoted.
// Failures: DB-101 (the server cannot be reached, also where the connection breaks), DB-103 to DB-108 by what the
// server says (docs/diagnostics/DB.md).
class PostgresConnection {
 public:
  static base::Result<PostgresConnection> open(const std::string& service);

  const std::string& service() const { return service_; }
  base::Result<PgResult> run(const std::string& sql, const std::vector<Parameter>& values = {});
  // Several statements without values.
  base::Result<base::Done> script(const std::string& sql);
  // Row by row, so that a large answer is never held whole. visit gets a result of one row.
  base::Result<base::Done> for_each_row(const std::string& sql, const std::function<void(const PGresult*)>& visit);
  // Rows of a COPY ... FROM STDIN in text format.
  base::Result<base::Done> copy_in(const std::string& sql, const std::string& rows);

 private:
  PostgresConnection(std::string service, PgConnection connection)
      : service_(std::move(service)), connection_(std::move(connection)) {}
  base::Diagnostic problem(const PGresult* result) const;

  std::string service_;
  PgConnection connection_;
};

// The text of a value; empty where it is NULL.
std::string text_at(const PGresult* result, int row, int column);
bool is_null(const PGresult* result, int row, int column);

base::Diagnostic database_problem(const char* code, base::DiagnosticKind kind, const std::string& service,
                                  std::string message, std::string hint);

}  // namespace schouw::tables
