// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/widgets/tooltip.h"

#include <algorithm>
#include <cmath>

#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

constexpr float kWidest_em = 40.0F;  // longer lines read slowly
constexpr float kPadding = 11.0F;
constexpr float kAway = 22.0F;  // clear of the card that the part stands in

Box place_of(const Ui& ui, const Box& beside, float width_px, float height_px) {
  const float margin = ui.px(6.0F);
  const float left = beside.x - ui.px(kAway) - width_px;
  const bool fits = left >= margin;
  const float x = fits ? left : std::min(beside.x, ui.screen.right() - margin - width_px);
  const float y = fits ? beside.y : beside.bottom() + margin;
  const bool low = y + height_px > ui.screen.bottom() - margin;
  const float above = fits ? ui.screen.bottom() - margin - height_px : beside.y - margin - height_px;
  return {std::max(margin, x), std::max(margin, low ? above : y), width_px, height_px};
}

}  // namespace

void tooltip(Ui& ui, std::string_view name, std::string_view words, const Box& beside) {
  const float padding = ui.px(kPadding);
  const float room = std::min(kWidest_em * ui.fonts.em_px(Role::small), ui.screen.width - 4.0F * padding);
  float widest = 0.0F;
  for (const auto& line : wrapped_lines(ui, Role::small, words, room)) {
    widest = std::max(widest, text_width_px(ui, Role::small, line));
  }
  const float width = std::ceil(std::min(room, widest)) + 1.0F;
  const float height = text_height_px(ui, Role::small, words, width);
  const Box box = place_of(ui, beside, width + 2.0F * padding, height + 2.0F * padding);
  ui.tell("tooltip", name, words, box);
  ImGui::SetNextWindowPos(ImVec2(box.x, box.y));
  ImGui::SetNextWindowSize(ImVec2(box.width, box.height));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
  // ImGui's own flag for tooltips keeps it in front; its BeginTooltip would hide it for the frame in which it comes.
  ImGui::Begin("tooltip", nullptr,
               ImGuiWindowFlags_Tooltip | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoTitleBar |
                   ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoScrollbar |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar(2);
  const float radius = ui.px(8.0F);
  const ImVec2 from(box.x, box.y);
  const ImVec2 to(box.right(), box.bottom());
  ui.draw()->PushClipRectFullScreen();
  soft_shadow(ui, box, radius);
  ui.draw()->AddRectFilled(from, to, im(ui.palette.paper), radius);
  ui.draw()->AddRect(from, to, im(ui.palette.line), radius, 0, ui.px(1.0F));
  ui.draw()->PopClipRect();
  Column column{.x = box.x + padding, .y = box.y + padding, .width = width};
  paragraph(ui, column, Role::small, ui.palette.ink, words);
  ImGui::End();
}

}  // namespace schouw::panels
