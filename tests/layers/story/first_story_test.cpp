// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

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
  EXPECT_EQ(story.steps[2].selected_zone, 0U);
  EXPECT_EQ(story.steps[3].selected_sensor, 0U);  // 210 m2 would remain without it: the least
  EXPECT_EQ(story.steps[4].title.key, "story.policy.fail.title");
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
