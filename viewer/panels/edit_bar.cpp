// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "viewer/app/command.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/text.h"

// What stands between a planner and lost work: edits that came back, unsaved edits when the window closes, the
// history.
namespace schouw::panels {

namespace {

constexpr std::size_t kListed = 12;

CardPlace dialog(const Ui& ui, const char* id, const char* name) {
  const float width = std::min(ui.px(520.0F), ui.screen.width * 0.7F);
  return {.id = id,
          .name = ui.say(name),
          .x = (ui.screen.width - width) / 2.0F,
          .y = ui.screen.height * 0.22F,
          .width = width,
          .max_height = ui.screen.height * 0.6F,
          .padding = 20.0F};
}

void listed_steps(Ui& ui, Column& column, const std::vector<plan::Happening>& happened) {
  const std::size_t first = happened.size() > kListed ? happened.size() - kListed : 0;
  if (first > 0) {
    paragraph(ui, column, Role::small, ui.palette.muted,
              ui.say({.key = "recovery.earlier", .values = {{"count", static_cast<std::int64_t>(first)}}}));
  }
  for (std::size_t i = first; i < happened.size(); ++i) {
    const bool undone = happened[i].kind == plan::Happening::Kind::undone;
    std::string line = ui.say(happened[i].step->what);
    if (undone) line = ui.say({.key = "history.undone", .values = {{"what", line}}});
    paragraph(ui, column, Role::small, ui.palette.ink, "\u2022 " + line);
  }
}

}  // namespace

void show_recovery(Ui& ui) {
  if (!ui.state.recovery) return;
  const CardPlace place = dialog(ui, "recovery", "recovery.title");
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say("recovery.title"));
  gap(ui, column, 8.0F);
  paragraph(ui, column, Role::body, ui.palette.ink,
            ui.say({.key = "recovery.text",
                    .values = {{"count", static_cast<std::int64_t>(ui.state.recovery->happened.size())},
                               {"date", base::Sentence::Date{ui.state.recovery->base_iso.substr(0, 10)}}}}));
  gap(ui, column, 8.0F);
  listed_steps(ui, column, ui.state.recovery->happened);
  gap(ui, column, 12.0F);
  const auto chosen =
      button_row(ui, column,
                 {{.id = "recovery-take", .label = ui.say("recovery.take"), .look = ButtonLook::primary},
                  {.id = "recovery-drop", .label = ui.say("recovery.drop")}});
  if (chosen) ui.command(*chosen == 0 ? "recover-edits" : "discard-edits");
  end_card(ui, place, column);
}

// One value after the other: what it was, what it is here, what it is there.
void show_conflicts(Ui& ui) {
  if (ui.state.conflicts.empty() || ui.state.recovery) return;
  const plan::FieldConflict& conflict = ui.state.conflicts.front();
  const CardPlace place = dialog(ui, "conflict", "conflict.title");
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say("conflict.title"));
  gap(ui, column, 8.0F);
  paragraph(ui, column, Role::body, ui.palette.ink,
            ui.say({.key = "conflict.text",
                    .values = {{"count", static_cast<std::int64_t>(ui.state.conflicts.size())},
                               {"thing", conflict.name}}}));
  gap(ui, column, 8.0F);
  const std::string field = conflict.field.empty()         ? "conflict.whole"
                            : conflict.field == "position" ? "conflict.position"
                                                           : "field." + conflict.field;
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say(field.c_str()));
  const std::pair<const char*, const std::string*> sides[] = {
      {"conflict.base", &conflict.base}, {"conflict.mine", &conflict.mine}, {"conflict.theirs", &conflict.theirs}};
  for (const auto& [key, value] : sides) {
    const bool missing = value->empty();
    key_value(ui, column,
              {.key = ui.say(key), .value = missing ? ui.say("conflict.missing") : *value, .missing = missing});
  }
  gap(ui, column, 12.0F);
  const auto chosen =
      button_row(ui, column,
                 {{.id = "conflict-mine", .label = ui.say("conflict.take_mine"), .look = ButtonLook::primary},
                  {.id = "conflict-theirs", .label = ui.say("conflict.take_theirs")}});
  end_card(ui, place, column);
  if (!chosen) return;
  std::string line = "settle-conflict thing=" + app::quoted(conflict.subject) + " take=";
  line += *chosen == 0 ? "mine" : "theirs";
  if (!conflict.field.empty()) line += " field=" + conflict.field;
  const bool last = ui.state.conflicts.size() == 1;
  ui.command(line);
  if (last) ui.command("save");
}

