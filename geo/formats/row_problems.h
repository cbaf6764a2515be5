// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "geo/base/diagnostic.h"
#include "geo/formats/limits.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// Collects what is wrong with single rows of one file: the first hundred as they are, the rest as a number.
class RowProblems {
 public:
  explicit RowProblems(const std::filesystem::path& path) : file_(path.string()) {}

  void add(base::Diagnostic problem) {
    if (++count_ > kMostRowDiagnostics) return;
    problem.where.file = file_;
    kept_.push_back(std::move(problem));
  }
  // A row of a table that is left out, IO-113.
  void left_out(model::FeatureTable& table, std::int64_t row, const std::string& feature, std::string why) {
    ++table.left_out;
    add({.code = "IO-113",
         .severity = base::Severity::warning,
         .message = "a row is left out: " + std::move(why),
         .where = {.feature = feature, .row = row},
         .hint = "correct the row in the source and import again"});
  }
  const std::string& file() const { return file_; }
  base::Diagnostics take() {
    if (count_ > kMostRowDiagnostics) {
      kept_.push_back({.code = "IO-113",
                       .severity = base::Severity::warning,
                       .message = "and " + std::to_string(count_ - kMostRowDiagnostics) + " more such rows",
                       .where = {.file = file_},
                       .hint = "correct the first ones; the others are often alike"});
    }
    return std::move(kept_);
  }

 private:
  std::string file_;
  std::size_t count_ = 0;
  base::Diagnostics kept_;
};

inline base::Diagnostic interrupted(const std::filesystem::path& path) {
  return {.code = "IO-109",
          .kind = base::DiagnosticKind::cancelled,
          .message = "reading was interrupted",
          .where = {.file = path.string()},
          .hint = "start again; nothing was changed"};
}

inline base::Diagnostic over_limit(const std::filesystem::path& path, const std::string& what) {
  return {.code = "IO-114",
          .kind = base::DiagnosticKind::resource_limit,
          .message = "too much for one file: " + what,
          .where = {.file = path.string()},
          .hint = "split the file"};
}

}  // namespace schouw::formats
