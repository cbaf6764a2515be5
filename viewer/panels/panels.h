// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "viewer/app/app_state.h"
#include "viewer/text/text.h"
#include "viewer/window/input.h"

namespace schouw::panels {

struct FontFiles {
  std::filesystem::path regular;
  std::filesystem::path medium;
  std::filesystem::path semibold;
  std::filesystem::path bold;
};
// Inter where Debian's fonts-inter is installed, else Noto Sans, else DejaVu. Fails with TXT-103.
base::Result<FontFiles> find_fonts();

// What a panel says to machines: feeds tests ("click Analyse"), speech and later AT-SPI.
struct SemanticNode {
  std::string role;  // "button", "checkbox", "slider", "text", "panel", ...
  std::string name;
  std::string value;
  bool enabled = true;
  float x_px = 0.0F, y_px = 0.0F, width_px = 0.0F, height_px = 0.0F;
};

// The interface of the three modes over Dear ImGui: reads the state, says what the person asked for as commands.
//   auto panels = Panels::create(*find_fonts());
//   const Panels::Frame frame = (*panels)->build(state, texts, events, 0.02);
//   (*panels)->draw();
// Cost: each frame anew, in up to four passes until heights that were measured stand still; the glyphs too where the
// scale of text changed. Main thread, one GL context: current in draw, and when the panels end after a draw. It
// keeps focus, input that waits and what is typed, but no reference to what it is given. Only create fails: with
// TXT-103 or as base::read_file, of a font.
class Panels {
 public:
  static base::Result<std::unique_ptr<Panels>> create(const FontFiles& fonts);
  ~Panels();

  struct Frame {
    std::vector<std::string> commands;  // to run, in order
    bool wants_mouse = false;           // the pointer is over a panel: the scene leaves it alone
    bool wants_keyboard = false;        // the panels used the keys of this frame: Tab, Enter and arrows within them
    bool typing = false;                // a text has them: only those that no text takes are commands
    bool wants_another_frame = false;   // an animation or a queued input: draw again soon
    bool leaves(const window::KeyPressed& key) const;  // for the window: a command may stand for it
    drawing::Viewport insets;                          // how much of the picture the panels cover
    std::vector<SemanticNode> semantics;
  };
  // Builds the panels of state.mode for a picture of state.viewport. events are consumed, one button transition per
  // frame; the rest is kept. Needs no GL: only draw() does.
  Frame build(const app::AppState& state, const text::Texts& texts, const std::vector<window::InputEvent>& events,
              double seconds_since_last);
  // Draws what build() made into the bound framebuffer.
  void draw();

 private:
  struct Implementation;
  explicit Panels(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

std::string imgui_version();

}  // namespace schouw::panels
