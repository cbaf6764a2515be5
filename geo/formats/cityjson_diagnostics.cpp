// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/cityjson_diagnostics.h"

#include <fmt/format.h>

#include <utility>

namespace schouw::formats {

base::Place CityDiagnostics::place(std::string_view object) const {
  base::Place place{.file = file_, .feature = std::string(object)};
  if (line_ > 0) place.line = line_;
  return place;
}

void CityDiagnostics::warn(std::string_view code, std::string_view object, std::string message, std::string hint) {
  add({.code = std::string(code),
       .severity = base::Severity::warning,
       .message = std::move(message),
       .where = place(object),
       .hint = std::move(hint)});
}

void CityDiagnostics::note(std::string_view code, std::string_view object, std::string message) {
  add({.code = std::string(code),
       .severity = base::Severity::note,
       .message = std::move(message),
       .where = place(object),
       .hint = {}});
}

void CityDiagnostics::add(base::Diagnostic diagnostic) {
  if (++counts_[diagnostic.code] <= kMostPerCode) kept_.push_back(std::move(diagnostic));
}

void CityDiagnostics::add(CityDiagnostics other) {
  std::map<std::string, std::size_t, std::less<>> seen;
  for (base::Diagnostic& diagnostic : other.kept_) {
    ++seen[diagnostic.code];
    add(std::move(diagnostic));
  }
  for (const auto& [code, count] : other.counts_) counts_[code] += count - seen[code];
}

base::Diagnostics CityDiagnostics::take() {
  for (const auto& [code, count] : counts_) {
    if (count <= kMostPerCode) continue;
    kept_.push_back({.code = code,
                     .severity = base::Severity::note,
                     .message = fmt::format("{} more of {} are not listed", count - kMostPerCode, code),
                     .where = {.file = file_},
                     .hint = {}});
  }
  counts_.clear();
  return std::exchange(kept_, {});
}

}  // namespace schouw::formats
