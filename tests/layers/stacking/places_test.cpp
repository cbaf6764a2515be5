// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/register/observes.h"
#include "layers/stacking/stacking.h"
#include "tests/oracle/box_plan.h"

namespace schouw::stacking {
namespace {

using registers::Sensor;
using schouw::testing::project_of;
using schouw::testing::stated;

Sensor disc_at(const std::string& id, double east_m, double north_m, double range_m = 10.0) {
  Sensor sensor;
  sensor.id = id;
  sensor.name = "Teller " + id;
  sensor.kind = registers::SensorKind::wifi;
  sensor.position = crs::MapPosition{testing::kEast_m + east_m, testing::kNorth_m + north_m, 0.0};
  sensor.height_above_ground_m = stated(0.0);
  sensor.range_max_m = stated(range_m);
  return sensor;
}

areas::Area box(const std::string& id, const std::string& name, const std::string& type, double west_m,
                double south_m, double east_m, double north_m) {
  const double e = testing::kEast_m;
  const double n = testing::kNorth_m;
  const model::Ring ring = {{e + west_m, n + south_m, std::nullopt},
                            {e + east_m, n + south_m, std::nullopt},
                            {e + east_m, n + north_m, std::nullopt},
                            {e + west_m, n + north_m, std::nullopt}};
  return {.id = id, .name = name, .type = type, .polygons = {{.rings = {ring}}}};
}

plan::Project with(plan::Project project, const std::function<void(plan::Plan&)>& change) {
  auto plan = std::make_shared<plan::Plan>(*project.plan);
  plan->policy.area_types = {{.id = "default"},
                             {.id = "demonstration_square", .names_places = true},
                             {.id = "playground", .names_places = true},
                             {.id = "neighbourhood"},
                             {.id = "dwelling_front"}};
  plan->policy.thresholds.decided_on = "2026-03-01";
  change(*plan);
  project.plan = plan;
  return project;
}

Analysis analysed(const plan::Project& project, coverage::CoverageOptions options = {}) {
  const auto occlusion = coverage::make_occlusion_model(project, {.cell_m = options.cell_m});
  auto analysis = analyse(project, **occlusion, options, {0.0});
  EXPECT_TRUE(analysis);
  return *std::move(analysis);
}

// Rule a (personal data, 2 and 3) and rule c (controllers, 2 and 3) on one square: three sensors of three
// controllers.
plan::Project on_the_market(double shift_m = 0.0) {
  std::vector<Sensor> sensors = {disc_at("a", shift_m, 0), disc_at("b", shift_m, 0), disc_at("c", shift_m, 0)};
  for (std::size_t i = 0; i < 3; ++i) sensors[i].deployment.controller = stated("organisatie " + std::to_string(i));
  return with(project_of({}, sensors), [](plan::Plan& plan) {
    plan.policy.thresholds.rules = {{"a", policy::Counted::sensors_with_personal_data, std::nullopt},
                                    {"c", policy::Counted::controllers, std::nullopt}};
    plan.policy.thresholds.levels["default"] = {{"a", {2, 3}}, {"c", {2, 3}}};
    plan.areas.push_back(box("markt", "Markt", "demonstration_square", -30, -30, 30, 30));
    plan.areas.push_back(box("buurt-1", "Centrum", "neighbourhood", -500, -500, 500, 500));
  });
}

TEST(Places, zones_of_all_rules_in_one_named_area_are_one_place) {
  const Analysis a = analysed(on_the_market());
  ASSERT_EQ(a.stacking.zones.size(), 2U);
  ASSERT_EQ(a.stacking.places.size(), 1U);
  const Place& place = a.stacking.places[0];
  EXPECT_EQ(place.id, "markt");
  EXPECT_EQ(place.name.key, "place.name.area");
  EXPECT_EQ(place.neighbourhood, "Centrum");
  EXPECT_EQ(place.level, "exceeded");
  EXPECT_EQ(place.zones, (std::vector<std::uint32_t>{0, 1}));
  ASSERT_EQ(place.rules.size(), 2U);
  EXPECT_EQ(place.rules[0].rule, "a");
  EXPECT_EQ(place.max_count, 3);
  for (const Zone& zone : a.stacking.zones) EXPECT_EQ(zone.place, "markt");
  // Both rules are above their norm on the same disc of 10 m, which counts once: pi r^2 = 314.2 m2.
  EXPECT_NEAR(place.area_exceeded_m2, 314.2, 4.0);
  EXPECT_EQ(place.area_attention_m2, 0.0);
}

TEST(Places, keep_their_id_with_other_cells_another_norm_and_a_sensor_more) {
  const auto id_with = [](const plan::Project& project, double cell_m) {
    const Analysis a = analysed(project, {.cell_m = cell_m});
    return a.stacking.places.size() == 1 ? a.stacking.places[0].id : std::string("none");
  };
  EXPECT_EQ(id_with(on_the_market(), 0.25), "markt");
  EXPECT_EQ(id_with(on_the_market(), 2.0), "markt");
  EXPECT_EQ(id_with(with(on_the_market(), [](plan::Plan& plan) { plan.sensors.push_back(disc_at("d", 4, 4)); }), 0.5),
            "markt");
  EXPECT_EQ(id_with(with(on_the_market(),
                         [](plan::Plan& plan) {
                           plan.policy.thresholds.levels["default"]["a"] = {3, 9};
                         }),
                    0.5),
            "markt");
}

TEST(Places, without_an_area_are_known_by_their_neighbourhood_and_a_square_of_100_m) {
  const auto project = with(on_the_market(), [](plan::Plan& plan) {
    plan.areas.clear();
    plan.areas.push_back(box("buurt-1", "Centrum", "neighbourhood", -500, -500, 500, 500));
  });
  for (const double cell_m : {0.5, 1.0, 2.0}) {
    const Analysis a = analysed(project, {.cell_m = cell_m});
    ASSERT_EQ(a.stacking.places.size(), 1U);
    // Around (kEast_m, kNorth_m): of the four squares that the disc may touch the most of it is in one.
    EXPECT_EQ(a.stacking.places[0].id.rfind("buurt-1-", 0), 0U) << a.stacking.places[0].id;
    EXPECT_EQ(a.stacking.places[0].id, analysed(project, {.cell_m = 0.25}).stacking.places[0].id);
    EXPECT_EQ(a.stacking.places[0].name.key, "place.name.neighbourhood");
  }
}

TEST(Places, two_numbers_tell_what_is_above_the_norm_and_what_asks_attention) {
  // Two discs that coincide, and a third 10 m further: 3 on the lens, 2 on the rest of the disc (circle-circle
  // intersection 122.84 m2 of 314.16 m2, by hand).
  const auto project = with(
      project_of({}, {disc_at("a", 0.1, 0.2), disc_at("b", 0.1, 0.2), disc_at("c", 10.1, 0.2)}),
      [](plan::Plan& plan) { plan.areas.push_back(box("plein", "Schoolplein", "playground", -30, -30, 30, 30)); });
  const Analysis a = analysed(project);
  ASSERT_EQ(a.stacking.places.size(), 1U);
  EXPECT_NEAR(a.stacking.places[0].area_exceeded_m2, 122.84, 3.0);
  EXPECT_NEAR(a.stacking.places[0].area_attention_m2, 314.16 - 122.84, 4.0);
  // Without any of the three nothing is above the norm of three.
  ASSERT_EQ(a.stacking.places[0].sensors.size(), 3U);
  for (const ZoneSensor& part : a.stacking.places[0].sensors) EXPECT_EQ(part.exceeded_area_without_m2, 0.0);
}

TEST(Places, two_areas_next_to_each_other_stay_two_places) {
  std::vector<Sensor> sensors;
  for (int i = 0; i < 3; ++i) {
    sensors.push_back(disc_at("w" + std::to_string(i), -15, 0));
    sensors.push_back(disc_at("e" + std::to_string(i), 15, 0));
  }
  const auto project = with(project_of({}, sensors), [](plan::Plan& plan) {
    plan.areas.push_back(box("west", "Plein", "playground", -40, -40, 0, 40));
    plan.areas.push_back(box("oost", "Plein", "playground", 0, -40, 40, 40));
    plan.areas.push_back(box("b1", "Linkerwijk", "neighbourhood", -400, -400, 0, 400));
    plan.areas.push_back(box("b2", "Rechterwijk", "neighbourhood", 0, -400, 400, 400));
  });
  const Analysis a = analysed(project);
  ASSERT_EQ(a.stacking.places.size(), 2U);
  // Two places of one name: the neighbourhood tells them apart.
  for (const Place& place : a.stacking.places) EXPECT_EQ(place.name.key, "place.name.area_in");
  EXPECT_NE(a.stacking.places[0].neighbourhood, a.stacking.places[1].neighbourhood);
}

TEST(Places, of_one_name_in_one_neighbourhood_are_told_apart_by_their_side) {
  std::vector<Sensor> sensors;
  for (int i = 0; i < 3; ++i) {
    sensors.push_back(disc_at("w" + std::to_string(i), -60, 0));
    sensors.push_back(disc_at("e" + std::to_string(i), 60, 0));
  }
  const auto project = with(project_of({}, sensors), [](plan::Plan& plan) {
    plan.areas.push_back(box("p1", "Speeltuin", "playground", -80, -40, -40, 40));
    plan.areas.push_back(box("p2", "Speeltuin", "playground", 40, -40, 80, 40));
  });
  const Analysis a = analysed(project);
  ASSERT_EQ(a.stacking.places.size(), 2U);
  for (const Place& place : a.stacking.places) {
    EXPECT_EQ(place.name.key, "place.name.area_side");
    const auto side = std::get<base::Sentence::Key>(place.name.values.back().second).key;
    EXPECT_EQ(side, place.id == "p1" ? "place.side.w" : "place.side.e");
  }
}

TEST(Places, an_area_without_a_name_is_called_by_its_type) {
  const auto project = with(on_the_market(), [](plan::Plan& plan) {
    plan.areas.clear();
    plan.areas.push_back(box("x", "", "playground", -30, -30, 30, 30));
  });
  const Analysis a = analysed(project);
  ASSERT_EQ(a.stacking.places.size(), 1U);
  EXPECT_EQ(a.stacking.places[0].name.key, "place.name.type");
}

TEST(Places, a_neighbourhood_a_dwelling_front_or_a_large_zone_names_none) {
  // A disc of 60 m with a playground of 20 by 20 m in it: less than half of the zone.
  const auto project = with(project_of({}, {disc_at("a", 0, 0, 60), disc_at("b", 0, 0, 60), disc_at("c", 0, 0, 60)}),
                            [](plan::Plan& plan) {
                              plan.areas.push_back(box("klein", "Speelplek", "playground", -10, -10, 10, 10));
                              plan.areas.push_back(box("front", "Huizen", "dwelling_front", -90, -90, 90, 90));
                            });
  const Analysis a = analysed(project, {.cell_m = 1.0});
  ASSERT_EQ(a.stacking.places.size(), 1U);
  EXPECT_EQ(a.stacking.places[0].area, "");
  EXPECT_EQ(a.stacking.places[0].id.rfind("plek-", 0), 0U);
}

TEST(WhatObserves, only_sensors_that_observe_people_enter_the_rules) {
  std::vector<Sensor> sensors = {disc_at("a", 0, 0), disc_at("b", 0, 0), disc_at("c", 0, 0)};
  sensors[1].kind = registers::SensorKind::beacon;
  sensors[2].kind = registers::SensorKind::water;
  const auto observing = [&](const std::vector<Sensor>& list) {
    return analysed(with(project_of({}, list), [](plan::Plan& plan) {
      plan.policy.what_counts.kinds = {{"beacon", policy::Observed::nothing, false, "it sends"},
                                       {"water", policy::Observed::things, false, "it measures water"}};
      for (const char* kind : {"beacon", "water"}) {
        plan.policy.kind_defaults.push_back(plan.policy.kind_defaults.back());
        plan.policy.kind_defaults.back().kind = kind;
      }
    }));
  };
  const Analysis a = observing(sensors);
  EXPECT_EQ(a.stacking.max_count, 3) << "top-level figures count every kind";
  EXPECT_EQ(a.stacking.observing.max_count, 1);
  EXPECT_EQ(a.stacking.observing.total, 1);
  EXPECT_NEAR(a.stacking.observing.covered_area_m2, 314.2, 4.0);
  EXPECT_TRUE(a.stacking.zones.empty());
  // A record that states personal data speaks for itself.
  sensors[1].data.personal_data = stated(registers::PersonalData::pseudonymous);
  sensors[2].data.personal_data = stated(registers::PersonalData::identifiable);
  EXPECT_EQ(observing(sensors).stacking.zones.size(), 1U);
}

TEST(WhatObserves, other_observes_until_its_record_says_otherwise) {
  Sensor sensor;
  sensor.kind = registers::SensorKind::other;
  const policy::WhatCounts what;
  EXPECT_TRUE(registers::observes_persons(sensor, what));
  sensor.data.personal_data = stated(registers::PersonalData::none);
  EXPECT_FALSE(registers::observes_persons(sensor, what));
  sensor.kind = registers::SensorKind::camera;
  EXPECT_TRUE(registers::observes_persons(sensor, what)) << "a camera looks, whatever its register says";
}

}  // namespace
}  // namespace schouw::stacking