void show_placing(Ui& ui, const PlannerLayout& layout) {
  if (!ui.state.placing) return;
  const float width = std::min(ui.px(420.0F), ui.screen.width * 0.5F);
  const CardPlace place{.id = "placing",
                        .name = ui.say("placing.name"),
                        .x = (ui.screen.width - width) / 2.0F,
                        .y = layout.top.bottom() + layout.margin,
                        .width = width,
                        .padding = 14.0F};
  Column column = begin_card(ui, place);
  const std::string kind = "kind." + std::string(registers::kind_name(*ui.state.placing));
  paragraph(ui, column, Role::small_strong, ui.palette.ink,
            ui.say({.key = "placing.how", .values = {{"kind", base::Sentence::Key{kind}}}}));
  gap(ui, column, 6.0F);
  if (button_row(ui, column, {{.id = "place-cancel", .label = ui.say("placing.cancel")}})) ui.command("place-cancel");
  end_card(ui, place, column);
}

void show_unsaved(Ui& ui) {
  if (!ui.state.asks_to_quit) return;
  const CardPlace place = dialog(ui, "unsaved", "unsaved.title");
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say("unsaved.title"));
  gap(ui, column, 8.0F);
  paragraph(ui, column, Role::body, ui.palette.ink, ui.say("unsaved.text"));
  gap(ui, column, 8.0F);
  listed_steps(ui, column, ui.state.document.happened);
  gap(ui, column, 12.0F);
  const auto chosen =
      button_row(ui, column,
                 {{.id = "unsaved-save", .label = ui.say("unsaved.save"), .look = ButtonLook::primary},
                  {.id = "unsaved-drop", .label = ui.say("unsaved.drop")},
                  {.id = "unsaved-stay", .label = ui.say("unsaved.stay"), .look = ButtonLook::quiet}});
  if (chosen) {
    constexpr const char* kCommands[] = {"quit unsaved=save", "quit unsaved=drop", "quit unsaved=stay"};
    ui.command(kCommands[*chosen]);
  }
  end_card(ui, place, column);
}

void show_history(Ui& ui, const PlannerLayout& layout) {
  if (!ui.state.show_history || !ui.state.project.plan) return;
  const float width = std::min(ui.px(420.0F), ui.screen.width * 0.5F);
  const CardPlace place{.id = "history",
                        .name = ui.say("history.title"),
                        .x = layout.left_width + 2.0F * layout.margin,
                        .y = layout.top.bottom() + layout.margin,
                        .width = width,
                        .max_height = ui.screen.height * 0.5F,
                        .padding = 16.0F};
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say("history.title"));
  gap(ui, column, 6.0F);
  const plan::Document& document = ui.state.document;
  if (document.steps.empty()) paragraph(ui, column, Role::small, ui.palette.muted, ui.say("history.none"));
  for (std::size_t i = document.steps.size(); i-- > 0;) {
    const plan::Step& step = *document.steps[i];
    const bool in_force = i < document.in_force;
    const std::string line = ui.say(step.what);
    paragraph(ui, column, Role::small, in_force ? ui.palette.ink : ui.palette.muted,
              in_force ? line : ui.say({.key = "history.undone", .values = {{"what", line}}}));
  }
  gap(ui, column, 8.0F);
  const auto chosen =
      button_row(ui, column,
                 {{.id = "history-undo", .label = ui.say("command.undo"), .enabled = document.can_undo()},
                  {.id = "history-redo", .label = ui.say("command.redo"), .enabled = document.can_redo()},
                  {.id = "history-close", .label = ui.say("history.close"), .look = ButtonLook::quiet}});
  if (chosen) {
    constexpr const char* kCommands[] = {"undo", "redo", "show-history visible=no"};
    ui.command(kCommands[*chosen]);
  }
  end_card(ui, place, column);
}

}  // namespace schouw::panels
