// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/mode_panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/app/kiosk_answer.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/press.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

using Screen = app::KioskScreen;

bool upright(const Ui& ui) { return ui.screen.height > ui.screen.width; }

struct Sheet {
  Box box;  // x, width; y is the lower edge
  float max_height = 0.0F;
};

Sheet sheet_place(const Ui& ui) {
  // Larger text may take more of the map.
  const float share = ui.state.kiosk.text_scale > 1.0 ? 0.8F : 0.66F;
  if (upright(ui)) return {{0.0F, ui.screen.height, ui.screen.width, 0.0F}, ui.screen.height * share};
  const float width = ui.screen.width * 0.42F;
  return {{ui.screen.width - width, ui.screen.height, width, 0.0F}, ui.screen.height};
}

// A button as wide as its place, its words wrapped, an arrow at the right.
struct BigButton {
  std::string id;
  std::string label;
  bool primary = false;
  std::string command;
};

float big_button_height(const Ui& ui, const BigButton& button, float width) {
  return std::max(ui.px(96.0F), text_height_px(ui, Role::strong, button.label, width - ui.px(96.0F)) + ui.px(44.0F));
}

void big_button(Ui& ui, const BigButton& button, const Box& box) {
  const float radius = ui.px(18.0F);
  const Press pressed = press(ui, {.id = button.id, .name = button.label}, box, radius);
  const ImVec2 from(box.x, box.y);
  const ImVec2 to(box.right(), box.bottom());
  const auto ink = button.primary ? ui.palette.accent_ink : ui.palette.accent;
  ui.draw()->AddRectFilled(from, to, im(button.primary ? ui.palette.accent : ui.palette.paper), radius);
  if (pressed.held) ui.draw()->AddRectFilled(from, to, im(ink.with_alpha(34)), radius);
  if (!button.primary) ui.draw()->AddRect(from, to, im(ui.palette.accent), radius, 0, ui.px(3.0F));
  const float inner = box.width - ui.px(96.0F);
  const float height = text_height_px(ui, Role::strong, button.label, inner);
  Column words{.x = box.x + ui.px(32.0F), .y = box.y + (box.height - height) / 2.0F, .width = inner};
  paragraph(ui, words, Role::strong, ink, button.label);
  const float sign = ui.px(20.0F);
  draw_sign(ui, Sign::chevron, {box.right() - ui.px(52.0F), box.y + (box.height - sign) / 2.0F, sign, sign}, ink,
            ui.px(4.0F));
  if (pressed.clicked) ui.command(button.command);
}

// Side by side where every label fits beside the other, else one under the other.
void big_buttons(Ui& ui, Column& column, const std::vector<BigButton>& buttons, bool may_stand_side_by_side) {
  const float between = ui.px(22.0F);
  const float half = (column.width - between) / 2.0F;
  const bool pairs = may_stand_side_by_side && buttons.size() == 2 &&
                     std::all_of(buttons.begin(), buttons.end(), [&](const BigButton& button) {
                       return text_height_px(ui, Role::strong, button.label, half - ui.px(96.0F)) <=
                              2.1F * ui.fonts.line_px(Role::strong);
                     });
  if (pairs) {
    const float height = std::max(big_button_height(ui, buttons[0], half), big_button_height(ui, buttons[1], half));
    big_button(ui, buttons[0], {column.x, column.y, half, height});
    big_button(ui, buttons[1], {column.x + half + between, column.y, half, height});
    column.y += height;
    return;
  }
  for (const auto& button : buttons) {
    const float height = big_button_height(ui, button, column.width);
    big_button(ui, button, {column.x, column.y, column.width, height});
    column.y += height + between;
  }
  column.y -= between;
}

void answer_words(Ui& ui, Column& column, const app::KioskAnswer& answer) {
  const std::string title = ui.say(answer.title);
  const float top = column.y;
  paragraph(ui, column, Role::title, ui.palette.ink, title);
  gap(ui, column, 18.0F);
  std::string text;
  for (const auto& sentence : answer.sentences) text += (text.empty() ? "" : " ") + ui.say(sentence);
  paragraph(ui, column, Role::body, ui.palette.ink, text);
  ui.tell("heading", title, text, {column.x, top, column.width, column.y - top});
  gap(ui, column, 28.0F);
}

