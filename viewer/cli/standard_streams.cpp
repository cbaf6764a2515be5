// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/standard_streams.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "geo/base/read_file.h"

namespace schouw::cli {

namespace {

base::Diagnostic stream_error(std::string code, std::string stream, std::string message) {
  return {.code = std::move(code),
          .message = std::move(message),
          .where = {.file = std::move(stream)},
          .hint = "check free space, or name a file"};
}

}  // namespace

StreamTempDir::~StreamTempDir() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

base::Result<std::filesystem::path> StreamTempDir::folder() {
  if (!path_.empty()) return path_;
  std::string pattern = (std::filesystem::temp_directory_path() / "schouw-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) return stream_error("IO-105", pattern, "cannot make a temporary folder");
  path_ = pattern;
  return path_;
}

base::Result<std::string> StreamTempDir::input(const std::string& name) {
  if (name != "-") return name;
  auto place = folder();
  if (!place) return base::Result<std::string>::failure(place.diagnostics());
  const std::filesystem::path copy = *place / "stdin";
  std::ofstream out(copy, std::ios::binary);
  // Copying an empty stream sets the fail bit: nothing to copy is no fault here, the reader will say "empty".
  if (std::cin.peek() != std::char_traits<char>::eof()) out << std::cin.rdbuf();
  if (!out.flush()) return stream_error("IO-105", "stdin", "standard input cannot be kept");
  return copy.string();
}

base::Result<std::string> StreamTempDir::output(const std::string& name) {
  if (name != "-") return name;
  auto place = folder();
  if (!place) return base::Result<std::string>::failure(place.diagnostics());
  return (*place / "stdout").string();
}

base::Result<base::Done> StreamTempDir::print(const std::string& name) {
  if (name != "-") return base::Done{};
  const auto bytes = base::read_file(path_ / "stdout");
  if (!bytes) return base::Result<base::Done>::failure(bytes.diagnostics());
  const bool written =
      std::fwrite(bytes->data(), 1, bytes->size(), stdout) == bytes->size() && std::fflush(stdout) == 0;
  if (!written) return stream_error("IO-105", "stdout", "standard output cannot be written");
  return base::Done{};
}

}  // namespace schouw::cli
