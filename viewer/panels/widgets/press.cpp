// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/widgets/press.h"

namespace schouw::panels {

Press press(Ui& ui, const Pressable& what, const Box& box, float radius_px) {
  ImGui::SetCursorScreenPos(ImVec2(box.x, box.y));
  ImGui::PushID(what.id.c_str());
  const bool clicked = ImGui::InvisibleButton("##press", ImVec2(box.width, box.height)) && !ui.dragging;
  ImGui::PopID();
  Press result{.clicked = clicked && what.enabled,
               .hovered = ImGui::IsItemHovered() && what.enabled && !ui.dragging,
               .held = ImGui::IsItemActive() && what.enabled && !ui.dragging,
               .focused = ui.focus.id == what.id};
  ui.tell(what.role, what.name, what.value, box, what.enabled);
  if (!what.enabled) return result;
  ui.focus.order.push_back(what.id);
  if (!result.focused) return result;
  const float out = ui.px(2.5F);
  ui.draw()->PushClipRectFullScreen();
  ui.draw()->AddRect(ImVec2(box.x - out, box.y - out), ImVec2(box.right() + out, box.bottom() + out),
                     im(ui.palette.accent), radius_px + out, 0, ui.px(2.0F));
  ui.draw()->PopClipRect();
  if (ui.focus.activate) {
    ui.focus.activate = false;
    result.clicked = true;
  }
  return result;
}

}  // namespace schouw::panels
