// SPDX-License-Identifier: EUPL-1.2
// Corpora of others, read in place: nothing in them may crash, hang or pass where their authors say it must not.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <vector>

#include "geo/base/read_file.h"
#include "geo/formats/json_grammar.h"
#include "geo/formats/read_cityjson.h"
#include "geo/mesh/triangulate.h"

namespace schouw::formats {
namespace {

std::vector<std::filesystem::path> files_below(const std::string& folder) {
  const char* chosen = std::getenv("SCHOUW_SHARED");
  const std::filesystem::path root =
      std::filesystem::path(chosen != nullptr ? chosen : SCHOUW_SOURCE_DIR "/../shared") / "data" / "invalid" /
      folder;
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root, problem)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

CityJsonOptions assuming_rd() { return {.assumed_crs = *crs::crs_from_text("EPSG:7415"), .preferred_lod = {}}; }

TEST(CityjsonCorpus, of_all_kinds_gives_a_city_or_a_message) {
  std::size_t count = 0;
  for (const char* folder : {"cjval", "3dgi-corpus", "json-test-suite"}) {
    for (const auto& path : files_below(folder)) {
      ++count;
      for (const auto& options : {CityJsonOptions{}, assuming_rd()}) {
        auto file = read_cityjson(path, options);
        EXPECT_TRUE(file || base::has_error(file.diagnostics())) << path;
        if (!file) continue;
        EXPECT_TRUE(mesh::triangulate(std::move(file->surfaces))) << path;
      }
    }
  }
  if (count == 0) GTEST_SKIP() << "no shared data: invalid";
}

TEST(CityjsonCorpus, of_conforming_files_is_read) {
  const auto files = files_below("3dgi-corpus/conformance");
  if (files.empty()) GTEST_SKIP() << "no shared data: invalid/3dgi-corpus";
  std::size_t read = 0;
  for (const auto& path : files) {
    const std::string name = path.filename().string();
    if (name == "case.json" || name == "invariants.json") continue;
    const auto file = read_cityjson(path, assuming_rd());
    if (!file && file.diagnostics().front().code == "CITY-106") continue;  // cities in degrees are refused, by design
    EXPECT_TRUE(file) << path << ": " << (file ? "" : base::describe(file.diagnostics().front()));
    ++read;
  }
  EXPECT_GT(read, 25U);
}

TEST(CityjsonCorpus, of_nonconforming_files_is_refused_in_whole_or_by_object) {
  const auto files = files_below("3dgi-corpus/invalid");
  if (files.empty()) GTEST_SKIP() << "no shared data: invalid/3dgi-corpus";
  for (const auto& path : files) {
    if (path.filename().string().rfind("invalid_", 0) != 0) continue;
    const auto file = read_cityjson(path, assuming_rd());
    EXPECT_TRUE(!file || file->surfaces.objects.empty()) << path;
    EXPECT_FALSE(file.diagnostics().empty()) << path;
  }
}

TEST(CityjsonCorpus, of_cjval_is_read_where_it_is_a_city_of_a_version_we_read) {
  const auto files = files_below("cjval");
  if (files.empty()) GTEST_SKIP() << "no shared data: invalid/cjval";
  for (const auto& path : files) {
    const auto file = read_cityjson(path, assuming_rd());
    const std::string name = path.filename().string();
    if (name == "o4.json") {
      ASSERT_FALSE(file);
      EXPECT_EQ(file.diagnostics().front().code, "CITY-103");  // version 0.9
    } else if (name == "generic.ext.json") {
      ASSERT_FALSE(file);
      EXPECT_EQ(file.diagnostics().front().code, "CITY-101");  // a CityJSONExtension
    } else {
      EXPECT_TRUE(file) << name << ": " << (file ? "" : base::describe(file.diagnostics().front()));
    }
  }
}

TEST(JsonCorpus, is_accepted_and_rejected_as_its_names_say) {
  const auto files = files_below("json-test-suite");
  if (files.empty()) GTEST_SKIP() << "no shared data: invalid/json-test-suite";
  for (const auto& path : files) {
    const auto text = base::read_file(path);
    ASSERT_TRUE(text) << path;
    const bool accepted = !first_json_fault(*text);
    const char kind = path.filename().string().front();
    if (kind == 'i') continue;  // either way will do
    EXPECT_EQ(accepted, kind == 'y') << path;
  }
}

}  // namespace
}  // namespace schouw::formats
