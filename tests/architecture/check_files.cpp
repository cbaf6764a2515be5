// SPDX-License-Identifier: EUPL-1.2
#include "tests/architecture/check_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>

namespace schouw::architecture {
namespace {

constexpr std::size_t kMostLines = 400;

// Words that say nothing about the subject of a file.
constexpr std::array<std::string_view, 10> kEmptyWords = {"util",   "utils",   "helper", "helpers", "misc",
                                                          "common", "manager", "info",   "data2",   "tmp"};

struct Exception {
  std::string_view path;
  std::string_view reason;
};
constexpr std::array kNameExceptions = {
    Exception{"viewer/cli/info.cpp", "one file per subcommand, and interface.md calls it `schouw info`"},
};

bool is_excepted(const SourceFile& file) {
  return std::ranges::any_of(kNameExceptions, [&](const Exception& e) { return e.path == file.path; });
}

bool is_code(const SourceFile& file) {
  return file.is_cpp() || file.extension() == ".vert" || file.extension() == ".frag" || file.extension() == ".glsl";
}

void check_name(const SourceFile& file, Problems& problems) {
  static const std::regex kWord("[^_./-]+");
  if (is_excepted(file)) return;
  for (std::sregex_iterator it(file.path.begin(), file.path.end(), kWord), end; it != end; ++it) {
    if (std::ranges::find(kEmptyWords, it->str()) != kEmptyWords.end()) {
      problems.push_back({file.path, 0, fmt::format("\"{}\" in a name says nothing: name the subject", it->str())});
    }
  }
  static const std::regex kSnakeCase("[a-z][a-z0-9_]*");
  if (is_code(file) && !std::regex_match(file.stem(), kSnakeCase)) {
    problems.push_back({file.path, 0, "file names are snake_case"});
  }
}

void check_licence(const SourceFile& file, Problems& problems) {
  const bool script = !file.lines.empty() && file.lines.front().starts_with("#!");
  const bool build = file.stem() == "CMakeLists";
  if (!is_code(file) && !script && !build) return;
  // #version must be the first line of a shader, as #! of a script.
  const bool second = script || (file.lines.size() > 1 && file.lines.front().starts_with("#version"));
  const std::size_t at = second ? 1 : 0;
  if (file.lines.size() <= at || file.lines[at].find("SPDX-License-Identifier: EUPL-1.2") == std::string::npos) {
    problems.push_back({file.path, at + 1, "expected the line SPDX-License-Identifier: EUPL-1.2"});
  }
}

void check_length(const SourceFile& file, Problems& problems) {
  if (is_code(file) && file.lines.size() > kMostLines) {
    problems.push_back({file.path, file.lines.size(),
                        fmt::format("{} lines; at most {}: split it by subject", file.lines.size(), kMostLines)});
  }
}

// layers/register lives in schouw::registers, because C++ keeps the word register for itself.
std::string namespace_of(const SourceFile& file) {
  static const std::regex kRoom("^(?:geo|layers|viewer)/([a-z_]+)/.*");
  std::smatch match;
  if (!std::regex_match(file.path, match, kRoom)) return "";
  return match[1] == "register" ? "schouw::registers" : "schouw::" + match[1].str();
}

void check_header(const SourceFile& file, Problems& problems) {
  if (file.extension() != ".h") return;
  if (std::ranges::find(file.lines, "#pragma once") == file.lines.end()) {
    problems.push_back({file.path, 1, "expected #pragma once"});
  }
  const std::string expected = namespace_of(file);
  if (!expected.empty() && file.text.find("namespace " + expected + " {") == std::string::npos) {
    problems.push_back({file.path, 0, fmt::format("expected namespace {}, that of its folder", expected)});
  }
}

void check_lines(const SourceFile& file, Problems& problems) {
  // Written in parts, so that this file passes its own check.
  static const std::regex kUnfinished(
      "\\b(TO"
      "DO|FIX"
      "ME|XX"
      "X|HA"
      "CK)\\b");
  static const std::regex kMachinePath("(^|[\\s\"'`(=])/(work|home|tmp|root)/");
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    std::smatch match;
    if (std::regex_search(file.lines[i], match, kUnfinished)) {
      problems.push_back({file.path, i + 1, fmt::format("{}: finish it or leave it out", match[1].str())});
    }
    if (std::regex_search(file.lines[i], match, kMachinePath)) {
      problems.push_back({file.path, i + 1, fmt::format("/{}/ is a path of one machine", match[2].str())});
    }
  }
}

}  // namespace

Problems check_files(const SourceTree& tree) {
  Problems problems;
  for (const SourceFile& file : tree.files) {
    check_name(file, problems);
    check_licence(file, problems);
    check_length(file, problems);
    check_header(file, problems);
    check_lines(file, problems);
  }
  return problems;
}

}  // namespace schouw::architecture
