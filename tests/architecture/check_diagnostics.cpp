// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <map>
#include <regex>
#include <string_view>

#include "tests/architecture/check_catalogues.h"

namespace schouw::architecture {
namespace {

struct Spot {
  std::string path;
  std::size_t line = 0;
};
using Codes = std::map<std::string, Spot>;  // where a code is first found

// Written like a code and no code: the cameras of the invented town are of the models VV-200 and up.
constexpr std::string_view kCameraModel = "VV-";

Codes codes_in_sources(const SourceTree& tree) {
  static const std::regex kCode(R"re("(?:[a-z]+ )?([A-Z]{2,5}-[1-9][0-9]{2})[" ])re");
  Codes codes;
  for (const SourceFile& file : tree.files) {
    if (!file.is_cpp() || file.is_below("tests")) continue;
    for (std::sregex_iterator it(file.text.begin(), file.text.end(), kCode), end; it != end; ++it) {
      if ((*it)[1].str().starts_with(kCameraModel)) continue;
      codes.try_emplace((*it)[1], Spot{file.path, file.line_at(static_cast<std::size_t>(it->position()))});
    }
  }
  return codes;
}

void read_row(const SourceFile& page, std::size_t line, const std::smatch& row, Codes& codes, Problems& problems) {
  static const std::regex kSeverity("(error|warning|note)([,;]? .*)?");
  const std::string code = row[1];
  if (!code.starts_with(page.stem() + "-")) {
    problems.push_back({page.path, line, fmt::format("{} belongs on another page", code)});
  }
  if (!std::regex_match(row[2].str(), kSeverity)) {
    problems.push_back(
        {page.path, line, fmt::format("{}: severity is error, warning or note, found '{}'", code, row[2].str())});
  }
  const bool fresh = codes.try_emplace(code, Spot{page.path, line}).second;
  if (!fresh) problems.push_back({page.path, line, fmt::format("{} has two rows", code)});
}

Codes codes_in_pages(const SourceTree& tree, Problems& problems) {
  static const std::regex kRow(
      R"(^\|\s*`?([A-Z]{2,5}-[1-9][0-9]{2})`?\s*\|\s*([^|]*?)\s*\|\s*[^|\s][^|]*\|\s*[^|\s].*\|\s*$)");
  static const std::regex kLooksLikeRow(R"(^\|\s*`?[A-Z]{2,5}-[1-9][0-9]{2})");
  Codes codes;
  for (const SourceFile& page : tree.files) {
    if (!page.is_below("docs/diagnostics") || page.stem() == "README") continue;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      std::smatch row;
      if (std::regex_match(page.lines[i], row, kRow)) {
        read_row(page, i + 1, row, codes, problems);
      } else if (std::regex_search(page.lines[i], kLooksLikeRow)) {
        problems.push_back({page.path, i + 1, "expected | code | severity | meaning | what to do |"});
      }
    }
  }
  return codes;
}

void check_index(const SourceTree& tree, Problems& problems) {
  const SourceFile* index = tree.find("docs/diagnostics/README.md");
  for (const SourceFile& page : tree.files) {
    if (!page.is_below("docs/diagnostics") || &page == index) continue;
    const std::string link = "(" + page.stem() + ".md)";
    if (index == nullptr || index->text.find(link) == std::string::npos) {
      problems.push_back({"docs/diagnostics/README.md", 0, "leads nowhere to " + page.stem() + ".md"});
    }
  }
}

}  // namespace

Problems check_diagnostics(const SourceTree& tree) {
  Problems problems;
  check_index(tree, problems);
  const Codes pages = codes_in_pages(tree, problems);
  const Codes sources = codes_in_sources(tree);
  for (const auto& [code, spot] : sources) {
    if (pages.contains(code)) continue;
    const std::string prefix = code.substr(0, code.find('-'));
    problems.push_back({spot.path, spot.line, fmt::format("{} has no row in docs/diagnostics/{}.md", code, prefix)});
  }
  for (const auto& [code, spot] : pages) {
    if (!sources.contains(code)) problems.push_back({spot.path, spot.line, code + " is used by no source"});
  }
  return problems;
}

}  // namespace schouw::architecture
