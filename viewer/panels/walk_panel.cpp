// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "viewer/app/walk.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

std::string metres_and_seconds(const Ui& ui, const exposure::WalkExposure& walk, double metres) {
  return ui.say({.key = "walk.amount",
                 .values = {{"metres", base::Sentence::Number{metres, 0}},
                            {"seconds", base::Sentence::Number{walk.seconds(metres), 0}}}});
}

void heading(Ui& ui, Column& column, const char* key) {
  gap(ui, column, 12.0F);
  paragraph(ui, column, Role::small_strong, ui.palette.muted, ui.say(key));
  gap(ui, column, 4.0F);
}

void shares(Ui& ui, Column& column, const char* key, const exposure::WalkExposure& walk,
            const std::vector<exposure::WalkShare>& rows) {
  if (rows.empty()) return;
  heading(ui, column, key);
  for (const exposure::WalkShare& row : rows) {
    key_value(ui, column,
              {.key = row.name.empty() ? ui.say("exposure.not_recorded") : ui.texts.value(row.name),
               .value = metres_and_seconds(ui, walk, row.in_view_m),
               .missing = row.name.empty()});
  }
}

void densities(Ui& ui, Column& column, const exposure::WalkExposure& walk) {
  if (walk.in_view_m <= 0.0) return;
  heading(ui, column, "walk.by_density");
  const auto& classes = ui.state.policy.density.classes;
  for (std::size_t c = 0; c < std::min(classes.size(), walk.by_class_m.size()); ++c) {
    if (walk.by_class_m[c] <= 0.0) continue;
    bar_row(ui, column,
            {.label = ui.say("density." + classes[c].id),
             .amount = metres_and_seconds(ui, walk, walk.by_class_m[c]),
             .share = walk.by_class_m[c] / walk.in_view_m});
  }
}

void sensors(Ui& ui, Column& column, const exposure::WalkExposure& walk) {
  if (walk.sensors.empty()) return;
  heading(ui, column, "walk.by_sensor");
  constexpr std::size_t kMost = 8;
  std::vector<exposure::WalkSensor> longest = walk.sensors;
  std::stable_sort(longest.begin(), longest.end(),
                   [](const auto& a, const auto& b) { return a.in_view_m > b.in_view_m; });
  for (std::size_t i = 0; i < std::min(kMost, longest.size()); ++i) {
    const registers::Sensor& sensor = ui.state.project.plan->sensors[longest[i].sensor];
    key_value(ui, column,
              {.key = sensor.name.empty() ? sensor.id : sensor.name,
               .value = metres_and_seconds(ui, walk, longest[i].in_view_m)});
  }
  if (longest.size() <= kMost) return;
  paragraph(
      ui, column, Role::small, ui.palette.muted,
      ui.say({.key = "walk.more_sensors", .values = {{"count", static_cast<std::int64_t>(longest.size() - kMost)}}}));
}

void outcome(Ui& ui, Column& column, const exposure::WalkExposure& walk) {
  const std::string in_view = ui.say({.key = walk.in_view_m > 0.0 ? "walk.in_view" : "walk.not_in_view",
                                      .values = {{"metres", base::Sentence::Number{walk.in_view_m, 0}},
                                                 {"seconds", base::Sentence::Number{walk.seconds(walk.in_view_m), 0}},
                                                 {"length", base::Sentence::Number{walk.length_m, 0}}}});
  paragraph(ui, column, Role::body, ui.palette.ink, in_view);
  ui.tell("text", ui.say("walk.title"), in_view, {column.x, column.y, column.width, 1.0F});
  if (walk.inside_buildings_m > 0.0) {
    paragraph(
        ui, column, Role::small, ui.palette.muted,
        ui.say({.key = "walk.inside", .values = {{"metres", base::Sentence::Number{walk.inside_buildings_m, 0}}}}));
  }
  densities(ui, column, walk);
  shares(ui, column, "walk.by_purpose", walk, walk.purposes);
  shares(ui, column, "walk.by_controller", walk, walk.controllers);
  sensors(ui, column, walk);
}

}  // namespace

bool walk_has_something(const Ui& ui) { return ui.state.walk.drawing || !ui.state.walk.points.empty(); }

void walk_content(Ui& ui, Column& column) {
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say("walk.title"));
  gap(ui, column, 6.0F);
  if (ui.state.walk.drawing) {
    paragraph(ui, column, Role::body, ui.palette.ink, ui.say("walk.drawing"));
  } else if (const auto* walk = app::computed_walk(ui.state)) {
    outcome(ui, column, *walk);
  } else {
    paragraph(ui, column, Role::body, ui.palette.muted, ui.say("walk.computing"));
  }
  gap(ui, column, 12.0F);
  const bool can_end = ui.state.walk.drawing && ui.state.walk.points.size() >= 2;
  std::vector<ButtonSpec> buttons;
  if (ui.state.walk.drawing) {
    buttons.push_back(
        {.id = "walk-end", .label = ui.say("walk.end"), .look = ButtonLook::primary, .enabled = can_end});
  } else {
    buttons.push_back({.id = "walk-start", .label = ui.say("walk.again")});
  }
  buttons.push_back({.id = "walk-clear", .label = ui.say("walk.clear")});
  const auto pressed = button_row(ui, column, buttons);
  if (pressed) ui.command(buttons[*pressed].id);
  gap(ui, column, 6.0F);
  paragraph(ui, column, Role::small, ui.palette.muted, ui.say("walk.internal"));
}

}  // namespace schouw::panels
