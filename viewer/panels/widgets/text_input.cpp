// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/widgets/text_input.h"

namespace schouw::panels {

namespace {

// ImGui asks for more room through a callback.
int grow(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag != ImGuiInputTextFlags_CallbackResize) return 0;
  auto* text = static_cast<std::string*>(data->UserData);
  text->resize(static_cast<std::size_t>(data->BufTextLen));
  data->Buf = text->data();
  return 0;
}

void push_look(const Ui& ui, bool alarming) {
  ImGui::PushFont(ui.fonts.font(Role::body));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(ui.px(8.0F), ui.px(6.0F)));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, ui.px(6.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, ui.px(1.5F));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, im(ui.palette.paper));
  ImGui::PushStyleColor(ImGuiCol_Text, im(ui.palette.ink));
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, im(ui.palette.track));
  ImGui::PushStyleColor(ImGuiCol_Border, im(alarming ? ui.palette.alarm : ui.palette.accent));
}

void pop_look() {
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar(3);
  ImGui::PopFont();
}

}  // namespace

Typed text_input(Ui& ui, Column& column, const TextInput& input, std::string& text) {
  push_look(ui, input.alarming);
  ImGui::SetCursorScreenPos(ImVec2(column.x, column.y));
  ImGui::PushItemWidth(column.width);
  ImGui::PushID(input.id.c_str());
  // ImGui gives the keyboard with its next frame: one more is built at once, or the first letter would be lost.
  const bool takes_keyboard = ImGui::IsWindowAppearing() || ui.focus.text_input != input.id;
  if (takes_keyboard) {
    ImGui::SetKeyboardFocusHere();
    ui.measured.changed = true;
  }
  ui.focus.text_input = input.id;
  const std::string before = text;
  const bool entered = ImGui::InputText(
      "##text", text.data(), text.capacity() + 1,
      ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll,
      grow, &text);
  // After a click on the map the form is still there, and keys are commands again.
  ui.focus.typing = ui.focus.typing || takes_keyboard || ImGui::IsItemActive();
  const bool left = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false);
  const ImVec2 size = ImGui::GetItemRectSize();
  ImGui::PopID();
  ImGui::PopItemWidth();
  pop_look();
  ui.tell("textbox", input.name, text, {column.x, column.y, size.x, size.y});
  column.y += size.y;
  if (entered) return Typed::entered;
  if (left) return Typed::left;
  return text == before ? Typed::nothing : Typed::changed;
}

}  // namespace schouw::panels
