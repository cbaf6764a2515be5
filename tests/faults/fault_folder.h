// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/faults/sweep.h"

namespace schouw::faults {

// A folder of its own for a sweep, by its real path.
class FaultFolder {
 public:
  FaultFolder() {
    const std::filesystem::path folder =
        std::filesystem::path(::testing::TempDir()) / ("faults_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    folder_ = std::filesystem::canonical(folder);
  }
  FaultFolder(const FaultFolder&) = delete;
  FaultFolder& operator=(const FaultFolder&) = delete;
  ~FaultFolder() { std::filesystem::remove_all(folder_); }

  const std::filesystem::path& path() const { return folder_; }
  std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  void clear() const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) std::filesystem::remove_all(entry.path());
  }
  std::string bytes(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(file(name), std::ios::binary) << bytes;
  }
  // What is there besides these.
  std::vector<std::string> others(const std::vector<std::string>& names) const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      if (std::find(names.begin(), names.end(), name) == names.end()) found.push_back(name);
    }
    return found;
  }

 private:
  std::filesystem::path folder_;
};

// What a killed program, or one whose unlink was refused, may leave: the unfinished file and the coming .bak.
inline void expect_only_documented(const FaultFolder& folder, const Fault& fault, const std::string& name) {
  const bool may_leave = fault.killed || fault.call.rfind("unlink", 0) == 0;
  for (const std::string& left : folder.others({name, name + ".bak"})) {
    const bool part = left.rfind(name + ".part", 0) == 0;
    EXPECT_TRUE(may_leave && (part || left == name + ".bak.new")) << left << " was left";
  }
}

}  // namespace schouw::faults
