// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "layers/register/field.h"
#include "layers/register/import_print.h"
#include "tests/layers/register/example_register.h"

namespace schouw::registers {
namespace {

Sensor stated(const char* name, const char* height_m, const char* owner) {
  Sensor sensor{.id = "cam-1",
                .name = name,
                .kind = SensorKind::camera,
                .sources = {{"gemeente", "cam-1", ""}},
                .position = crs::MapPosition{84971.0, 446812.0, 0.0}};
  if (*height_m != '\0') field_named("height_above_ground_m")->set(sensor, height_m);
  if (*owner != '\0') field_named("owner")->set(sensor, owner);
  return sensor;
}

class ReImport : public testing::Test {
 protected:
  ReImport() { merge_register(plan, {stated("Markt", "4", "Gemeente")}); }

  void edit(const char* field, const char* value) {
    Sensor edited = plan[0];
    field_named(field)->set(edited, value);
    plan.put(0, std::move(edited));
  }
  std::string value(const char* field) const { return field_named(field)->get(plan[0]).value_or(""); }

  SensorList plan;
};

TEST_F(ReImport, tells_each_value_that_changed_with_what_it_was) {
  const auto counts = merge_register(plan, {stated("Markt", "5.5", "")});
  EXPECT_EQ(counts.changed, 1);
  ASSERT_EQ(counts.changes.size(), 2U);
  EXPECT_EQ(counts.changes[0].field, "height_above_ground_m");
  EXPECT_EQ(counts.changes[0].before, "4");
  EXPECT_EQ(counts.changes[0].after, "5.5");
  EXPECT_EQ(counts.changes[1].field, "owner");
  EXPECT_EQ(counts.changes[1].after, "") << "the register does not state it any more";
}

TEST_F(ReImport, the_same_again_changes_nothing) {
  const auto counts = merge_register(plan, {stated("Markt", "4", "Gemeente")});
  EXPECT_EQ(counts.unchanged, 1);
  EXPECT_TRUE(counts.changes.empty());
}

TEST_F(ReImport, what_a_planner_edited_stays_where_the_register_says_what_it_said) {
  edit("height_above_ground_m", "6");
  const auto counts = merge_register(plan, {stated("Markt", "4", "Provincie")});
  EXPECT_EQ(value("height_above_ground_m"), "6");
  EXPECT_EQ(value("owner"), "Provincie") << "what nobody edited follows the register";
  EXPECT_EQ(counts.kept_edits, 1);
  EXPECT_TRUE(counts.diagnostics.empty());
  // And the time after that.
  merge_register(plan, {stated("Markt", "4", "Provincie")});
  EXPECT_EQ(value("height_above_ground_m"), "6");
}

TEST_F(ReImport, a_value_that_both_changed_is_the_planners_and_is_told) {
  edit("height_above_ground_m", "6");
  const auto counts = merge_register(plan, {stated("Markt", "5", "Gemeente")});
  EXPECT_EQ(value("height_above_ground_m"), "6");
  ASSERT_EQ(counts.diagnostics.size(), 1U);
  EXPECT_EQ(counts.diagnostics[0].code, "REG-145");
  EXPECT_EQ(counts.diagnostics[0].where.field, "height_above_ground_m");
}

TEST_F(ReImport, who_asks_for_it_gets_the_registers_values) {
  edit("height_above_ground_m", "6");
  Sensor moved = plan[0];
  moved.position->east_m += 3.0;
  plan.put(0, moved);
  const auto counts = merge_register(plan, {stated("Markt", "4", "Gemeente")}, {.overwrite_edits = true});
  EXPECT_EQ(value("height_above_ground_m"), "4");
  EXPECT_DOUBLE_EQ(plan[0].position->east_m, 84971.0);
  EXPECT_EQ(counts.kept_edits, 0);
}

TEST_F(ReImport, a_place_that_a_planner_moved_stays) {
  Sensor moved = plan[0];
  moved.position->east_m += 3.0;
  plan.put(0, moved);
  EXPECT_THAT(edited_since_import(plan[0]), testing::ElementsAre("position"));
  merge_register(plan, {stated("Markt", "4", "Gemeente")});
  EXPECT_DOUBLE_EQ(plan[0].position->east_m, 84974.0);
}

TEST_F(ReImport, a_register_that_comes_to_say_what_was_edited_ends_the_edit) {
  edit("height_above_ground_m", "6");
  const auto counts = merge_register(plan, {stated("Markt", "6", "Gemeente")});
  EXPECT_EQ(counts.kept_edits, 0);
  EXPECT_TRUE(edited_since_import(plan[0]).empty());
}

TEST_F(ReImport, a_project_of_an_older_version_follows_the_register_once) {
  Sensor old = plan[0];
  old.imported.clear();
  field_named("height_above_ground_m")->set(old, "6");
  plan.put(0, old);
  merge_register(plan, {stated("Markt", "4", "Gemeente")});
  EXPECT_EQ(value("height_above_ground_m"), "4");
  EXPECT_FALSE(plan[0].imported.empty());
}

}  // namespace
}  // namespace schouw::registers
