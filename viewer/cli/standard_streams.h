// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/result.h"

namespace schouw::cli {

// A folder for what passes through standard input or output, removed at the end: readers and writers of files want a
// file, and a file that is kept whole can be probed.
class StreamTempDir {
 public:
  StreamTempDir() = default;
  ~StreamTempDir();
  StreamTempDir(const StreamTempDir&) = delete;
  StreamTempDir& operator=(const StreamTempDir&) = delete;

  // "-" becomes a file that holds all of standard input; any other name stays what it is. Fails with IO-102, IO-105.
  base::Result<std::string> input(const std::string& name);
  // "-" becomes a file to write, for print(); any other name stays what it is.
  base::Result<std::string> output(const std::string& name);
  // Copies what was written for "-" to standard output. Fails with IO-105.
  base::Result<base::Done> print(const std::string& name);

 private:
  base::Result<std::filesystem::path> folder();
  std::filesystem::path path_;
};

}  // namespace schouw::cli
