// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <random>

#include "layers/plan/document.h"
#include "tests/layers/plan/plan_example.h"

namespace schouw::plan {
namespace {

using example::camera;
using example::plan_of_cameras;

// A sanitizer makes each edit many times as slow, and finds nothing more in the last thousands.
#ifndef __has_feature
#define __has_feature(x) 0
#endif
constexpr int kEdits = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ? 1'000 : 10'000;

Step step_of(std::vector<Change> changes) {
  return {.what = {"edit.move_sensor", {}},
          .who = "planner",
          .when_iso = "2026-11-26T10:00:00Z",
          .changes = std::move(changes),
          .inverse = {}};
}

// One random edit: a value, a place, a sensor that comes or goes, an area, a story.
std::vector<Change> random_changes(const Plan& plan, std::mt19937& random, int number) {
  const auto pick = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(random); };
  const std::size_t kind = plan.sensors.empty() ? 2 : pick(6);
  if (kind == 2) return {put_sensor(plan, camera(100000 + number))};
  registers::Sensor sensor = plan.sensors.empty() ? camera(1) : plan.sensors[pick(plan.sensors.size())];
  switch (kind) {
    case 0: sensor.tilt_deg.value = static_cast<double>(number % 90); break;
    case 1: sensor.position = crs::MapPosition{84000.0 + number, 446000.0, 0.0}; break;
    case 3: return {remove_sensor(plan, sensor.uuid)};
    case 4: {
      areas::Area area{.id = "a" + std::to_string(number % 5), .name = "Plek " + std::to_string(number)};
      return {expecting(plan, PutArea{std::make_shared<const areas::Area>(area), {}})};
    }
    default:
      return {expecting(
          plan,
          PutStory{"{\"id\":\"s" + std::to_string(number % 3) + "\",\"n\":" + std::to_string(number) + "}", {}})};
  }
  return {put_sensor(plan, std::move(sensor))};
}

TEST(Document, ten_thousand_random_edits_are_undone_to_the_start_and_redone_to_the_end) {
  constexpr std::uint32_t kSeed = 20261126;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  std::mt19937 random(kSeed);
  Document document = opened(std::make_shared<const Plan>(plan_of_cameras(300)));
  const auto start = document.plan;
  for (int number = 0; number < kEdits; ++number) {
    ASSERT_TRUE(take(document, step_of(random_changes(*document.plan, random, number)))) << number;
  }
  const auto end = document.plan;
  EXPECT_GT(document.steps.size(), kEdits * 9U / 10U);
  while (document.can_undo()) ASSERT_TRUE(undo(document));
  EXPECT_EQ(document.plan->sensors, start->sensors);
  EXPECT_EQ(document.plan->areas, start->areas);
  EXPECT_EQ(document.plan->stories, start->stories);
  EXPECT_EQ(document.plan->revision, start->revision);
  EXPECT_FALSE(document.unsaved());
  while (document.can_redo()) ASSERT_TRUE(redo(document));
  EXPECT_EQ(document.plan->sensors, end->sensors);
  EXPECT_EQ(document.plan->stories, end->stories);
  EXPECT_EQ(document.plan->revision, end->revision);
}

}  // namespace
}  // namespace schouw::plan
