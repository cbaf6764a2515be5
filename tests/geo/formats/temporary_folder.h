// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace schouw::formats {

// A folder of the running test, gone when it ends.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::path(::testing::TempDir()) /
            (std::string(test->test_suite_name()) + "_" + test->name() + "_" + std::to_string(::getpid()));
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::filesystem::path file(std::string_view name) const { return path_ / name; }
  std::filesystem::path file(std::string_view name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

// A file of the shared real data; empty where that is absent.
inline std::filesystem::path shared_file(std::string_view name) {
  const char* given = std::getenv("SCHOUW_SHARED");
  const std::filesystem::path root = given != nullptr ? given : SCHOUW_SOURCE_DIR "/../shared";
  const auto path = root / "data" / name;
  return std::filesystem::exists(path) ? path : std::filesystem::path();
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The code of the first diagnostic; "ok" where there is a value.
template <class Result>
std::string code_of(const Result& result) {
  return result ? "ok" : result.diagnostics().front().code;
}

}  // namespace schouw::formats
