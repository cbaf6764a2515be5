// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include <filesystem>
#include <fstream>

#include "run_schouw.h"

// The generated town through the whole program: generate, import, analyse, check, the three modes as pictures.
namespace schouw::scripts {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Town : public testing::Test {
 protected:
  void SetUp() override {
    const Answer made = run_schouw({"generate-city", "--buildings", "300", "--sensors", "120", "--seed", "7", "--out",
                                    folder_ / "town", "--json"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    project_ = folder_ / "town.schouw.gpkg";
    std::vector<std::string> import = {"import", project_};
    const base::Json answer = made.json();
    for (const auto& file : answer["files"]) import.push_back(file.get<std::string>());
    const Answer imported = run_schouw(import);
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
  }

  const Folder folder_;
  std::string project_;
};

TEST_F(Town, the_same_seed_writes_the_same_bytes_and_another_seed_does_not) {
  for (const auto& [folder, seed] : {std::pair{"again", "7"}, std::pair{"other", "8"}}) {
    ASSERT_EQ(run_schouw({"generate-city", "--buildings", "300", "--sensors", "120", "--seed", seed, "--out",
                          folder_ / folder})
                  .exit_code,
              0);
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / "town")) {
    const auto name = entry.path().filename();
    EXPECT_TRUE(bytes_of(entry.path()) == bytes_of(std::filesystem::path(folder_ / "again") / name)) << name;
  }
  EXPECT_NE(bytes_of(std::filesystem::path(folder_ / "town") / "register.geojson"),
            bytes_of(std::filesystem::path(folder_ / "other") / "register.geojson"));
}

TEST_F(Town, sensors_stack_and_every_zone_names_who_and_why) {
  const base::Json json = run_schouw({"analyse", project_, "--json"}).json();
  EXPECT_EQ(json["sensors"]["total"], 120);
  ASSERT_FALSE(json["zones"].empty()) << "the market square is made to stack";
  for (const auto& zone : json["zones"]) {
    EXPECT_GE(zone["area_m2"].get<double>(), 4.0);
    EXPECT_FALSE(zone["sensors"].empty());
    EXPECT_FALSE(zone["reason"].get<std::string>().empty());
    EXPECT_EQ(zone["reason"].get<std::string>().find('<'), std::string::npos) << zone["reason"];
    for (const auto& sensor : zone["sensors"]) {
      EXPECT_LE(sensor["area_without_m2"].get<double>(), zone["area_m2"].get<double>() + 1e-6);
    }
  }
}

TEST_F(Town, the_same_question_gets_the_same_answer_twice) {
  base::Json one = run_schouw({"analyse", project_, "--json"}).json();
  base::Json two = run_schouw({"analyse", project_, "--json"}).json();
  one.erase("elapsed_ms");
  two.erase("elapsed_ms");
  EXPECT_EQ(one.dump(), two.dump());
}

TEST_F(Town, the_three_modes_each_give_a_picture_and_the_same_one_twice) {
  for (const std::string mode : {"planner", "presentation", "kiosk"}) {
    for (const std::string take : {"1", "2"}) {
      const Answer answer = run_schouw({"snapshot", project_, "--mode", mode, "--panels", "--size", "960x600",
                                        "--out", folder_ / (mode + take + ".png")});
      ASSERT_EQ(answer.exit_code, 0) << mode << answer.err;
    }
    EXPECT_TRUE(bytes_of(folder_ / (mode + "1.png")) == bytes_of(folder_ / (mode + "2.png"))) << mode;
  }
  EXPECT_NE(bytes_of(folder_ / "planner1.png"), bytes_of(folder_ / "kiosk1.png"));
}

TEST_F(Town, a_kiosk_refuses_a_plan_with_restricted_values) {
  const Answer answer = run_schouw({"kiosk", project_});
  EXPECT_EQ(answer.exit_code, 4);
  EXPECT_TRUE(answer.mentions("CLI-104")) << answer.err;
}

TEST_F(Town, an_analysis_written_as_geopackage_opens_again) {
  ASSERT_EQ(run_schouw({"analyse", project_, "--out", folder_ / "result.gpkg"}).exit_code, 0);
  const Answer read = run_schouw({"info", folder_ / "result.gpkg", "--json"});
  EXPECT_EQ(read.exit_code, 0) << read.err;
  EXPECT_GT(read.json()["features"].get<int>(), 0);
  // By another reader: every layer has its columns, and areas by GDAL are the areas that the program states.
  const auto by_gdal = [&](const std::string& query) {
    const std::string line =
        "ogrinfo -q -dialect sqlite -sql \"" + query + "\" '" + folder_ / "result.gpkg" + "' 2>&1 | grep -c ' = 1$'";
    std::FILE* pipe = popen(line.c_str(), "r");
    char text[16] = {};
    const bool read_it = pipe != nullptr && std::fgets(text, sizeof text, pipe) != nullptr;
    if (pipe != nullptr) pclose(pipe);
    return read_it ? std::atoi(text) : -1;
  };
  EXPECT_EQ(
      by_gdal("select max(abs(area_m2 - ST_Area(geom)) < 0.01) as a, min(abs(area_m2 - ST_Area(geom)) < 0.01) as b "
              "from stacking"),
      2);
  EXPECT_EQ(
      by_gdal(
          "select min(abs(visible_area_m2 - ST_Area(geom)) < 0.01) as a, min(ST_IsValid(geom)) as b from coverage"),
      2);
  EXPECT_EQ(by_gdal("select min(length(reason) > 20) as a, min(level in ('attention', 'exceeded', 'cannot_tell')) as "
                    "b from zones"),
            2);
}

TEST_F(Town, an_unknown_view_lists_the_known_ones) {
  const Answer answer = run_schouw({"snapshot", project_, "--out", folder_ / "x.png", "--view", "nowhere"});
  EXPECT_EQ(answer.exit_code, 3);
  EXPECT_TRUE(answer.mentions("home")) << answer.err;
}

}  // namespace
}  // namespace schouw::scripts
