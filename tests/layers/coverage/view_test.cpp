// SPDX-License-Identifier: EUPL-1.2
#include <limits>

#include "tests/layers/coverage/resolved_views.h"

namespace schouw::coverage {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): a fixture of these tests

TEST(Range, that_is_recorded_as_assumed_is_marked) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  EXPECT_FALSE(assumes(resolve(camera)->view, "range_max_m"));
  camera.range_basis = stated<std::string>("assumed");
  EXPECT_TRUE(assumes(resolve(camera)->view, "range_max_m"));
}

TEST(Range, of_its_own_wins_over_low_and_high_and_a_default_does_not) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  for (const RangeVariant variant : {RangeVariant::low, RangeVariant::declared, RangeVariant::high}) {
    EXPECT_DOUBLE_EQ(resolve(camera, {.range = variant})->view.range_max_m, 40.0);
  }
  camera.range_max_m = {};
  EXPECT_DOUBLE_EQ(resolve(camera, {.range = RangeVariant::low})->view.range_max_m, 20.0);
  EXPECT_DOUBLE_EQ(resolve(camera, {.range = RangeVariant::high})->view.range_max_m, 80.0);
}

TEST(Range, has_a_near_limit_that_is_a_sphere_too) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  camera.range_min_m = stated(5.0);  // 3 m along the ground, 4 m down
  camera.tilt_deg = stated(45.0);
  const auto views = resolve(camera);
  EXPECT_TRUE(looks_at(views->view, 0.0, 3.001, 0.0));
  EXPECT_FALSE(looks_at(views->view, 0.0, 2.999, 0.0));
}

TEST(BadInput, of_a_turning_head_is_unknown_coverage_with_its_field) {
  const auto field_of = [](auto change) {
    Sensor sensor = ptz();
    change(sensor);
    const auto views = resolve(sensor);
    EXPECT_FALSE(views);
    EXPECT_EQ(views.diagnostics().front().code, "COV-101");
    return views.diagnostics().front().where.field;
  };
  EXPECT_EQ(field_of([](Sensor& s) { s.hfov_min_deg = stated(0.0); }), "hfov_min_deg");
  EXPECT_EQ(field_of([](Sensor& s) { s.ptz_pan_from_deg = stated(std::nan("")); }), "ptz_pan_from_deg");
  EXPECT_EQ(field_of([](Sensor& s) { s.ptz_tilt_max_deg = stated(1e9); }), "ptz_tilt_max_deg");
  EXPECT_EQ(field_of([](Sensor& s) { s.imagers = stated(1e6); }), "imagers");
  EXPECT_EQ(field_of([](Sensor& s) {
              s.ptz_tilt_min_deg = stated(40.0);
              s.ptz_tilt_max_deg = stated(10.0);
            }),
            "ptz_tilt_min_deg");
}

TEST(BadInput, of_every_number_that_cannot_be_names_its_field) {
  using Value = registers::Stated<double> Sensor::*;
  const std::pair<const char*, Value> numbers[] = {{"hfov_deg", &Sensor::hfov_deg},
                                                   {"vfov_deg", &Sensor::vfov_deg},
                                                   {"tilt_deg", &Sensor::tilt_deg},
                                                   {"roll_deg", &Sensor::roll_deg},
                                                   {"azimuth_deg", &Sensor::azimuth_deg},
                                                   {"range_max_m", &Sensor::range_max_m},
                                                   {"range_min_m", &Sensor::range_min_m},
                                                   {"pixels_w", &Sensor::pixels_w},
                                                   {"pixels_h", &Sensor::pixels_h},
                                                   {"sensor_width_mm", &Sensor::sensor_width_mm},
                                                   {"focal_length_min_mm", &Sensor::focal_length_min_mm},
                                                   {"focal_length_max_mm", &Sensor::focal_length_max_mm},
                                                   {"height_above_ground_m", &Sensor::height_above_ground_m},
                                                   {"height_nap_m", &Sensor::height_nap_m}};
  for (const auto& [name, member] : numbers) {
    for (const double absurd : {std::nan(""), std::numeric_limits<double>::infinity(), -1e9, 1e9}) {
      Sensor sensor = camera_at("c", 0.0, 0.0, 0.0);
      sensor.*member = stated(absurd);
      const auto views = resolve(sensor);
      ASSERT_FALSE(views) << name << " " << absurd;
      EXPECT_EQ(views.diagnostics().front().code, "COV-101") << name;
      EXPECT_EQ(views.diagnostics().front().where.field, name);
    }
  }
}

TEST(BadInput, of_a_place_is_unknown_coverage) {
  Sensor generalised = camera_at("g", 0.0, 0.0, 0.0);
  generalised.position_generalised = true;
  EXPECT_EQ(resolve(generalised).diagnostics().front().code, "COV-106");
  generalised.mobility = stated<std::string>("mobile");
  generalised.mobility_region = stated(square(0.0, 0.0, 10.0));
  EXPECT_EQ(resolve(generalised).diagnostics().front().code, "COV-106");
  Sensor buried = camera_at("b", 0.0, 0.0, 0.0);
  buried.height_above_ground_m = stated(-2.0);
  EXPECT_EQ(resolve(buried).diagnostics().front().code, "COV-105");
  Sensor unplaced = camera_at("u", 0.0, 0.0, 0.0);
  unplaced.position.reset();
  EXPECT_EQ(resolve(unplaced).diagnostics().front().code, "COV-102");
  Sensor other = camera_at("o", 0.0, 0.0, 0.0);
  other.kind = registers::SensorKind::beacon;  // small_policy knows none
  EXPECT_EQ(resolve(other).diagnostics().front().code, "COV-103");
}

TEST(InView, says_no_of_a_place_that_is_no_number) {
  const auto views = resolve(ptz());
  const double nan = std::nan("");
  EXPECT_FALSE(in_view(views->view, {nan, kNorth_m, 0.0}));
  EXPECT_FALSE(in_view(views->view, views->view.lens)) << "nor of the lens itself";
}

}  // namespace
}  // namespace schouw::coverage
