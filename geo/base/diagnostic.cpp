// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "geo/base/visible_text.h"

namespace schouw::base {

namespace {

std::string place_text(const Place& place) {
  std::string out = place.file;
  if (place.line) out += fmt::format(":{}", *place.line);
  if (place.row) out += fmt::format(" row {}", *place.row);
  if (place.column) out += fmt::format(" column {}", *place.column);
  if (place.byte) out += fmt::format(" byte {}", *place.byte);
  if (!place.feature.empty()) out += fmt::format(" {}", place.feature);
  if (!place.field.empty()) out += fmt::format(" field {}", place.field);
  return out;
}

}  // namespace

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

std::string describe(const Diagnostic& diagnostic) {
  std::string out = fmt::format("{} {}", severity_name(diagnostic.severity), diagnostic.code);
  if (const std::string place = place_text(diagnostic.where); !place.empty()) out += " " + visible_text(place);
  out += ": " + visible_text(diagnostic.message);
  if (!diagnostic.hint.empty()) out += "; " + visible_text(diagnostic.hint);
  return out;
}

bool has_error(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

DiagnosticKind failure_kind(const Diagnostics& diagnostics) {
  std::optional<DiagnosticKind> first;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    if (diagnostic.kind == DiagnosticKind::cancelled) return DiagnosticKind::cancelled;
    if (!first) first = diagnostic.kind;
  }
  return first.value_or(DiagnosticKind::internal);
}

Diagnostic of_kind(DiagnosticKind kind, Diagnostic diagnostic) {
  diagnostic.kind = kind;
  return diagnostic;
}

void append(Diagnostics& to, Diagnostics from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace schouw::base
