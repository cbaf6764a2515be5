// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "geo/base/calendar.h"
#include "layers/stacking/limits_at.h"
#include "viewer/app/activity.h"
#include "viewer/app/session.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/press.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

std::string day_after(const std::string& iso, int days) {
  using std::chrono::day;
  using std::chrono::month;
  using std::chrono::sys_days;
  using std::chrono::year;
  using std::chrono::year_month_day;
  const year_month_day date{year{std::stoi(iso.substr(0, 4))},
                            month{static_cast<unsigned>(std::stoi(iso.substr(5, 2)))},
                            day{static_cast<unsigned>(std::stoi(iso.substr(8, 2)))}};
  if (!date.ok()) return iso;
  const year_month_day moved{sys_days{date} + std::chrono::days{days}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(moved.year()), static_cast<unsigned>(moved.month()),
                     static_cast<unsigned>(moved.day()));
}

std::string today(const Ui& ui) { return ui.state.today_iso.empty() ? base::today_iso() : ui.state.today_iso; }

// The date between two arrows; without a date it offers today.
float date_part(Ui& ui, float x, float y) {
  const float size = ui.px(26.0F);
  const std::string& date = ui.state.options.date_iso;
  const std::string shown = date.empty() ? ui.say("time.any_date") : ui.texts.short_date(date);
  const float text = text_width_px(ui, Role::strong, shown);
  const float text_y = y + (size - ui.fonts.line_px(Role::strong)) / 2.0F;
  if (sign_button_at(ui, "day-before", Sign::minus, ui.say("time.day_before"), {x, y, size, size})) {
    ui.command("set-date date=" + (date.empty() ? today(ui) : day_after(date, -1)));
  }
  text_at(ui, x + size + ui.px(4.0F), text_y, Role::strong, ui.palette.ink, shown);
  ui.tell("text", ui.say("time.date"), shown, {x + size, y, text, size});
  const float after = x + size + ui.px(8.0F) + text;
  if (sign_button_at(ui, "day-after", Sign::plus, ui.say("time.day_after"), {after, y, size, size})) {
    ui.command("set-date date=" + (date.empty() ? today(ui) : day_after(date, 1)));
  }
  return after + size;
}

std::string hour_text(const Ui& ui) {
  if (!ui.state.options.hour_of_week) return ui.say("time.any_hour");
  const int hour = *ui.state.options.hour_of_week;
  return ui.say(fmt::format("weekday.short.{}", hour / 24)) + fmt::format(" {:02}:00", hour % 24);
}

void draw_activity(const Ui& ui, const Box& box) {
  const auto& active = ui.state.active_by_hour;
  ui.draw()->AddRectFilled(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), im(ui.palette.track),
                           ui.px(4.0F));
  if (active.size() != app::kHoursOfWeek) return;
  const int most = std::max(1, *std::max_element(active.begin(), active.end()));
  const float step = box.width / app::kHoursOfWeek;
  for (std::size_t hour = 0; hour < active.size(); ++hour) {
    const float share = static_cast<float>(active[hour]) / static_cast<float>(most);
    const float left = std::round(box.x + static_cast<float>(hour) * step);
    const float right = std::round(box.x + static_cast<float>(hour + 1) * step);
    ui.draw()->AddRectFilled(ImVec2(left, box.bottom() - share * box.height), ImVec2(right, box.bottom()),
                             im(ui.palette.accent.with_alpha(110)));
  }
}

void draw_days(const Ui& ui, const Box& box) {
  for (int day = 0; day < 7; ++day) {
    const float left = box.x + box.width * static_cast<float>(day) / 7.0F;
    if (day > 0) {
      ui.draw()->AddLine(ImVec2(left, box.y), ImVec2(left, box.bottom()), im(ui.palette.paper), ui.px(1.5F));
    }
    text_at(ui, left + ui.px(4.0F), box.bottom() + ui.px(2.0F), Role::small, ui.palette.muted,
            ui.say(fmt::format("weekday.short.{}", day)));
  }
}

void choose_hour(Ui& ui, const Box& box, const Press& pressed) {
  std::optional<int> hour;
  if (pressed.held) {
    const float share = (ImGui::GetIO().MousePos.x - box.x) / box.width;
    hour = std::clamp(static_cast<int>(share * app::kHoursOfWeek), 0, app::kHoursOfWeek - 1);
  } else if (pressed.focused && ui.focus.step != 0) {
    hour = (ui.state.options.hour_of_week.value_or(0) + ui.focus.step + app::kHoursOfWeek) % app::kHoursOfWeek;
    ui.focus.step = 0;
  }
  if (hour && hour != ui.state.options.hour_of_week) {
    ui.command(fmt::format("set-hour day={} hour={}", *hour / 24, *hour % 24));
  }
}

