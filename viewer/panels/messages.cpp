// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

constexpr std::size_t kShown = 3;

void message(Ui& ui, Column& column, const base::Diagnostic& diagnostic) {
  const bool grave = diagnostic.severity == base::Severity::error;
  const float indent = ui.px(18.0F);
  ui.draw()->AddCircleFilled(ImVec2(column.x + ui.px(5.0F), column.y + ui.fonts.line_px(Role::small) / 2.0F),
                             ui.px(4.0F), im(grave ? ui.palette.alarm : ui.palette.accent));
  Column words{.x = column.x + indent, .y = column.y, .width = column.width - indent};
  const std::string& feature = diagnostic.where.feature;
  const std::string text =
      diagnostic.code + " \u00b7 " + (feature.empty() ? "" : feature + ": ") + diagnostic.message;
  paragraph(ui, words, Role::small, ui.palette.ink, text);
  if (!diagnostic.hint.empty()) paragraph(ui, words, Role::small, ui.palette.muted, diagnostic.hint);
  ui.tell("alert", diagnostic.code, text, {column.x, column.y, column.width, words.y - column.y});
  column.y = words.y + ui.px(6.0F);
}

}  // namespace

void show_messages(Ui& ui, float bottom) {
  const auto& messages = ui.state.messages;
  if (messages.empty()) return;
  const float width = std::min(ui.px(520.0F), ui.screen.width * 0.6F);
  const CardPlace place{.id = "messages",
                        .name = ui.say("messages.name"),
                        .x = (ui.screen.width - width) / 2.0F,
                        .y = bottom,
                        .from_bottom = true,
                        .width = width,
                        .max_height = ui.screen.height * 0.4F,
                        .padding = 14.0F};
  Column column = begin_card(ui, place);
  const std::size_t shown = std::min(kShown, messages.size());
  for (std::size_t i = messages.size() - shown; i < messages.size(); ++i) message(ui, column, messages[i]);
  if (messages.size() > shown) {
    paragraph(
        ui, column, Role::small, ui.palette.muted,
        ui.say({.key = "messages.more", .values = {{"count", static_cast<std::int64_t>(messages.size() - shown)}}}));
    gap(ui, column, 4.0F);
  }
  if (button_row(ui, column, {{.id = "dismiss", .label = ui.say("messages.dismiss")}}))
    ui.command("dismiss-messages");
  end_card(ui, place, column);
}

}  // namespace schouw::panels
