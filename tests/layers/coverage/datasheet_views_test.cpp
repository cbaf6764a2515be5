// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>

#include "tests/layers/coverage/resolved_views.h"

// What a datasheet adds to a record, in what is computed of it.
namespace schouw::coverage {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): a fixture of these tests
using registers::RecordType;
using registers::RegisterRecord;

RegisterRecord model(const std::string& id, const std::vector<std::pair<const char*, const char*>>& values) {
  RegisterRecord record{.type = RecordType::model, .id = id};
  for (const auto& [field, value] : values) EXPECT_TRUE(set_value(record, field, value)) << field;
  return record;
}

// A camera of model "Q-600" that looks east and states none of its optics.
Sensor bare_camera() {
  Sensor sensor = camera_at("c", 0.0, 0.0, 90.0);
  sensor.hfov_deg = {};
  sensor.vfov_deg = {};
  sensor.pixels_w = {};
  sensor.model = stated<std::string>("Q-600");
  return sensor;
}

plan::Project project_with(const Sensor& sensor, std::vector<RegisterRecord> records) {
  plan::Project project = schouw::testing::project_of({}, {sensor});
  auto plan = std::make_shared<plan::Plan>(*project.plan);
  plan->records = std::move(records);
  project.plan = plan;
  return project;
}

LensPlace place_of(const Sensor& sensor, std::vector<RegisterRecord> records) {
  const plan::Project project = project_with(sensor, std::move(records));
  const OcclusionModel occlusion(project, 0.5);
  auto placed = placed_sensor(*project.plan, 0, occlusion, {});
  EXPECT_TRUE(placed.place);
  return placed.place ? *std::move(placed.place) : LensPlace{};
}

TEST(DatasheetViews, are_used_before_anything_is_assumed) {
  const LensPlace bare = place_of(bare_camera(), {});
  EXPECT_TRUE(assumes(bare.view, "hfov_deg"));
  EXPECT_TRUE(assumes(bare.view, "pixels_w"));
  const LensPlace filled =
      place_of(bare_camera(), {model("Q-600", {{"hfov_deg", "60"}, {"vfov_deg", "34"}, {"pixels_w", "1000"}})});
  EXPECT_NEAR(filled.view.hfov.degrees(), 60.0, 1e-9);
  EXPECT_NEAR(filled.view.vfov.degrees(), 34.0, 1e-9);
  EXPECT_NEAR(*filled.view.focal_px, 866.0254, 1e-3) << "1000 / (2 tan 30)";
  for (const char* field : {"hfov_deg", "vfov_deg", "pixels_w"}) EXPECT_FALSE(assumes(filled.view, field)) << field;
  EXPECT_THAT(codes(filled.diagnostics), ::testing::Contains("COV-133"));
  EXPECT_THAT(codes(bare.diagnostics), ::testing::Not(::testing::Contains("COV-133")));
}

TEST(DatasheetViews, of_a_head_that_turns_reach_all_round_at_the_density_of_its_narrowest_view) {
  const LensPlace turning = place_of(
      bare_camera(),
      {model("q 600", {{"camera_type", "ptz"}, {"hfov_deg", "60"}, {"hfov_min_deg", "3"}, {"pixels_w", "1000"}})});
  EXPECT_EQ(turning.view.shape, ViewShape::swept);
  EXPECT_NEAR(turning.view.hfov.degrees(), 360.0, 1e-9);
  EXPECT_NEAR(*turning.view.focal_px, 19094.2, 0.1) << "1000 / (2 tan 1.5)";
  EXPECT_FALSE(assumes(turning.view, "hfov_min_deg"));
}

TEST(DatasheetViews, of_a_recorded_focal_length_take_the_width_of_the_imager) {
  Sensor sensor = bare_camera();
  sensor.focal_length_min_mm = stated(5.0);  // the lens as it was set when it was placed
  const LensPlace place = place_of(
      sensor, {model("Q-600", {{"hfov_deg", "120"}, {"focal_length_min_mm", "2"}, {"sensor_width_mm", "10"}})});
  EXPECT_NEAR(place.view.hfov.degrees(), 90.0, 1e-9) << "2 atan(10 / (2 * 5))";
}

TEST(DatasheetViews, change_the_coverage_and_what_sees_a_spot) {
  const auto narrow = project_with(bare_camera(), {model("Q-600", {{"hfov_deg", "20"}})});
  const auto none = project_with(bare_camera(), {{.type = RecordType::organisation, .id = "gemeente"}});
  const auto seen_m2 = [](const plan::Project& project) {
    const auto occlusion = make_occlusion_model(project, {});
    const auto coverage = compute_coverage(project, **occlusion, {});
    return coverage->footprints.front().visible_area_m2;
  };
  EXPECT_LT(seen_m2(narrow), 0.4 * seen_m2(none)) << "20 degrees where 90 are assumed";
  const OcclusionModel around(none, 0.5);
  // 15 m away at 30 degrees from its axis: within 45 degrees, beyond 10.
  const double east_m = kEast_m + 13.0;
  const double north_m = kNorth_m + 7.5;
  EXPECT_EQ(who_sees(none, around, {}, east_m, north_m, 0.0).sightings.size(), 1U);
  EXPECT_EQ(who_sees(narrow, around, {}, east_m, north_m, 0.0).sightings.size(), 0U);
}

TEST(DatasheetViews, make_another_analysis_and_other_records_do_not) {
  const auto revision = [](std::vector<RegisterRecord> records) {
    return plan::analysed_revision_of(*project_with(bare_camera(), std::move(records)).plan);
  };
  const std::uint64_t none = revision({});
  EXPECT_EQ(revision({{.type = RecordType::system, .id = "vms"}}), none);
  const std::uint64_t narrow = revision({model("Q-600", {{"hfov_deg", "20"}})});
  EXPECT_NE(narrow, none);
  EXPECT_NE(revision({model("Q-600", {{"hfov_deg", "21"}})}), narrow);
}

}  // namespace
}  // namespace schouw::coverage
