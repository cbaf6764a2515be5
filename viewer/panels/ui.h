// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <imgui.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/app/app_state.h"
#include "viewer/panels/font_book.h"
#include "viewer/panels/input_feed.h"
#include "viewer/panels/palette.h"
#include "viewer/panels/panels.h"
#include "viewer/text/text.h"

// What every panel and widget works with while a frame is built.
namespace schouw::panels {

inline ImU32 im(drawing::Colour c) { return IM_COL32(c.red, c.green, c.blue, c.alpha); }

struct Box {
  float x = 0.0F;
  float y = 0.0F;
  float width = 0.0F;
  float height = 0.0F;
  float right() const { return x + width; }
  float bottom() const { return y + height; }
};

// Where the next widget goes: widgets take the whole width and move y down.
struct Column {
  float x = 0.0F;
  float y = 0.0F;
  float width = 0.0F;
};

// Which part the keyboard speaks to: Tab walks over everything that can be pressed.
struct Focus {
  std::string id;
  std::vector<std::string> order;  // as drawn in this frame
  bool activate = false;           // Enter or Space, for the part with this id
  int step = 0;                    // Left or Right, for a slider
  std::string text_input;          // the one that has the keyboard
  bool typing = false;             // one was drawn in this frame: keys are letters, not commands
};

// What a panel measured, by its id: heights are known only after drawing.
struct Measured {
  std::map<std::string, float, std::less<>> heights;
  bool changed = false;
};

struct Ui {
  const app::AppState& state;
  const text::Texts& texts;
  const Palette& palette;
  const FontBook& fonts;
  float scale = 1.0F;  // pixels for one unit of design
  Box screen;
  Panels::Frame& frame;
  Focus& focus;
  Measured& measured;
  bool dragging = false;  // a finger scrolls: presses do not count
  bool touch = false;     // larger targets, scrolling by a finger

  float px(float design) const { return design * scale; }
  std::string say(std::string_view key) const { return texts(key); }
  std::string say(const base::Sentence& sentence) const { return texts(sentence); }
  void command(std::string line) { frame.commands.push_back(std::move(line)); }
  ImDrawList* draw() const { return ImGui::GetWindowDrawList(); }
  void tell(std::string_view role, std::string_view name, std::string_view value, const Box& box,
            bool enabled = true);
};

}  // namespace schouw::panels
