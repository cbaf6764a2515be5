// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "geo/formats/read_cityjson.h"

namespace schouw::formats {

// A file that is gone when the test ends.
class TextFile {
 public:
  explicit TextFile(std::string_view text) {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::path(::testing::TempDir()) /
            (std::string(test->test_suite_name()) + "_" + test->name() + "_" + std::to_string(::getpid()) + ".json");
    std::ofstream(path_, std::ios::binary) << text;
  }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;
  ~TextFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline base::Result<CityJsonFile> read_text(std::string_view text, const CityJsonOptions& options = {}) {
  const TextFile file(text);
  return read_cityjson(file.path(), options);
}

inline const base::Diagnostic* find_code(const base::Diagnostics& diagnostics, std::string_view code) {
  const auto found = std::find_if(diagnostics.begin(), diagnostics.end(),
                                  [&](const base::Diagnostic& diagnostic) { return diagnostic.code == code; });
  return found == diagnostics.end() ? nullptr : &*found;
}

inline bool fails_with(const base::Result<CityJsonFile>& result, std::string_view code) {
  return !result && find_code(result.diagnostics(), code) != nullptr;
}

// A CityJSON 2.0 text around `objects`, in EPSG:7415, millimetres around (85000, 447000, 0).
inline std::string city(const std::string& objects, const std::string& vertices,
                        const std::string& more = R"("metadata":{"referenceSystem":"EPSG:7415"})") {
  return R"({"type":"CityJSON","version":"2.0",)" + more +
         R"(,"transform":{"scale":[0.001,0.001,0.001],"translate":[85000.0,447000.0,0.0]},"CityObjects":{)" +
         objects + R"(},"vertices":)" + vertices + "}";
}

// The eight corners of a cube of 10 m.
inline constexpr std::string_view kCubeVertices =
    "[[0,0,0],[10000,0,0],[10000,10000,0],[0,10000,0],[0,0,10000],[10000,0,10000],[10000,10000,10000],[0,10000,10000]"
    "]";
// Its shell: bottom, top, south, east, north, west.
inline constexpr std::string_view kCubeShell =
    "[[[0,3,2,1]],[[4,5,6,7]],[[0,1,5,4]],[[1,2,6,5]],[[2,3,7,6]],[[3,0,4,7]]]";

inline std::string solid(const std::string& lod, const std::string& more = "") {
  return R"({"type":"Solid","lod":)" + lod + R"(,"boundaries":[)" + std::string(kCubeShell) + "]" + more + "}";
}
inline std::string footprint() { return R"({"type":"MultiSurface","lod":"0","boundaries":[[[0,1,2,3]]]})"; }
inline std::string building(const std::string& id, const std::string& geometries, const std::string& more = "") {
  return "\"" + id + R"(":{"type":"Building",)" + more + R"("geometry":[)" + geometries + "]}";
}

}  // namespace schouw::formats
