// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/base/json.h"

namespace schouw::scripts {

struct Answer {
  int exit_code = -1;
  std::string out;
  std::string err;

  base::Json json() const;                     // of out; a discarded value where it is none
  bool mentions(std::string_view code) const;  // in err
};

// Runs the program that was built, without a display.
Answer run_schouw(const std::vector<std::string>& arguments);

// A folder of its own for one test, removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, std::string_view text) const;  // gives the path
  std::vector<std::string> names() const;                                   // of what it holds, sorted

 private:
  std::filesystem::path path_;
};

// A file of the real data; empty where this machine has none.
std::string real_file(const std::string& name);

}  // namespace schouw::scripts