void week_slider(Ui& ui, const Box& box) {
  const Press pressed = press(
      ui, {.id = "week", .role = "slider", .name = ui.say("time.hour"), .value = hour_text(ui)}, box, ui.px(4.0F));
  draw_activity(ui, box);
  draw_days(ui, box);
  if (ui.state.options.hour_of_week) {
    const float x =
        box.x + box.width * (static_cast<float>(*ui.state.options.hour_of_week) + 0.5F) / app::kHoursOfWeek;
    ui.draw()->AddRectFilled(ImVec2(x - ui.px(1.5F), box.y - ui.px(3.0F)),
                             ImVec2(x + ui.px(1.5F), box.bottom() + ui.px(3.0F)), im(ui.palette.ink), ui.px(1.5F));
  }
  choose_hour(ui, box, pressed);
}

void time_row(Ui& ui, Column& column) {
  const float date_end = date_part(ui, column.x - ui.px(8.0F), column.y);
  const std::string hour = hour_text(ui);
  const float label_y = column.y + (ui.px(26.0F) - ui.fonts.line_px(Role::body)) / 2.0F;
  const float hour_x = date_end + ui.px(10.0F);
  text_at(ui, hour_x, label_y, Role::body, ui.palette.muted, hour);
  float left = hour_x + std::max(text_width_px(ui, Role::body, hour), ui.px(64.0F)) + ui.px(14.0F);
  float right = column.x + column.width;
  if (!ui.state.options.date_iso.empty() || ui.state.options.hour_of_week) {
    const ButtonSpec clear{.id = "clear-time", .label = ui.say("time.clear"), .look = ButtonLook::quiet};
    right -= button_width_px(ui, clear);
    if (button_at(ui, clear, right, column.y - ui.px(3.0F))) ui.command("clear-time");
    right -= ui.px(6.0F);
  }
  if (right - left < ui.px(220.0F)) {
    column.y += ui.px(34.0F);
    left = column.x;
    right = column.x + column.width;
  }
  week_slider(ui, {left, column.y, right - left, ui.px(26.0F)});
  column.y += ui.px(30.0F) + ui.fonts.line_px(Role::small);
}

struct Stepper {
  std::string id;
  std::string label;
  int value = 0;
  int least = 1;
  int most = 99;
};

float stepper_width_px(const Ui& ui, const Stepper& stepper) {
  return text_width_px(ui, Role::small, stepper.label) + ui.px(96.0F);
}

std::optional<int> stepper_at(Ui& ui, const Stepper& stepper, float x, float y) {
  std::optional<int> changed;
  const float size = ui.px(26.0F);
  text_at(ui, x, y + (size - ui.fonts.line_px(Role::small)) / 2.0F, Role::small, ui.palette.muted, stepper.label);
  x += text_width_px(ui, Role::small, stepper.label) + ui.px(6.0F);
  if (sign_button_at(ui, stepper.id + "-less", Sign::minus, stepper.label + " \u2212", {x, y, size, size},
                     stepper.value > stepper.least)) {
    changed = stepper.value - 1;
  }
  const std::string number = ui.texts.number(stepper.value, 0);
  text_at(ui, x + size + (ui.px(22.0F) - text_width_px(ui, Role::strong, number)) / 2.0F,
          y + (size - ui.fonts.line_px(Role::strong)) / 2.0F, Role::strong, ui.palette.ink, number);
  ui.tell("value", stepper.label, number, {x + size, y, ui.px(22.0F), size});
  if (sign_button_at(ui, stepper.id + "-more", Sign::plus, stepper.label + " +",
                     {x + size + ui.px(22.0F), y, size, size}, stepper.value < stepper.most)) {
    changed = stepper.value + 1;
  }
  return changed;
}

float rule_name(Ui& ui, const Column& column, const policy::ThresholdTable& table, PlannerMemory& memory) {
  const float size = ui.px(26.0F);
  const std::string name = ui.say(stacking::rule_name_key(table, table.rules[memory.threshold_rule].id));
  text_at(ui, column.x, column.y + (size - ui.fonts.line_px(Role::small_strong)) / 2.0F, Role::small_strong,
          ui.palette.ink, name);
  const float end = column.x + text_width_px(ui, Role::small_strong, name) + ui.px(6.0F);
  if (sign_button_at(ui, "next-rule", Sign::chevron, ui.say("threshold.next_rule"), {end, column.y, size, size})) {
    memory.threshold_rule = (memory.threshold_rule + 1) % table.rules.size();
  }
  return end + size + ui.px(14.0F);
}

