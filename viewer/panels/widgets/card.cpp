// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/widgets/card.h"

#include <algorithm>
#include <cmath>

namespace schouw::panels {

namespace {

constexpr float kFirstGuess_px = 200.0F;
constexpr float kFingerSlack_px = 8.0F;

float content_height_px(const Ui& ui, const CardPlace& place) {
  const auto found = ui.measured.heights.find(place.id);
  return found == ui.measured.heights.end() ? kFirstGuess_px : found->second;
}

Box box_of(const Ui& ui, const CardPlace& place) {
  const float height = std::min(content_height_px(ui, place), place.max_height);
  return {place.x, place.from_bottom ? place.y - height : place.y, place.width, height};
}

// A finger drags the content along. What began as a drag is not a press.
void scroll_by_finger(Ui& ui) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!ui.touch || !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) || !io.MouseDown[0])
    return;
  const float moved = std::abs(io.MousePos.y - io.MouseClickedPos[0].y);
  if (moved < ui.px(kFingerSlack_px) && !ui.dragging) return;
  ui.dragging = true;
  ImGui::SetScrollY(ImGui::GetScrollY() - io.MouseDelta.y);
}

// How far the content is scrolled. Our own: ImGui draws its bar before our ground.
void scroll_mark(const Ui& ui, const Box& box, float content_height) {
  if (content_height <= box.height + 0.5F) return;
  const float inset = ui.px(10.0F);
  const float room = box.height - 2.0F * inset;
  const float length = std::max(ui.px(28.0F), room * box.height / content_height);
  const float at =
      box.y + inset + (room - length) * ImGui::GetScrollY() / std::max(1.0F, content_height - box.height);
  const float width = ui.px(ui.touch ? 10.0F : 5.0F);
  const float x = box.right() - width - ui.px(4.0F);
  ui.draw()->AddRectFilled(ImVec2(x, at), ImVec2(x + width, at + length), im(ui.palette.muted), width / 2.0F);
}

}  // namespace

void soft_shadow(const Ui& ui, const Box& box, float radius_px) {
  constexpr int kLayers = 9;
  for (int i = kLayers; i >= 1; --i) {
    const float out = ui.px(1.6F) * static_cast<float>(i);
    const float fall = 1.0F - static_cast<float>(i) / (kLayers + 1);
    const auto alpha = static_cast<std::uint8_t>(std::lround(7.0F * fall + 1.0F));
    ui.draw()->AddRectFilled(ImVec2(box.x - out, box.y - out + ui.px(3.0F)),
                             ImVec2(box.right() + out, box.bottom() + out + ui.px(3.0F)),
                             im(ui.palette.shadow.with_alpha(alpha)), radius_px + out);
  }
}

Column begin_card(Ui& ui, const CardPlace& place) {
  const Box box = box_of(ui, place);
  const bool scrolls = content_height_px(ui, place) > place.max_height + 0.5F;
  ImGui::SetNextWindowPos(ImVec2(box.x, box.y));
  ImGui::SetNextWindowSize(ImVec2(box.width, box.height));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1.0F, 1.0F));
  ImGui::Begin(place.id.c_str(), nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollbar);
  ImGui::PopStyleVar(3);
  const float radius = ui.px(place.radius);
  const auto corners = place.square_bottom ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersAll;
  ui.draw()->PushClipRectFullScreen();
  if (place.square_bottom) ui.draw()->PushClipRect(ImVec2(0.0F, 0.0F), ImVec2(ui.screen.right(), box.bottom()));
  if (place.shadow) soft_shadow(ui, box, radius);
  if (place.square_bottom) ui.draw()->PopClipRect();
  ui.draw()->AddRectFilled(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), im(ui.palette.paper), radius,
                           corners);
  if (ui.state.theme == app::Theme::contrast) {
    ui.draw()->AddRect(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), im(ui.palette.line), radius, corners,
                       ui.px(1.5F));
  }
  ui.draw()->PopClipRect();
  ui.tell("panel", place.name, "", box);
  const float padding = ui.px(place.padding);
  const float bar = scrolls ? ui.px(8.0F) : 0.0F;
  return {
      .x = box.x + padding, .y = box.y + padding - ImGui::GetScrollY(), .width = box.width - 2.0F * padding - bar};
}

Box end_card(Ui& ui, const CardPlace& place, const Column& content) {
  const Box box = box_of(ui, place);
  const float height = std::ceil(content.y + ImGui::GetScrollY() - box.y + ui.px(place.padding));
  // Tells ImGui how far the content reaches, for scrolling.
  ImGui::SetCursorScreenPos(ImVec2(box.x, box.y - ImGui::GetScrollY()));
  ImGui::Dummy(ImVec2(1.0F, height));
  scroll_by_finger(ui);
  scroll_mark(ui, box, height);
  ImGui::End();
  if (std::abs(height - content_height_px(ui, place)) > 0.5F) {
    ui.measured.heights[place.id] = height;
    ui.measured.changed = true;
  }
  return box_of(ui, place);
}

}  // namespace schouw::panels