void title_and_text(Ui& ui, Column& column, const char* title, const char* text) {
  answer_words(ui, column, {.title = {.key = title}, .sentences = {{.key = text}}});
}

std::vector<BigButton> start_buttons(const Ui& ui) {
  return {{"ask-place", ui.say("kiosk.question.place"), true, "kiosk-question name=place"},
          {"ask-sensor", ui.say("kiosk.question.sensor"), false, "kiosk-question name=sensor"},
          {"ask-why", ui.say("kiosk.question.why"), false, "kiosk-question name=why"}};
}

BigButton why_button(const Ui& ui) { return {"why", ui.say("command.kiosk-why"), true, "kiosk-why"}; }
BigButton rights_button(const Ui& ui, bool primary = false) {
  return {"rights", ui.say("command.kiosk-rights"), primary, "kiosk-rights"};
}
BigButton questions_button(const Ui& ui) { return {"questions", ui.say("kiosk.questions"), false, "kiosk-start"}; }

void sheet_content(Ui& ui, Column& column) {
  switch (ui.state.kiosk.screen) {
    case Screen::attract:
      title_and_text(ui, column, "kiosk.attract.title", "kiosk.attract.text");
      big_buttons(ui, column, {{"begin", ui.say("kiosk.attract.button"), true, "kiosk-start"}}, false);
      break;
    case Screen::start:
      paragraph(ui, column, Role::title, ui.palette.ink, ui.say("kiosk.start.title"));
      gap(ui, column, 28.0F);
      big_buttons(ui, column, start_buttons(ui), false);
      break;
    case Screen::ask_place:
      title_and_text(ui, column, "kiosk.ask.title", "kiosk.ask.place");
      big_buttons(ui, column, {questions_button(ui)}, false);
      break;
    case Screen::ask_sensor:
      title_and_text(ui, column, "kiosk.ask.title", "kiosk.ask.sensor");
      big_buttons(ui, column, {questions_button(ui)}, false);
      break;
    case Screen::answer:
      answer_words(ui, column, app::kiosk_answer(ui.state));
      big_buttons(ui, column, {why_button(ui), rights_button(ui)}, true);
      break;
    case Screen::why:
      answer_words(ui, column, app::kiosk_why_answer(ui.state));
      big_buttons(ui, column, {rights_button(ui, true), questions_button(ui)}, true);
      break;
    case Screen::rights:
      answer_words(ui, column, app::kiosk_rights_answer(ui.state));
      big_buttons(ui, column, {questions_button(ui)}, false);
      break;
  }
}

std::string bar_text(const Ui& ui) {
  switch (ui.state.kiosk.screen) {
    case Screen::ask_place: return ui.say("kiosk.question.place");
    case Screen::ask_sensor: return ui.say("kiosk.question.sensor");
    case Screen::answer:
      return ui.say(ui.state.selected.kind == drawing::PickId::Kind::sensor ? "kiosk.question.sensor"
                                                                            : "kiosk.question.place");
    case Screen::why: return ui.say("kiosk.question.why");
    case Screen::rights: return ui.say("command.kiosk-rights");
    case Screen::attract:
    case Screen::start: break;
  }
  return ui.say("kiosk.bar");
}

Box show_question_bar(Ui& ui, float width) {
  const float margin = ui.px(40.0F);
  const float padding = ui.px(28.0F);
  const std::string text = bar_text(ui);
  const float room = width - 2.0F * (margin + padding);
  const float wide = std::min(text_width_px(ui, Role::strong, text) + 2.0F, room);
  const CardPlace place{.id = "question",
                        .name = text,
                        .x = margin,
                        .y = margin,
                        .width = wide + 2.0F * padding,
                        .padding = 28.0F,
                        .radius = 20.0F};
  Column column = begin_card(ui, place);
  column.y -= ui.px(8.0F);
  paragraph(ui, column, Role::strong, ui.palette.ink, text);
  column.y -= ui.px(8.0F);
  return end_card(ui, place, column);
}

