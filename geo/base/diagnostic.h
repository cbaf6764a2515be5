// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw::base {

enum class Severity { note, warning, error };

std::string_view severity_name(Severity severity);  // "note", "warning", "error"

// What an error means to who asked; each is one exit code of the program, and no caller has to know codes.
enum class DiagnosticKind : std::uint8_t {
  invalid_input,   // what was given cannot be taken, or is refused
  usage,           // the question itself is wrong
  not_found,       // what was named does not exist
  conflict,        // something else holds it or changed it
  resource_limit,  // it does not fit in memory or within a limit; the hint says what would
  cancelled,       // a person stopped it: there is no result, and nothing was written
  internal,        // we are wrong
};

// Where in the world something is wrong. At least one member is set in every diagnostic.
// line, row and column count from 1; byte from 0.
struct Place {
  std::string file;
  std::optional<std::int64_t> line;
  std::optional<std::int64_t> byte;
  std::string feature;
  std::string field;
  std::optional<std::int64_t> row;
  std::optional<std::int64_t> column;
};

// What the world did wrong and what a person can do about it.
// message: what failed, which thing, found X, expected Y. hint: what to do. code: listed in docs/diagnostics/.
//   const Diagnostic missing{
//       .code = "IO-101", .message = "no such file", .where = {.file = "town.csv"}, .hint = "check the path"};
//   const std::string line = describe(missing);  // "error IO-101 town.csv: no such file; check the path"
// Cost: 264 bytes and its texts; made only where something is wrong. Threads: a plain value. It refers to nothing,
// is never thrown, and travels in a Result.
struct Diagnostic {
  std::string code;  // "IO-103"
  DiagnosticKind kind = DiagnosticKind::invalid_input;
  Severity severity = Severity::error;
  std::string message;
  Place where;
  std::string hint;
};

using Diagnostics = std::vector<Diagnostic>;

// One line for a terminal: "error IO-103 town.city.jsonl:12: message; hint". Control characters are made visible.
std::string describe(const Diagnostic& diagnostic);

bool has_error(const Diagnostics& diagnostics);
// The kind of the first error; cancelled where any is. internal where there is none: a failure must say why.
DiagnosticKind failure_kind(const Diagnostics& diagnostics);
void append(Diagnostics& to, Diagnostics from);
// The same, of a kind.
Diagnostic of_kind(DiagnosticKind kind, Diagnostic diagnostic);

}  // namespace schouw::base
