// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

// The project's text files, read once, and what is wrong with them.
namespace schouw::architecture {

struct SourceFile {
  std::string path;  // relative to the root, with /
  std::string text;
  std::vector<std::string> lines;

  std::string_view extension() const;  // ".cpp"; empty where there is none
  std::string stem() const;            // file name without its last extension
  bool is_cpp() const { return extension() == ".h" || extension() == ".cpp"; }
  bool is_below(std::string_view folder) const;     // "geo/base" holds "geo/base/units.h"
  std::size_t line_at(std::size_t position) const;  // counts from 1; position is an index in text
};

struct SourceTree {
  std::filesystem::path root;
  std::vector<SourceFile> files;  // by path

  const SourceFile* find(std::string_view path) const;
};

// Reads every text file below root by its extension. Build folders, hidden folders other than .ci, and
// tests/data/architecture (bad on purpose) are left out.
SourceTree read_source_tree(const std::filesystem::path& root);

struct Problem {
  std::string path;
  std::size_t line = 0;  // 0: the file as a whole
  std::string message;
  bool operator==(const Problem&) const = default;
};
using Problems = std::vector<Problem>;

// "geo/base/units.h:12: ..." one problem a line.
std::string describe(const Problems& problems);
std::ostream& operator<<(std::ostream& out, const Problem& problem);

}  // namespace schouw::architecture
