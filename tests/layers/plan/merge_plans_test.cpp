// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/merge_plans.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/layers/plan/plan_example.h"

namespace schouw::plan {
namespace {

using example::camera;
using example::plan_of_cameras;
using example::tilted;

Plan with(const Plan& plan, const std::vector<Change>& changes) {
  const auto applied = apply_changes(plan, changes);
  EXPECT_TRUE(applied);
  return *applied->plan;
}

// Tilt, width of view and height of each camera, as plain numbers beside the plan.
struct Numbers {
  static constexpr int kCameras = 12;
  std::array<std::array<int, 3>, kCameras> of{};
};

Plan plan_with(const Plan& base, const Numbers& numbers) {
  std::vector<Change> changes;
  for (int i = 0; i < Numbers::kCameras; ++i) {
    registers::Sensor sensor = *base.sensors.find(camera(i + 1).uuid);
    sensor.tilt_deg = {.value = numbers.of[i][0], .basis = registers::Basis::declared};
    sensor.hfov_deg = {.value = numbers.of[i][1], .basis = registers::Basis::declared};
    sensor.height_above_ground_m = {.value = numbers.of[i][2], .basis = registers::Basis::declared};
    changes.push_back(put_sensor(base, sensor));
  }
  return with(base, changes);
}

// The same edits on plain numbers say what must come out.
TEST(MergePlans, of_random_edits_each_value_is_that_of_who_changed_it) {
  const Plan empty = plan_of_cameras(Numbers::kCameras);
  std::mt19937 random(20261127);
  for (int round = 0; round < 50; ++round) {
    Numbers base, mine, theirs;
    for (int i = 0; i < Numbers::kCameras; ++i) {
      for (int f = 0; f < 3; ++f) {
        base.of[i][f] = 10 + static_cast<int>(random() % 20);
        mine.of[i][f] = random() % 3 == 0 ? 40 + static_cast<int>(random() % 3) : base.of[i][f];
        theirs.of[i][f] = random() % 3 == 0 ? 40 + static_cast<int>(random() % 3) : base.of[i][f];
      }
    }
    const Plan before = plan_with(empty, base);
    const auto merged = merge_plans(before, plan_with(before, mine), plan_with(before, theirs), {});
    ASSERT_TRUE(merged);
    std::size_t conflicts = 0;
    for (int i = 0; i < Numbers::kCameras; ++i) {
      const registers::Sensor& sensor = *merged->plan->sensors.find(camera(i + 1).uuid);
      const std::array<double, 3> got = {*sensor.tilt_deg, *sensor.hfov_deg, *sensor.height_above_ground_m};
      for (int f = 0; f < 3; ++f) {
        const int was = base.of[i][f], a = mine.of[i][f], b = theirs.of[i][f];
        if (a != was && b != was && a != b) ++conflicts;
        EXPECT_EQ(got[f], b != was ? b : a) << round << " " << i << " " << f;
      }
    }
    EXPECT_EQ(merged->conflicts.size(), conflicts);
  }
}

TEST(MergePlans, decided_conflicts_are_none) {
  const Plan base = plan_of_cameras(2);
  const Plan mine = with(base, {tilted(base, 1, 20.0)});
  const Plan theirs = with(base, {tilted(base, 1, 30.0)});
  const auto open = merge_plans(base, mine, theirs, {});
  ASSERT_EQ(open->conflicts.size(), 1u);
  const FieldConflict& conflict = open->conflicts.front();
  EXPECT_EQ(conflict.name, "cam-1");
  EXPECT_EQ(conflict.field, "tilt_deg");
  EXPECT_EQ(conflict.base + " " + conflict.mine + " " + conflict.theirs, "10 20 30");
  for (const auto& [side, value] : {std::pair{Side::mine, 20.0}, std::pair{Side::theirs, 30.0}}) {
    const auto merged = merge_plans(base, mine, theirs, {{{conflict.subject, "tilt_deg"}, side}});
    EXPECT_TRUE(merged->conflicts.empty());
    EXPECT_EQ(*merged->plan->sensors.find(camera(1).uuid)->tilt_deg, value);
  }
}

TEST(MergePlans, what_both_added_or_removed_meets_in_one) {
  const Plan base = plan_of_cameras(3);
  registers::Sensor added = camera(9);
  const Plan mine = with(base, {put_sensor(base, added), remove_sensor(base, camera(2).uuid)});
  const auto same = merge_plans(base, mine, mine, {});
  EXPECT_TRUE(same->conflicts.empty());
  EXPECT_EQ(same->plan->sensors.size(), 3u);
  added.name = "Elders anders genoemd";
  const Plan theirs = with(base, {put_sensor(base, added)});
  const auto merged = merge_plans(base, mine, theirs, {});
  ASSERT_EQ(merged->conflicts.size(), 1u);
  EXPECT_EQ(merged->conflicts.front().field, "name");
  EXPECT_EQ(merged->plan->sensors.find(camera(2).uuid), nullptr);
}

TEST(MergePlans, an_import_on_each_side_keeps_both_sources) {
  Plan base = plan_of_cameras(1);
  base.sources = {{.kind = "register", .file = "a.csv", .content_hash = "1", .imported_at = "2026-01-01T00:00:00Z"}};
  base.revision = revision_of(base);
  Plan mine = base;
  mine.sources.push_back({.kind = "city", .file = "city.json", .content_hash = "2"});
  mine.revision = revision_of(mine);
  Plan theirs = base;
  theirs.sources[0].content_hash = "3";
  theirs.sources[0].imported_at = "2026-02-01T00:00:00Z";
  theirs.revision = revision_of(theirs);
  const auto merged = merge_plans(base, mine, theirs, {});
  EXPECT_TRUE(merged->conflicts.empty());
  ASSERT_EQ(merged->plan->sources.size(), 2u);
  EXPECT_EQ(merged->plan->sources[0].content_hash, "3");
  EXPECT_EQ(merged->plan->sources[1].file, "city.json");
}

TEST(MergePlans, records_merge_by_field_and_areas_as_a_whole) {
  Plan base = plan_of_cameras(1);
  registers::RegisterRecord system{.type = registers::RecordType::system, .id = "vms"};
  base.records = {system};
  base.revision = revision_of(base);
  const auto changed = [&](const char* field, const char* value, const char* area) {
    registers::RegisterRecord record = system;
    EXPECT_TRUE(registers::set_value(record, field, value));
    areas::Area moved = base.areas[0];
    moved.name = area;
    return with(base, {expecting(base, PutRecord{record, {}}),
                       expecting(base, PutArea{std::make_shared<const areas::Area>(moved), {}})});
  };
  const auto merged = merge_plans(base, changed("owner", "A", "Een"), changed("controller", "B", "Twee"), {});
  EXPECT_EQ(registers::value_of(merged->plan->records[0], "owner"), "A");
  EXPECT_EQ(registers::value_of(merged->plan->records[0], "controller"), "B");
  ASSERT_EQ(merged->conflicts.size(), 1u);
  EXPECT_EQ(merged->conflicts.front().field, "");
  EXPECT_EQ(merged->plan->areas[0].name, "Twee");
}

}  // namespace
}  // namespace schouw::plan
