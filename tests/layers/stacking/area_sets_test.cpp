// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/area_sets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <random>

#include "layers/stacking/draw_stacking.h"
#include "layers/stacking/stacking_colours.h"
#include "tests/oracle/box_plan.h"

namespace schouw::stacking {
namespace {

areas::Area rectangle(const std::string& type, double west, double south, double east, double north) {
  return {.id = type,
          .type = type,
          .polygons = {{{{{west, south, 0}, {east, south, 0}, {east, north, 0}, {west, north, 0}}}}}};
}

policy::Policy three_types() {
  policy::Policy policy = testing::small_policy();
  policy.thresholds.levels = {{"default", {{"a", {3, 5}}}},
                              {"playground", {{"a", {1, 2}}}},
                              {"school", {{"a", {2, 3}}}},
                              {"nightlife", {{"a", {4, 6}}}}};
  return policy;
}

// The level that a count has in a cell, by the definition: the strictest of the areas that hold its middle.
int expected_level(int count, double east_m, double north_m, const areas::AreaList& areas) {
  int attention = 0;
  int exceeded = 0;
  for (const auto& area : areas) {
    if (area.type == "meadow" || !area.contains(east_m, north_m)) continue;  // no type that the table names
    const int a = area.type == "playground" ? 1 : area.type == "school" ? 2 : 4;
    attention = attention == 0 ? a : std::min(attention, a);
    const int e = area.type == "playground" ? 2 : area.type == "school" ? 3 : 6;
    exceeded = exceeded == 0 ? e : std::min(exceeded, e);
  }
  if (attention == 0) attention = 3;
  if (exceeded == 0) exceeded = 5;
  return count >= exceeded ? 4 : count >= attention ? 3 : count > 1 ? 2 : count;
}

const drawing::CountClass* class_at(const drawing::CountClasses& classes, int count) {
  const drawing::CountClass* found = nullptr;
  for (const auto& shown : classes) {
    if (count > 0 && shown.from <= count) found = &shown;
  }
  return found;
}

int level_shown(const drawing::CountClass* shown) {
  if (shown == nullptr) return 0;
  const std::array<drawing::Colour, 4> colours = {kFew, kSome, kAttention, kAboveExample};  // no council adopted it
  for (std::size_t i = 0; i < colours.size(); ++i) {
    if (shown->colour == colours[i].with_alpha(kRasterAlpha)) return static_cast<int>(i) + 1;
  }
  return -1;
}

class SeededCounts : public ::testing::Test {
 protected:
  void SetUp() override {
    std::mt19937 random(20260712);
    std::uniform_int_distribution<int> count(0, 8);
    std::uniform_real_distribution<double> at(0.0, 60.0);
    for (auto& cell : counts_->values()) cell = static_cast<std::uint16_t>(count(random));
    for (const char* type : {"playground", "school", "nightlife", "playground", "school", "nightlife", "meadow"}) {
      // A quarter of a centimetre off the cells' middles, which an edge must not touch.
      const double west = std::floor(at(random)) + 0.2525;
      const double south = std::floor(at(random)) + 0.2525;
      areas_.push_back(rectangle(type, west, south, west + 20.0, south + 15.0));
    }
  }

