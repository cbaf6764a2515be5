// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <set>

#include "geo/formats/write_png_gdal.h"
#include "tests/viewer/panels/example_state.h"
#include "viewer/panels/panels.h"
#include "viewer/window/offscreen_frame.h"
#include "viewer/window/window.h"

// Draws the panels through EGL. Where SCHOUW_PICTURES names a folder, each picture is written there to be looked at.
namespace schouw::panels {
namespace {

using Change = std::function<void(app::AppState&)>;

struct Drawn {
  std::vector<std::uint8_t> rgb;
  Panels::Frame frame;
};

class PanelPictures : public ::testing::Test {
 protected:
  void SetUp() override {
    auto context = window::OffscreenContext::open();
    if (!context) GTEST_SKIP() << "no EGL context: " << context.diagnostics().front().message;
    context_ = *std::move(context);
    const auto fonts = find_fonts();
    if (!fonts) GTEST_SKIP() << "no fonts: " << fonts.diagnostics().front().message;
    auto panels = Panels::create(*fonts);
    ASSERT_TRUE(panels);
    panels_ = *std::move(panels);
  }
  void TearDown() override {
    panels_.reset();
    context_.reset();
  }

  Drawn draw(const std::string& name, int width_px, int height_px, const Change& change) {
    auto state = example::example_state(width_px, height_px);
    change(state);
    auto texts = text::Texts::load(SCHOUW_SOURCE_DIR "/data/text", state.language);
    EXPECT_TRUE(texts) << texts.diagnostics().front().message;
    Drawn drawn;
    drawn.frame = panels_->build(state, *texts, {}, 0.02);
    const window::OffscreenFrame picture(width_px, height_px);
    picture.bind();
    panels_->draw();
    drawn.rgb = picture.read_rgb();
    if (const char* folder = std::getenv("SCHOUW_PICTURES")) {
      EXPECT_TRUE(
          formats::write_png(std::filesystem::path(folder) / (name + ".png"), width_px, height_px, drawn.rgb));
    }
    return drawn;
  }

  static std::size_t colours(const Drawn& drawn) {
    std::set<std::uint32_t> seen;
    for (std::size_t i = 0; i + 2 < drawn.rgb.size(); i += 3) {
      seen.insert(static_cast<std::uint32_t>(drawn.rgb[i]) << 16U |
                  static_cast<std::uint32_t>(drawn.rgb[i + 1]) << 8U | drawn.rgb[i + 2]);
    }
    return seen.size();
  }

  std::unique_ptr<window::OffscreenContext> context_;
  std::unique_ptr<Panels> panels_;
};

void select_sensor(app::AppState& state) { state.selected = {drawing::PickId::Kind::sensor, 0}; }

TEST_F(PanelPictures, show_the_planner_in_each_language_and_size) {
  const auto nl = draw("planner-nl", 1600, 1000, select_sensor);
  EXPECT_GT(colours(nl), 200U);  // text and shadows: a blank or broken picture has few
  draw("planner-zone", 1920, 1080, [](auto& state) {
    state.selected = {drawing::PickId::Kind::zone, 0};
    state.options.date_iso = "2026-11-20";
    state.options.hour_of_week = 4 * 24 + 22;
    state.policy_tried = true;
  });
  draw("planner-en", 1600, 1000, [](auto& state) {
    state.language = text::Language::en;
    state.spot = example::example_spot();
    state.messages = {{.code = "CMD-105",
                       .message = "select-sensor could not run: found no sensor \"x\"",
                       .where = {.feature = "x"},
                       .hint = "take the name from the register"}};
  });
  draw("planner-200", 1920, 1080, [](auto& state) {
    select_sensor(state);
    state.interface_scale = 2.0;
  });
  draw("planner-dark", 1600, 1000, [](auto& state) {
    select_sensor(state);
    state.theme = app::Theme::dark;
  });
  draw("planner-contrast", 1600, 1000, [](auto& state) {
    select_sensor(state);
    state.theme = app::Theme::contrast;
    state.work = app::Work{.what = {.key = "work.analyse"}, .done_ratio = 0.4};
  });
  draw("planner-help", 1600, 1000, [](auto& state) { state.show_help = true; });
  draw("planner-start", 1600, 1000, [](auto& state) { app::replace_project(state, {}, ""); });
}

TEST_F(PanelPictures, show_each_step_of_a_presentation) {
  for (int step = 0; step < 5; ++step) {
    const auto drawn = draw("present-" + std::to_string(step + 1), 1920, 1080, [&](auto& state) {
      state.mode = app::Mode::presentation;
      app::show_step(state, step, 0.0);
      if (step == 3) state.language = text::Language::en;
    });
    EXPECT_GT(colours(drawn), 200U);
  }
  draw("present-1600", 1600, 1000, [](auto& state) {
    state.mode = app::Mode::presentation;
    app::show_step(state, 1, 0.0);
    state.story->choosing = true;
  });
  draw("present-away", 1600, 1000, [](auto& state) {
    state.mode = app::Mode::presentation;
    state.story->away = true;
    state.spot = example::example_spot();
  });
}

TEST_F(PanelPictures, show_the_kiosk_upright_and_lying_down) {
  const auto answer = [](auto& state) {
    state.mode = app::Mode::kiosk;
    state.kiosk.screen = app::KioskScreen::answer;
    state.spot = example::example_spot();
  };
  EXPECT_GT(colours(draw("kiosk-answer", 1080, 1920, answer)), 200U);
  draw("kiosk-wide", 1920, 1080, answer);
  draw("kiosk-start", 1080, 1920, [](auto& state) { state.mode = app::Mode::kiosk; });
  draw("kiosk-start-wide-en", 1920, 1080, [](auto& state) {
    state.mode = app::Mode::kiosk;
    state.language = text::Language::en;
  });
  draw("kiosk-200", 1080, 1920, [&](auto& state) {
    answer(state);
    state.kiosk.text_scale = 2.0;
  });
  draw("kiosk-sensor", 1080, 1920, [&](auto& state) {
    answer(state);
    state.spot.reset();
    select_sensor(state);
    state.theme = app::Theme::contrast;
  });
  draw("kiosk-warned", 1080, 1920, [&](auto& state) {
    answer(state);
    state.kiosk.screen = app::KioskScreen::why;
    state.kiosk.warned = true;
    state.kiosk.idle_s = 68.0;
  });
}

}  // namespace
}  // namespace schouw::panels
