// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "geo/base/diagnostic.h"

namespace schouw::formats {

// Gathers what is wrong with a city file. Of each code the first 50 are kept and the others counted, so that a file
// with a million broken objects does not become a million messages.
class CityDiagnostics {
 public:
  static constexpr std::size_t kMostPerCode = 50;

  explicit CityDiagnostics(std::string file, std::int64_t line = 0) : file_(std::move(file)), line_(line) {}

  const std::string& file() const { return file_; }
  // A warning at an object of the file; object may be empty.
  void warn(std::string_view code, std::string_view object, std::string message, std::string hint);
  void note(std::string_view code, std::string_view object, std::string message);
  void add(base::Diagnostic diagnostic);
  void add(CityDiagnostics other);

  base::Diagnostics take();  // with a note per code that overflowed

 private:
  base::Place place(std::string_view object) const;

  std::string file_;
  std::int64_t line_ = 0;  // 0: not a file of lines
  base::Diagnostics kept_;
  std::map<std::string, std::size_t, std::less<>> counts_;
};

}  // namespace schouw::formats