  raster::GridFrame frame_{.west_m = 0.0, .south_m = 0.0, .cell_m = 0.5, .columns = 150, .rows = 140};
  std::shared_ptr<raster::Grid<std::uint16_t>> counts_ = std::make_shared<raster::Grid<std::uint16_t>>(frame_);
  areas::AreaList areas_;
  policy::Policy policy_ = three_types();
};

TEST_F(SeededCounts, a_table_per_set_gives_the_level_of_every_cell) {
  const AreaSets sets = area_sets(frame_, areas_, policy_.thresholds);
  ASSERT_TRUE(sets.of_cell);
  EXPECT_GT(sets.types.size(), 4U) << "areas overlap, so there are more sets than types";
  EXPECT_LE(sets.types.size(), 8U) << "three types have eight sets";
  const auto classes = level_classes(sets, policy_.thresholds);
  for (int row = 0; row < frame_.rows; ++row) {
    for (int column = 0; column < frame_.columns; ++column) {
      const int count = counts_->at(column, row);
      const auto* shown = class_at(classes[sets.of_cell->at(column, row)], count);
      const int expected = expected_level(count, frame_.east_of(column), frame_.north_of(row), areas_);
      ASSERT_EQ(level_shown(shown), expected) << column << ' ' << row;
      if (shown != nullptr) {
        ASSERT_EQ(shown->hatched, expected >= 3);
      }
    }
  }
}

TEST_F(SeededCounts, sets_do_not_depend_on_the_numbers_of_the_table) {
  const AreaSets before = area_sets(frame_, areas_, policy_.thresholds);
  policy_.thresholds.levels["school"]["a"] = {6, 9};
  const AreaSets after = area_sets(frame_, areas_, policy_.thresholds);
  EXPECT_EQ(before.types, after.types);
  EXPECT_EQ(before.of_cell->values(), after.of_cell->values());
}

TEST(AreaSets, without_typed_areas_there_is_no_grid) {
  const raster::GridFrame frame{.columns = 4, .rows = 4};
  const AreaSets sets = area_sets(frame, {rectangle("meadow", 0, 0, 4, 4)}, three_types().thresholds);
  EXPECT_FALSE(sets.of_cell);
  EXPECT_EQ(sets.types, std::vector<TypeList>{TypeList{}});
}

TEST(AreaSets, more_sets_than_fit_are_stricter_and_never_milder) {
  // Nine types, type k in the cells whose column has bit k: 512 columns hold all 512 sets.
  policy::ThresholdTable table;
  table.rules = {{.id = "a"}};
  table.levels["default"]["a"] = {20, 30};
  areas::AreaList areas;
  for (int k = 0; k < 9; ++k) {
    const std::string type(1, static_cast<char>('p' + k));
    table.levels[type]["a"] = {k + 2, 30};
    for (int column = 0; column < 512; ++column) {
      if ((column >> k & 1) != 0) areas.push_back(rectangle(type, column, 0, column + 1, 1));
    }
  }
  const AreaSets sets = area_sets({.columns = 512, .rows = 1}, areas, table);
  EXPECT_EQ(sets.types.size(), 256U);
  const auto classes = level_classes(sets, table);
  for (int column = 1; column < 512; ++column) {
    const int least = std::countr_zero(static_cast<unsigned>(column)) + 2;
    const auto* shown = class_at(classes[sets.of_cell->at(column, 0)], least);
    ASSERT_EQ(level_shown(shown), 3) << column;
  }
}

// Twenty types of which the last alone is strict: in a table the names are in order of the alphabet.
policy::Policy twenty_types() {
  policy::Policy policy = testing::small_policy();
  policy.thresholds.levels = {{"default", {{"a", {3, 5}}}}, {"t20", {{"a", {1, 2}}}}};
  for (int k = 1; k < 20; ++k) {
    policy.thresholds.levels["t" + std::string(k < 10 ? "0" : "") + std::to_string(k)]["a"] = {4, 6};
  }
  return policy;
}

TEST(AreaSets, every_type_of_twenty_has_its_level) {
  const policy::Policy policy = twenty_types();
  const raster::GridFrame frame{.columns = 4, .rows = 1};
  const areas::AreaList areas = {rectangle("t01", 1, 0, 3, 1), rectangle("t20", 2, 0, 4, 1)};
  const AreaSets sets = area_sets(frame, areas, policy.thresholds);
  ASSERT_TRUE(sets.of_cell);
  const auto classes = level_classes(sets, policy.thresholds);
  // Outside 3; t01 alone 4; with t20 the strictest, 1; t20 alone 1.
  const int attention_from[] = {3, 4, 1, 1};
  for (int column = 0; column < 4; ++column) {
    const auto& shown = classes[sets.of_cell->at(column, 0)];
    for (int count = 1; count <= 4; ++count) {
      EXPECT_EQ(level_shown(class_at(shown, count)) >= 3, count >= attention_from[column]) << column << ' ' << count;
    }
  }
}

TEST(TypeSets, number_each_combination_once_in_whatever_order_it_is_made) {
  TypeSets sets;
  const auto school = sets.with(TypeSets::kNone, 7);
  const auto both = sets.with(school, 40);
  EXPECT_EQ(sets.with(both, 7), both);
  EXPECT_EQ(sets.with(sets.with(TypeSets::kNone, 40), 7), both);
  EXPECT_EQ(sets.types(both), (TypeList{7, 40}));
  EXPECT_EQ(sets.size(), 4U) << "none, {7}, {7, 40}, {40}";
  EXPECT_EQ(joined(sets, {TypeSets::kNone, school, both}), (TypeList{7, 40}));
}

TEST(TypeSets, where_there_is_room_for_few_the_last_has_all_the_types_that_remain) {
  TypeSets sets(3);
  const auto one = sets.with(TypeSets::kNone, 1);
  const auto two = sets.with(TypeSets::kNone, 2);
  EXPECT_EQ(sets.with(TypeSets::kNone, 3), two);
  EXPECT_EQ(sets.with(one, 4), two);
  EXPECT_EQ(sets.size(), 3U);
  EXPECT_EQ(sets.types(one), (TypeList{1}));
  EXPECT_EQ(sets.types(two), (TypeList{1, 2, 3, 4}));
}

TEST(LevelClasses, a_level_at_one_leaves_no_blue) {
  policy::ThresholdTable table;
  table.rules = {{.id = "a"}};
  table.levels["default"]["a"] = {1, 2};
  const auto classes = level_classes({}, table);
  ASSERT_EQ(classes.size(), 1U);
  ASSERT_EQ(classes[0].size(), 2U);
  EXPECT_EQ(classes[0][0].from, 1);
  EXPECT_EQ(level_shown(&classes[0][0]), 3);
  EXPECT_EQ(classes[0][1].from, 2);
  EXPECT_EQ(level_shown(&classes[0][1]), 4);
}

}  // namespace
}  // namespace schouw::stacking
