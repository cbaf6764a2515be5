// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/exposure/exposure.h"
#include "tests/oracle/box_plan.h"
#include "tests/oracle/cut_short.h"

namespace schouw::exposure {
namespace {

plan::Project town() {
  plan::Project project =
      testing::project_of({{-20, 20, 0, 30, 0, 9}, {5, 20, 25, 30, 0, 9}, {30, 20, 50, 30, 0, 9}},
                          {testing::camera_at("a", 0.0, 0.0, 0.0), testing::camera_at("b", 10.0, 0.0, 0.0)});
  auto plan = std::make_shared<plan::Plan>(*project.plan);
  areas::Area area;
  area.id = "n1";
  area.name = "Square";
  area.type = "neighbourhood";
  model::Ring ring;
  for (const auto& [x, y] : {std::pair(-30.0, -30.0), {60.0, -30.0}, {60.0, 40.0}, {-30.0, 40.0}}) {
    ring.push_back({testing::kEast_m + x, testing::kNorth_m + y});
  }
  area.polygons = {{.rings = {ring}}};
  plan->areas = {area};
  project.plan = plan;
  return project;
}

TEST(Stopping, an_exposure_cut_short_at_any_look_is_none) {
  const plan::Project project = town();
  const auto occlusion = *coverage::make_occlusion_model(project, {.cell_m = 0.5});
  const WalkRoute walk{.corners = {{testing::kEast_m - 30.0, testing::kNorth_m, 0.0},
                                   {testing::kEast_m + 30.0, testing::kNorth_m, 0.0}}};
  const auto whole = compute_exposure(project, *occlusion, {.walk = walk});
  ASSERT_TRUE(whole);
  ASSERT_EQ(whole->neighbourhoods.rows.size(), 1U);
  const std::int64_t looks = testing::expect_cut_short_at_every_look([&](const base::CancelToken& cancel) {
    auto made = compute_exposure(project, *occlusion, {.coverage = {.threads = 2}, .walk = walk}, {.cancel = cancel});
    if (made) {
      EXPECT_EQ(made->walk->in_view_m, whole->walk->in_view_m);
      EXPECT_EQ(made->neighbourhoods.rows[0].covered_m2, whole->neighbourhoods.rows[0].covered_m2);
      EXPECT_EQ(made->facades.buildings.size(), whole->facades.buildings.size());
    }
    return made;
  });
  EXPECT_GT(looks, 120) << "a walk of 60 m has 120 steps";
}

}  // namespace
}  // namespace schouw::exposure
