// SPDX-License-Identifier: EUPL-1.2
#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <ostream>
#include <sstream>

namespace schouw::architecture {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 10> kTextExtensions = {".h",    ".cpp", ".vert", ".frag", ".glsl",
                                                              ".json", ".md",  ".txt",  ".supp", ".points"};

bool is_left_out(const fs::path& folder, const fs::path& root) {
  const std::string name = folder.filename().string();
  const std::string relative = folder.lexically_relative(root).generic_string();
  return relative == "build" || relative == "tests/data/architecture" || (name.starts_with('.') && name != ".ci");
}

bool is_text(const fs::path& file) {
  const std::string extension = file.extension().string();
  const std::string name = file.filename().string();
  return std::ranges::find(kTextExtensions, extension) != kTextExtensions.end() || name == "dev" || name == "run";
}

SourceFile read_source(const fs::path& file, const fs::path& root) {
  SourceFile source;
  source.path = file.lexically_relative(root).generic_string();
  std::ifstream in(file, std::ios::binary);
  source.text.assign(std::istreambuf_iterator<char>(in), {});
  std::istringstream lines(source.text);
  for (std::string line; std::getline(lines, line);) source.lines.push_back(line);
  return source;
}

}  // namespace

std::string_view SourceFile::extension() const {
  const auto name_at = path.rfind('/') + 1;
  const auto dot = path.rfind('.');
  return dot == std::string::npos || dot <= name_at ? std::string_view{} : std::string_view(path).substr(dot);
}

std::string SourceFile::stem() const {
  const auto name_at = path.rfind('/') + 1;
  return path.substr(name_at, path.size() - name_at - extension().size());
}

bool SourceFile::is_below(std::string_view folder) const {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::size_t SourceFile::line_at(std::size_t position) const {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size()));
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

const SourceFile* SourceTree::find(std::string_view path) const {
  const auto found = std::ranges::lower_bound(files, path, {}, &SourceFile::path);
  return found != files.end() && found->path == path ? &*found : nullptr;
}

SourceTree read_source_tree(const fs::path& root) {
  SourceTree tree{root, {}};
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->is_directory()) {
      if (is_left_out(entry->path(), root)) entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && is_text(entry->path())) {
      tree.files.push_back(read_source(entry->path(), root));
    }
  }
  std::ranges::sort(tree.files, {}, &SourceFile::path);
  return tree;
}

std::ostream& operator<<(std::ostream& out, const Problem& problem) {
  return out << problem.path << ':' << problem.line << ": " << problem.message;
}

std::string describe(const Problems& problems) {
  std::ostringstream text;
  for (const Problem& problem : problems) text << problem << '\n';
  return text.str();
}

}  // namespace schouw::architecture
