// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "run_schouw.h"

namespace schouw::scripts {
namespace {

class Exposure : public testing::Test {
 protected:
  void SetUp() override {
    project_ = folder_ / "square.schouw.gpkg";
    const Answer answer =
        run_schouw({"import", project_, SCHOUW_SOURCE_DIR "/tests/data/small_square/square.city.json",
                    SCHOUW_SOURCE_DIR "/tests/data/small_square/register.geojson", "--json"});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
  }
  Answer exposure(std::vector<std::string> more) const {
    more.insert(more.begin(), {"exposure", project_});
    return run_schouw(more);
  }

  const Folder folder_;
  std::string project_;
};

TEST_F(Exposure, a_walk_towards_the_camera_is_in_view_up_to_the_dead_zone) {
  // By hand: "north" hangs 4 m up at y = 31, looks south, 20 degrees down and 50 high. A face at 1.7 m leaves the
  // image 2.3 / tan 45 = 2.3 m from its foot: at y = 28.7. From y = 15 on that is 13.7 m of walk, in steps of 0.5 m.
  const Answer answer = exposure({"--walk", "120025,480015", "120025,480030.5", "--speed", "1", "--json", "--quiet"});
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  const base::Json json = answer.json();
  double north_m = 0.0;
  for (const auto& sensor : json["walk"]["sensors"]) {
    if (sensor["id"] == "north") north_m = sensor["in_view_m"].get<double>();
  }
  EXPECT_NEAR(north_m, 13.7, 0.5);
  EXPECT_NEAR(json["walk"]["duration_s"].get<double>(), 15.5, 1e-9);
  EXPECT_GE(json["walk"]["in_view_m"].get<double>(), north_m);
}

TEST_F(Exposure, writes_facades_and_walk_as_layers) {
  const std::string out = folder_ / "exposure.gpkg";
  ASSERT_EQ(exposure({"--walk", "120025,480015", "120025,480030", "--out", out}).exit_code, 0);
  const Answer info = run_schouw({"info", out, "--json"});
  EXPECT_EQ(info.exit_code, 0) << info.err;
  EXPECT_GT(info.json()["features"].get<int>(), 1);
}

TEST_F(Exposure, the_public_gets_tens_and_no_single_building) {
  const Answer answer = exposure({"--public", "--json", "--quiet"});
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  const base::Json json = answer.json();
  EXPECT_FALSE(json["facades"].contains("per_building"));
  EXPECT_FALSE(json.contains("walk"));
  for (const char* key : {"total", "before_masks", "after_masks"}) {
    EXPECT_EQ(json["facades"]["buildings"][key].get<int>() % 10, 0) << key;
  }
}

TEST_F(Exposure, a_walk_for_the_public_is_refused) {
  const Answer answer = exposure({"--public", "--walk", "1,1", "2,2"});
  EXPECT_EQ(answer.exit_code, 4);
  EXPECT_TRUE(answer.mentions("EXPO-140"));
}

TEST_F(Exposure, what_is_no_walk_is_a_usage_error_that_says_why) {
  EXPECT_EQ(exposure({"--walk", "120025,480015"}).exit_code, 2);
  EXPECT_EQ(exposure({"--walk", "nan,1", "2,2"}).exit_code, 2);
  EXPECT_EQ(exposure({"--walk", "here", "there"}).exit_code, 2);
  EXPECT_EQ(exposure({"--walk", "1,1", "2,2", "--speed", "0"}).exit_code, 2);
}

TEST_F(Exposure, outside_the_city_it_is_computed_with_a_warning) {
  const Answer answer = exposure({"--walk", "130000,480015", "130010,480015"});
  EXPECT_EQ(answer.exit_code, 0);
  EXPECT_TRUE(answer.mentions("EXPO-120"));
}

}  // namespace
}  // namespace schouw::scripts