// The row that is always within reach. It wraps rather than shrinks; starting again stands at the right.
Box show_reach(Ui& ui, const Sheet& sheet) {
  const CardPlace place{.id = "reach",
                        .name = ui.say("kiosk.reach"),
                        .x = sheet.box.x,
                        .y = ui.screen.height,
                        .from_bottom = true,
                        .width = sheet.box.width,
                        .padding = 44.0F,
                        .radius = 0.0F,
                        .shadow = false};
  Column column = begin_card(ui, place);
  column.y -= ui.px(40.0F);
  rule_line(ui, column);
  gap(ui, column, 28.0F);
  const std::vector<ButtonSpec> buttons = {
      {.id = "text-scale", .label = fmt::format("Aa {:.0f}\u00a0%", ui.state.kiosk.text_scale * 100.0)},
      {.id = "language", .label = ui.say("command.switch-language")},
      {.id = "contrast", .label = ui.say("command.kiosk-contrast")},
      {.id = "restart", .label = ui.say("command.kiosk-restart")}};
  constexpr const char* kCommands[] = {"kiosk-text-scale", "switch-language", "kiosk-contrast", "kiosk-restart"};
  if (const auto chosen = button_row(ui, column, buttons, true)) ui.command(kCommands[*chosen]);
  column.y -= ui.px(14.0F);
  return end_card(ui, place, column);
}

Box show_sheet(Ui& ui, const Sheet& sheet, const Box& reach) {
  const CardPlace place{.id = "sheet",
                        .name = ui.say("kiosk.sheet"),
                        .x = sheet.box.x,
                        .y = reach.y + 1.0F,
                        .from_bottom = true,
                        .width = sheet.box.width,
                        .max_height = sheet.max_height - reach.height,
                        .padding = 48.0F,
                        .radius = upright(ui) ? 34.0F : 0.0F,
                        .shadow = upright(ui),
                        .square_bottom = true};
  Column column = begin_card(ui, place);
  sheet_content(ui, column);
  column.y -= ui.px(20.0F);
  return end_card(ui, place, column);
}

// Beside the map the white runs to the top of the screen.
void white_side(Ui& ui, const Sheet& sheet) {
  if (upright(ui)) return;
  ImGui::GetBackgroundDrawList()->AddRectFilled(ImVec2(sheet.box.x, 0.0F),
                                                ImVec2(sheet.box.right(), ui.screen.height), im(ui.palette.paper));
}

void show_warning(Ui& ui) {
  const double left_s = std::max(0.0, app::kKioskReset_s - ui.state.kiosk.idle_s);
  const float width = std::min(ui.screen.width * 0.86F, ui.px(860.0F));
  const CardPlace place{.id = "warning",
                        .name = ui.say("kiosk.warning.title"),
                        .x = (ui.screen.width - width) / 2.0F,
                        .y = ui.screen.height * 0.3F,
                        .width = width,
                        .max_height = ui.screen.height * 0.65F,
                        .padding = 48.0F,
                        .radius = 30.0F};
  ImGui::SetNextWindowFocus();
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say("kiosk.warning.title"));
  gap(ui, column, 16.0F);
  paragraph(
      ui, column, Role::body, ui.palette.ink,
      ui.say({.key = "kiosk.warning.text", .values = {{"count", std::int64_t{std::lround(std::ceil(left_s))}}}}));
  gap(ui, column, 28.0F);
  big_buttons(ui, column, {{"stay", ui.say("command.kiosk-stay"), true, "kiosk-stay"}}, false);
  end_card(ui, place, column);
}

}  // namespace

void show_kiosk(Ui& ui) {
  const Sheet sheet = sheet_place(ui);
  white_side(ui, sheet);
  const Box reach = show_reach(ui, sheet);
  const Box answer = show_sheet(ui, sheet, reach);
  const Box bar = show_question_bar(ui, upright(ui) ? ui.screen.width : sheet.box.x);
  if (ui.state.kiosk.warned) show_warning(ui);
  ui.frame.insets.inset_top_px = static_cast<int>(bar.bottom());
  if (upright(ui)) {
    ui.frame.insets.inset_bottom_px = static_cast<int>(ui.screen.height - answer.y);
  } else {
    ui.frame.insets.inset_right_px = static_cast<int>(sheet.box.width);
  }
}

}  // namespace schouw::panels
