// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

struct BarButton {
  ButtonSpec spec;
  std::string command;
};

std::vector<BarButton> bar_buttons(const Ui& ui) {
  std::vector<BarButton> buttons;
  if (ui.state.project.plan) {
    const plan::Document& document = ui.state.document;
    buttons.push_back({{.id = "undo", .label = ui.say("command.undo"), .enabled = document.can_undo()}, "undo"});
    buttons.push_back({{.id = "redo", .label = ui.say("command.redo"), .enabled = document.can_redo()}, "redo"});
    const bool unsaved = document.unsaved();
    buttons.push_back({{.id = "save",
                        .label = ui.say(ui.state.read_only ? "bar.read_only"
                                        : unsaved          ? "bar.save"
                                                           : "bar.saved"),
                        .look = unsaved && !ui.state.read_only ? ButtonLook::primary : ButtonLook::outlined,
                        .enabled = unsaved && !ui.state.read_only},
                       "save"});
    buttons.push_back({{.id = "history", .label = ui.say("bar.history")},
                       ui.state.show_history ? "show-history visible=no" : "show-history visible=yes"});
    buttons.push_back(
        {{.id = "toggle-map", .label = ui.say(ui.state.camera.orthographic ? "bar.city" : "bar.map")}, "toggle-map"});
  }
  buttons.push_back({{.id = "language", .label = ui.say("command.switch-language")}, "switch-language"});
  buttons.push_back({{.id = "help", .label = ui.say("bar.help")}, "help"});
  if (ui.state.project.plan && (ui.state.story || ui.state.analysis)) {
    buttons.push_back(
        {{.id = "start-story", .label = ui.say("bar.present"), .look = ButtonLook::primary}, "start-story"});
  }
  return buttons;
}

float show_buttons(Ui& ui, const Box& bar, float margin) {
  const auto buttons = bar_buttons(ui);
  float x = bar.right() - margin;
  for (const auto& button : buttons) x -= button_width_px(ui, button.spec) + ui.px(8.0F);
  const float first = x;
  for (const auto& button : buttons) {
    x += ui.px(8.0F);
    if (button_at(ui, button.spec, x, bar.y + (bar.height - button_height_px(ui, button.spec)) / 2.0F)) {
      ui.command(button.command);
    }
    x += button_width_px(ui, button.spec);
  }
  return first;
}

std::string time_chip(const Ui& ui) {
  const auto& options = ui.state.options;
  std::string when = options.date_iso.empty() ? "" : ui.texts.short_date(options.date_iso);
  if (options.hour_of_week) {
    const int day = *options.hour_of_week / 24;
    const int hour = *options.hour_of_week % 24;
    when +=
        (when.empty() ? "" : ", ") + ui.say(fmt::format("weekday.short.{}", day)) + fmt::format(" {:02}:00", hour);
  }
  return ui.say({.key = "bar.active_on", .values = {{"when", when}}});
}

std::string count_of_sensors(const Ui& ui) {
  if (!ui.state.analysis) return "";
  const auto& known = ui.state.analysis->stacking.completeness;
  return ui.say({.key = "bar.count",
                 .values = {{"counted", std::int64_t{counted_now(ui)}}, {"total", std::int64_t{known.total}}}});
}

// Chips and the count stand where there is room for them; both also stand in full elsewhere.
void show_filters(Ui& ui, const Box& bar, float x, float until) {
  const float chip_y = bar.y + (bar.height - ui.px(28.0F)) / 2.0F;
  const auto chip = [&](const std::string& id, const std::string& text, const char* command) {
    if (x + chip_width_px(ui, text) > until) return;
    if (chip_at(ui, id, x, chip_y, text)) ui.command(command);
    x += chip_width_px(ui, text) + ui.px(8.0F);
  };
  if (!ui.state.options.date_iso.empty() || ui.state.options.hour_of_week) {
    chip("chip-time", time_chip(ui), "clear-time");
  }
  if (ui.state.policy_tried) chip("chip-policy", ui.say("bar.policy_tried"), "reset-threshold");
  const std::string count = count_of_sensors(ui);
  if (count.empty() || x + ui.px(8.0F) + text_width_px(ui, Role::body, count) > until) return;
  const float y = bar.y + (bar.height - ui.fonts.line_px(Role::body)) / 2.0F;
  text_at(ui, x + ui.px(8.0F), y, Role::body, ui.palette.muted, count);
  ui.tell("text", count, "", {x, y, text_width_px(ui, Role::body, count), ui.fonts.line_px(Role::body)});
}

}  // namespace

Box show_top_bar(Ui& ui, const PlannerLayout& layout) {
  const CardPlace place{.id = "top-bar",
                        .name = ui.say("bar.name"),
                        .x = layout.top.x,
                        .y = layout.top.y,
                        .width = layout.top.width,
                        .padding = 0.0F,
                        .radius = 0.0F};
  Column column = begin_card(ui, place);
  const Box& bar = layout.top;
  const float margin = layout.margin + ui.px(4.0F);
  const std::string name = ui.say("app.name");
  text_at(ui, bar.x + margin, bar.y + (bar.height - ui.fonts.line_px(Role::title)) / 2.0F, Role::title,
          ui.palette.ink, name);
  float x = bar.x + margin + text_width_px(ui, Role::title, name) + ui.px(16.0F);
  const float until = show_buttons(ui, bar, margin) - ui.px(8.0F);
  if (ui.state.project.plan) {
    const auto& plan = *ui.state.project.plan;
    std::string title = plan.title.empty() ? ui.state.project_name : plan.title;
    if (!ui.state.document.scenario.empty()) title += " \u203a " + ui.state.document.scenario;
    if (ui.state.document.unsaved()) title = "\u2022 " + title;
    const float room = std::max(0.0F, std::min(text_width_px(ui, Role::body, title) + 1.0F, (until - x) * 0.5F));
    const float y = bar.y + (bar.height - ui.fonts.line_px(Role::body)) / 2.0F;
    fitted_text_at(ui, {x, y, room, 0.0F}, Role::body, ui.palette.muted, title);
    ui.tell("text", title, "", {x, y, room, ui.fonts.line_px(Role::body)});
    show_filters(ui, bar, x + room + ui.px(20.0F), until);
  }
  column.y = bar.bottom();
  return end_card(ui, place, column);
}

}  // namespace schouw::panels
