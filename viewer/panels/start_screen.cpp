// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

// A line that a person types in a terminal, on a ground of its own.
void shell_line(Ui& ui, Column& column, const char* words, const char* line) {
  paragraph(ui, column, Role::small, ui.palette.muted, ui.say(words));
  gap(ui, column, 3.0F);
  const float padding = ui.px(10.0F);
  Column inner{.x = column.x + padding, .y = column.y + ui.px(7.0F), .width = column.width - 2.0F * padding};
  const float height = text_height_px(ui, Role::strong, line, inner.width) + ui.px(14.0F);
  ui.draw()->AddRectFilled(ImVec2(column.x, column.y), ImVec2(column.x + column.width, column.y + height),
                           im(ui.palette.hover), ui.px(7.0F));
  paragraph(ui, inner, Role::strong, ui.palette.ink, line);
  column.y += height + ui.px(12.0F);
}

}  // namespace

void show_start_screen(Ui& ui) {
  const float width = std::min(ui.px(560.0F), ui.screen.width - ui.px(32.0F));
  const CardPlace place{.id = "start",
                        .name = ui.say("start.title"),
                        .x = (ui.screen.width - width) / 2.0F,
                        .y = ui.screen.height * 0.2F,
                        .width = width,
                        .max_height = ui.screen.height * 0.75F,
                        .padding = 32.0F,
                        .radius = 14.0F};
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::big, ui.palette.ink, ui.say("start.title"));
  gap(ui, column, 8.0F);
  paragraph(ui, column, Role::body, ui.palette.muted, ui.say("start.text"));
  gap(ui, column, 22.0F);
  shell_line(ui, column, "start.demo", "schouw demo");
  shell_line(ui, column, "start.open", "schouw plan.schouw.gpkg");
  shell_line(ui, column, "start.import", "schouw import plan.schouw.gpkg stad.city.json register.geojson");
  gap(ui, column, 6.0F);
  const auto chosen = button_row(
      ui, column,
      {{.id = "start-help", .label = ui.say("bar.help")}, {.id = "start-quit", .label = ui.say("command.quit")}});
  if (chosen) ui.command(*chosen == 0 ? "help" : "quit");
  end_card(ui, place, column);
}

}  // namespace schouw::panels
