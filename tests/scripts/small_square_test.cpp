// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>

#include "run_schouw.h"

// A square small enough to work out on paper (tests/data/small_square). Camera "north" hangs 4 m above the ground and
// 1 m north of y = 30, looks due south, 20 degrees down, 80 by 50 degrees, 1920 px. Pinhole model:
//   near edge   4 / tan(20 + 25) = 4.00 m from its foot
//   density     1920 / (2 tan 40) / (x cos 20 + 4 sin 20)
namespace schouw::scripts {
namespace {

class SmallSquare : public testing::Test {
 protected:
  void SetUp() override {
    project_ = folder_ / "square.schouw.gpkg";
    const Answer answer =
        run_schouw({"import", project_, SCHOUW_SOURCE_DIR "/tests/data/small_square/square.city.json",
                    SCHOUW_SOURCE_DIR "/tests/data/small_square/register.geojson", "--json"});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
  }

  // Sensors that see a place on the ground, by id.
  std::map<std::string, base::Json> at(double x_m, double y_m) const {
    const Answer answer =
        run_schouw({"at", project_, std::to_string(120000.0 + x_m), std::to_string(480000.0 + y_m), "--json"});
    std::map<std::string, base::Json> sensors;
    const base::Json json = answer.json();
    for (const auto& sensor : json["sensors"]) sensors[sensor["id"].get<std::string>()] = sensor;
    return sensors;
  }

  const Folder folder_;
  std::string project_;
};

TEST_F(SmallSquare, the_dead_zone_ends_where_the_lower_edge_of_the_image_meets_the_ground) {
  EXPECT_FALSE(at(25.0, 31.0 - 3.9).contains("north"));
  EXPECT_TRUE(at(25.0, 31.0 - 4.1).contains("north"));
}

TEST_F(SmallSquare, distance_and_density_are_those_of_the_pinhole_model) {
  const auto seen = at(25.0, 26.0);
  ASSERT_TRUE(seen.contains("north"));
  const double tilt = 20.0 * std::numbers::pi / 180.0;
  const double focal_px = 960.0 / std::tan(40.0 * std::numbers::pi / 180.0);
  EXPECT_NEAR(seen.at("north")["distance_m"].get<double>(), std::sqrt(5.0 * 5.0 + 4.0 * 4.0), 1e-3);
  EXPECT_NEAR(seen.at("north")["density_px_per_m"].get<double>(),
              focal_px / (5.0 * std::cos(tilt) + 4.0 * std::sin(tilt)), 0.01);
  EXPECT_EQ(seen.at("north")["density_class"], "recognise") << "188.6 px/m lies between 125 and 250";
}

TEST_F(SmallSquare, a_house_hides_what_lies_behind_it) {
  EXPECT_FALSE(at(46.0, 33.0).contains("west")) << "the east house stands between";
  EXPECT_TRUE(at(25.0, 10.3).contains("west")) << "azimuth 70 from (10.6, 5): (25, 10.2) is straight ahead";
}

TEST_F(SmallSquare, check_names_the_passed_period_and_the_missing_officer) {
  const Answer answer = run_schouw({"check", project_, "--json"});
  EXPECT_EQ(answer.exit_code, 6) << "one period has passed";
  std::map<std::string, std::string> verdicts;
  const base::Json json = answer.json();
  for (const auto& finding : json["findings"]) {
    if (!finding["sensor"].is_null()) {
      verdicts[finding["rule"].get<std::string>() + " " + finding["sensor"].get<std::string>()] = finding["verdict"];
    }
  }
  EXPECT_EQ(verdicts["P3.4 west"], "fail");
  EXPECT_EQ(verdicts["P3.4 north"], "cannot_tell") << "an end date without criteria and somebody who decides";
  EXPECT_EQ(verdicts["P3.4 counter"], "cannot_tell");
  EXPECT_EQ(verdicts["P3.7a counter"], "cannot_tell") << "missing data never looks like compliance";
  EXPECT_EQ(verdicts["P3.7a north"], "pass");
}

TEST_F(SmallSquare, answers_come_in_both_languages) {
  const Answer dutch = run_schouw({"analyse", project_});
  const Answer english = run_schouw({"analyse", project_, "--lang", "en"});
  EXPECT_NE(dutch.out.find("sensoren"), std::string::npos) << dutch.out;
  EXPECT_NE(english.out.find("sensors"), std::string::npos) << english.out;
}

TEST_F(SmallSquare, the_project_is_a_geopackage_and_nothing_else_stays_behind) {
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"square.schouw.gpkg", "square.schouw.tiles"}));
}

}  // namespace
}  // namespace schouw::scripts
