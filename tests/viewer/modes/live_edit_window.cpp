// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/oracle/box_plan.h"
#include "viewer/app/command.h"
#include "viewer/app/jobs.h"
#include "viewer/app/live_analysis.h"
#include "viewer/app/session.h"
#include "viewer/modes/viewer_context.h"
#include "viewer/window/offscreen_frame.h"
#include "viewer/window/window.h"

// What an edit and another threshold cost the graphics card, in a viewer without a window.
namespace schouw::modes {
namespace {

using drawing::LayerId;

plan::Project small_town() {
  std::vector<registers::Sensor> cameras = {testing::camera_at("a", 0.0, 0.0, 0.0),
                                            testing::camera_at("b", 5.0, 0.0, 10.0)};
  return testing::project_of({{-100, -100, -90, -90, 0, 6}, {90, 90, 100, 100, 0, 6}}, cameras);
}

class LiveEdit : public ::testing::Test {
 protected:
  void SetUp() override {
    auto context = window::OffscreenContext::open();
    if (!context) GTEST_SKIP() << "no EGL context: " << context.diagnostics().front().message;
    context_ = *std::move(context);
    auto viewer = make_viewer_context({}, small_town(), {.width_px = 320, .height_px = 200});
    ASSERT_TRUE(viewer) << base::describe(viewer.diagnostics().front());
    viewer_.emplace(*std::move(viewer));
    const auto outcome = app::run_analysis(app::analysis_request(viewer_->state));
    ASSERT_TRUE(outcome && app::show_analysis(viewer_->state, *outcome));
    frame();
  }
  void TearDown() override {
    viewer_.reset();
    context_.reset();
  }

  void run(const std::string& line) {
    const auto done = app::run_command(viewer_->state, line, {});
    ASSERT_TRUE(done) << line << ": " << base::describe(done.diagnostics().front());
  }
  // True where the scene was drawn again.
  bool frame() {
    app::AppState& state = viewer_->state;
    live_.update(state);
    viewer_->content.update(state, viewer_->texts.of(state.language), *viewer_->renderer);
    if (!viewer_->renderer->needs_render(state.camera, state.viewport, scene::Quality::moving)) return false;
    viewer_->renderer->render(state.camera, state.viewport, scene::Quality::moving);
    return true;
  }
  scene::SceneRenderer::RasterUploads uploads() const { return viewer_->renderer->raster_uploads(LayerId::stacking); }

  std::unique_ptr<window::OffscreenContext> context_;
  std::optional<ViewerContext> viewer_;
  app::LiveAnalysis live_;
};

TEST_F(LiveEdit, uploads_only_what_changed_in_each_step) {
  const std::size_t cells = viewer_->state.analysis->stacking.personal_counts.frame().cell_count();
  EXPECT_EQ(uploads().whole, 1U);
  EXPECT_EQ(uploads().bytes, cells * 2);
  run("edit-sensor-start id=b");
  for (std::size_t step = 1; step <= 3; ++step) {
    run("edit-sensor-turn azimuth=" + std::to_string(10 + 20 * step));
    const std::size_t before = uploads().bytes;
    EXPECT_TRUE(frame());
    EXPECT_EQ(uploads().whole, 1U);
    EXPECT_EQ(uploads().windows, step);
    const auto& changed = viewer_->state.live->changed;
    EXPECT_EQ(uploads().bytes - before,
              static_cast<std::size_t>(changed.columns) * static_cast<std::size_t>(changed.rows) * 2);
    EXPECT_LT(uploads().bytes - before, cells) << "less than half of the map";
  }
  EXPECT_FALSE(frame()) << "at rest nothing is drawn";
}

TEST_F(LiveEdit, another_threshold_shows_in_the_next_frame_and_uploads_no_cell) {
  run("set-threshold rule=a attention=1 exceeded=1");
  EXPECT_TRUE(frame());
  EXPECT_EQ(uploads().whole, 1U);
  EXPECT_EQ(uploads().windows, 0U);
  // The zones follow from the background; their counts are the same.
  const auto outcome = app::run_analysis(app::analysis_request(viewer_->state));
  ASSERT_TRUE(outcome && app::show_analysis(viewer_->state, *outcome));
  EXPECT_TRUE(frame());
  EXPECT_EQ(uploads().whole, 1U);
  run("set-layer-opacity name=stacking opacity=0.5");
  EXPECT_TRUE(frame());
  EXPECT_EQ(uploads().whole, 1U);
}

TEST_F(LiveEdit, is_replaced_by_its_analysis) {
  run("edit-sensor-start id=b");
  run("edit-sensor-turn azimuth=90");
  frame();
  const auto live = viewer_->state.live->stacking->personal_counts().values();
  const auto outcome = app::run_analysis(app::analysis_request(viewer_->state));
  ASSERT_TRUE(outcome && app::show_analysis(viewer_->state, *outcome));
  frame();
  EXPECT_FALSE(viewer_->state.live);
  EXPECT_EQ(viewer_->state.analysis->stacking.personal_counts.values(), live);
}

TEST_F(LiveEdit, counts_of_a_filter_and_of_a_difference_take_the_place_of_levels) {
  run("count-only kind=camera");
  EXPECT_TRUE(frame());
  ASSERT_TRUE(viewer_->state.filtered);
  run("count-all");
  EXPECT_TRUE(frame());
  EXPECT_FALSE(viewer_->state.filtered);
  run("edit-sensor-start id=b");
  run("edit-sensor-turn azimuth=180");
  frame();
  run("show-difference with=tried");
  EXPECT_TRUE(frame());
  EXPECT_GT(viewer_->state.difference->fewer_m2, 0.0);
}

}  // namespace
}  // namespace schouw::modes