void threshold_row(Ui& ui, Column& column, PlannerMemory& memory) {
  const auto& table = ui.state.policy.thresholds;
  if (table.rules.empty()) return;
  memory.threshold_rule = std::min(memory.threshold_rule, table.rules.size() - 1);
  const std::string& rule = table.rules[memory.threshold_rule].id;
  const auto levels = table.levels_for("default", rule);
  float x = rule_name(ui, column, table, memory);
  if (!levels) return;
  const std::array<Stepper, 2> steppers = {
      Stepper{"attention", ui.say("threshold.attention"), levels->attention_at, 1, levels->exceeded_at},
      Stepper{"exceeded", ui.say("threshold.exceeded"), levels->exceeded_at, levels->attention_at, 99}};
  const auto place = [&](float width) {
    if (x > column.x && x + width > column.x + column.width) {
      x = column.x;
      column.y += ui.px(30.0F);
    }
  };
  for (const auto& stepper : steppers) {
    place(stepper_width_px(ui, stepper));
    if (const auto value = stepper_at(ui, stepper, x, column.y)) {
      ui.command(fmt::format("set-threshold rule={} {}={}", rule, stepper.id, *value));
    }
    x += stepper_width_px(ui, stepper) + ui.px(10.0F);
  }
  if (ui.state.policy_tried) {
    const ButtonSpec back{.id = "reset-threshold", .label = ui.say("threshold.reset"), .look = ButtonLook::quiet};
    place(button_width_px(ui, back));
    // On a row of its own its words, not its frame, stand in line with the rest.
    const float left = x > column.x ? x : column.x - ui.px(13.0F);
    if (button_at(ui, back, left, column.y - ui.px(3.0F))) ui.command("reset-threshold");
  }
  column.y += ui.px(26.0F);
}

void completeness_row(Ui& ui, Column& column) {
  if (ui.state.work) {
    const std::string what = ui.say(ui.state.work->what);
    const float y = column.y;
    paragraph(ui, column, Role::small, ui.palette.accent, what + "\u2026");
    const float thick = ui.px(3.0F);
    const float done = static_cast<float>(std::clamp(ui.state.work->done_ratio, 0.0, 1.0));
    ui.draw()->AddRectFilled(ImVec2(column.x, column.y), ImVec2(column.x + column.width, column.y + thick),
                             im(ui.palette.track), thick / 2.0F);
    ui.draw()->AddRectFilled(ImVec2(column.x, column.y), ImVec2(column.x + column.width * done, column.y + thick),
                             im(ui.palette.accent), thick / 2.0F);
    ui.tell("progressbar", what, ui.texts.number(done * 100.0F, 0) + " %", {column.x, y, column.width, thick});
    column.y += thick;
    return;
  }
  if (!ui.state.analysis) return;
  const auto& known = ui.state.analysis->stacking.completeness;
  paragraph(ui, column, Role::small, ui.palette.muted,
            ui.say({.key = known.coverage_unknown > 0 ? "time.completeness.unknown" : "time.completeness",
                    .values = {{"counted", std::int64_t{counted_now(ui)}},
                               {"total", std::int64_t{known.total}},
                               {"known", std::int64_t{known.with_coverage}},
                               {"unknown", std::int64_t{known.coverage_unknown}}}}));
}

// What trying sensors comes to, and the way back. It takes the place of another row: were the bar to grow, the city
// would shift under the hand that moves a sensor.
void try_row(Ui& ui, Column& column, const app::ChangedFigures& tried) {
  const bool compared = tried.change_m2.has_value();
  const bool more = compared && *tried.change_m2 >= 0.5;
  const bool fewer = compared && *tried.change_m2 <= -0.5;
  const char* key = more ? "tried.more" : fewer ? "tried.fewer" : compared ? "tried.same" : "tried.zones";
  const std::string said =
      ui.say({.key = key,
              .values = {{"count", std::int64_t{tried.zones}},
                         {"area", base::Sentence::Number{std::abs(tried.change_m2.value_or(0.0)), 0}}}});
  const ButtonSpec back{.id = "reset-tried", .label = ui.say("tried.reset"), .look = ButtonLook::quiet};
  const bool tries = !ui.state.draft.changes.empty();  // what is in the plan goes back by undoing
  const float width = tries ? button_width_px(ui, back) : 0.0F;
  Column words{.x = column.x, .y = column.y, .width = column.width - width - ui.px(8.0F)};
  paragraph(ui, words, Role::small_strong, ui.palette.accent, said);
  ui.tell("status", ui.say("tried.name"), said, {column.x, column.y, words.width, words.y - column.y});
  const float height = button_height_px(ui, back);
  const float middle = (column.y + words.y - height) / 2.0F;
  const bool pressed = tries && button_at(ui, back, column.x + column.width - width + ui.px(10.0F), middle);
  if (pressed) ui.command("reset-tried");
  column.y = words.y;
}

}  // namespace

Box show_time_bar(Ui& ui, const PlannerLayout& layout, PlannerMemory& memory) {
  const CardPlace place{.id = "time-bar",
                        .name = ui.say("time.name"),
                        .x = layout.bottom.x,
                        .y = layout.bottom.y,
                        .from_bottom = true,
                        .width = layout.bottom.width,
                        .padding = 14.0F};
  Column column = begin_card(ui, place);
  time_row(ui, column);
  gap(ui, column, 7.0F);
  threshold_row(ui, column, memory);
  gap(ui, column, 5.0F);
  const auto tried = app::changed_figures(ui.state);
  if (tried && !ui.state.work) {
    try_row(ui, column, *tried);
  } else {
    completeness_row(ui, column);
  }
  return end_card(ui, place, column);
}

}  // namespace schouw::panels
