// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <fstream>

#include "run_schouw.h"

// --crs as a person at a shell gives it: for a file that states nothing, never over what a file states.
namespace schouw::scripts {
namespace {

std::string written(const Folder& folder, const char* name, const std::string& text) {
  std::ofstream(folder / name, std::ios::binary) << text;
  return folder / name;
}

std::string point(const std::string& crs, double x, double y) {
  return R"({"type":"FeatureCollection",)" + crs +
         R"("features":[{"type":"Feature","properties":{"id":"c1","kind":"camera"},"geometry":{"type":"Point","coordinates":[)" +
         std::to_string(x) + "," + std::to_string(y) + "]}}]}";
}

const std::string kRd = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},)";

TEST(CoordinateSystems, geojson_in_metres_that_states_none_asks_for_one) {
  const Folder folder;
  const std::string file = written(folder, "r.geojson", point("", 85000.0, 446500.0));
  const Answer without = run_schouw({"import", folder / "p.schouw.gpkg", file, "--json"});
  EXPECT_EQ(without.exit_code, 4);
  EXPECT_TRUE(without.mentions("CRS-104")) << without.err;
  const Answer with = run_schouw({"import", folder / "p.schouw.gpkg", file, "--crs", "EPSG:28992", "--json"});
  ASSERT_EQ(with.exit_code, 0) << with.err;
  EXPECT_EQ(with.json()["added"], 1);
}

TEST(CoordinateSystems, what_a_file_states_wins_and_both_are_named) {
  const Folder folder;
  const std::string file = written(folder, "r.geojson", point(kRd, 85000.0, 446500.0));
  const Answer answer = run_schouw({"import", folder / "p.schouw.gpkg", file, "--crs", "EPSG:25831", "--json"});
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  EXPECT_TRUE(answer.mentions("CRS-105")) << answer.err;
  EXPECT_TRUE(answer.mentions("EPSG:28992")) << answer.err;
  EXPECT_TRUE(answer.mentions("EPSG:25831")) << answer.err;
}

TEST(CoordinateSystems, info_takes_one_for_files_that_state_none) {
  const Folder folder;
  const std::string file = written(folder, "r.geojson", point("", 85000.0, 446500.0));
  const Answer without = run_schouw({"info", file, "--json"});
  EXPECT_EQ(without.exit_code, 0) << "rows can be told of without";
  EXPECT_FALSE(without.json().contains("crs"));
  EXPECT_EQ(without.json()["diagnostics"][0]["code"], "CRS-104");
  const Answer with = run_schouw({"info", file, "--crs", "EPSG:28992", "--json"});
  EXPECT_EQ(with.json()["crs"], "EPSG:28992");
  EXPECT_TRUE(with.json()["diagnostics"].empty());
  EXPECT_EQ(run_schouw({"info", file, "--crs", "EPSG:0"}).exit_code, 4);
}

}  // namespace
}  // namespace schouw::scripts
