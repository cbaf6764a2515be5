// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "layers/story/sources.h"
#include "layers/story/story.h"
#include "tests/layers/story/example_plan.h"

namespace schouw::story {
namespace {

TEST(FirstStory, has_at_least_four_steps_for_an_empty_register) {
  auto plan = std::make_shared<plan::Plan>();
  const auto story = first_story({.plan = plan}, stacking::Analysis{}, {});
  EXPECT_GE(story.steps.size(), 4U);
  EXPECT_EQ(story.steps.front().title.key, "story.what.none.title");
  for (const auto& step : story.steps) EXPECT_GT(step.camera.distance_m, 0.0) << step.id;
}

TEST(FirstStory, tells_the_numbers_of_the_analysis) {
  const auto story =
      first_story({.plan = example::example_plan()}, *example::example_analysis(), *example::example_findings());
  ASSERT_EQ(story.steps.size(), 5U);  // what, stacking, one zone, one sensor, policy
  EXPECT_EQ(std::get<std::int64_t>(story.steps[0].title.values.at(0).second), 38);
  // At two or more: 460 + 0 + 720 m2 of the example.
  EXPECT_DOUBLE_EQ(std::get<base::Sentence::Number>(story.steps[1].figures.at(0).value.values.at(0).second).value,
                   1180.0);
  EXPECT_EQ(story.steps[2].selected_zone, example::example_analysis()->stacking.zones[0].id);
  EXPECT_EQ(story.steps[3].selected_sensor,
            example::example_plan()->sensors[0].uuid.text());  // 210 m2 would remain without it: the least
  EXPECT_EQ(story.steps[4].title.key, "story.policy.fail.title");
}

TEST(FirstStory, says_nothing_of_unknown_views_where_all_are_known) {
  auto analysis = *example::example_analysis();
  analysis.stacking.completeness.coverage_unknown = 0;
  const auto story = first_story({.plan = example::example_plan()}, analysis, {});
  EXPECT_EQ(story.steps.front().text.key, "story.what.all.text");
}

TEST(FirstStory, tells_of_places_by_name_the_heaviest_first) {
  auto analysis = *example::example_analysis();
  stacking::Place other = analysis.stacking.places[0];
  other.id = "station";
  other.name = {"place.name.area", {{"name", std::string("Station")}}};
  other.level = "attention";
  other.area_exceeded_m2 = 0.0;
  other.area_attention_m2 = 90.0;
  analysis.stacking.places.push_back(other);
  const auto story = first_story({.plan = example::example_plan()}, analysis, {});
  EXPECT_EQ(story.steps.at(1).title.key, "story.stacking.exceeded_example.title");
  EXPECT_EQ(std::get<std::int64_t>(story.steps.at(1).title.values.at(0).second), 1) << "one is above, one is not";
  EXPECT_EQ(story.steps.at(2).id, "place-hofplein");
  EXPECT_EQ(story.steps.at(2).title.key, "place.name.area");
  EXPECT_EQ(story.steps.at(2).figures.at(0).label.key, "story.place.above_example");
  EXPECT_FALSE(story.steps.at(2).figures.at(0).alarming) << "an example is never red";
  EXPECT_EQ(story.steps.at(3).figures.at(0).label.key, "story.place.attention");
}

TEST(SourceLine, credits_who_is_to_be_credited_and_else_says_what_it_is) {
  plan::Plan plan;
  EXPECT_EQ(source_line("story.source", plan).key, "story.source.none");
  plan.sources = {{.kind = "terrain", .file = "terrain.tif"},
                  {.kind = "city", .file = "town.city.jsonl"},
                  {.kind = "register", .file = "osm.json", .licence = "ODbL 1.0", .attribution = "OpenStreetMap"}};
  const auto line = source_line("story.source", plan);
  EXPECT_EQ(line.key, "story.source.3");
  EXPECT_EQ(std::get<std::string>(line.values.at(0).second), "OpenStreetMap (ODbL 1.0)");
  EXPECT_EQ(std::get<base::Sentence::Key>(line.values.at(1).second).key, "source.city");
  EXPECT_EQ(std::get<base::Sentence::Key>(line.values.at(2).second).key, "source.terrain");
}

TEST(SourceLine, names_three_and_counts_the_others) {
  plan::Plan plan;
  for (const char* name : {"3DBAG", "BGT", "AHN4", "Kadaster", "BGT"}) {
    plan.sources.push_back({.kind = "city", .licence = "CC0", .attribution = name});
  }
  const auto line = source_line("status.source", plan);
  EXPECT_EQ(line.key, "status.source.more");
  EXPECT_EQ(line.values.back().first, "count");
  EXPECT_EQ(std::get<std::int64_t>(line.values.back().second), 1);
}

TEST(Story, reads_back_what_it_wrote) {
  const auto story =
      first_story({.plan = example::example_plan()}, *example::example_analysis(), *example::example_findings());
  const auto json = to_json(story);
  const auto again = story_from_json(json, "plan.schouw.gpkg");
  ASSERT_TRUE(again);
  EXPECT_EQ(to_json(*again).dump(), json.dump());
}

TEST(Story, names_the_member_that_cannot_be_read) {
  auto json = to_json(first_story({.plan = example::example_plan()}, *example::example_analysis(), {}));
  json["steps"][1]["camera"]["tilt_deg"] = "steep";
  const auto broken = story_from_json(json, "plan.schouw.gpkg");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.diagnostics().front().code, "STO-101");
  EXPECT_EQ(broken.diagnostics().front().where.field, "/steps/1/camera/tilt_deg");
}

}  // namespace
}  // namespace schouw::story
