// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "viewer/app/command.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

struct Shortcut {
  std::string keys;
  std::string label;
};

std::string key_words(const Ui& ui, std::string_view key) {
  std::string words;
  while (true) {
    const auto plus = key.find('+');
    const bool last = plus == std::string_view::npos || plus + 1 == key.size();
    const std::string part(key.substr(0, last ? key.size() : plus));
    const std::string name = "key." + part;
    const bool letter = part.size() == 1 && part[0] >= 'a' && part[0] <= 'z';
    words += ui.texts.has(name) ? ui.say(name) : letter ? std::string(1, static_cast<char>(part[0] - 32)) : part;
    if (last) return words;
    words += "\u00a0+\u00a0";
    key.remove_prefix(plus + 1);
  }
}

std::vector<Shortcut> shortcuts(const Ui& ui) {
  std::vector<Shortcut> list;
  for (const auto& command : app::registered_commands()) {
    if (command.keys.empty() || !app::allowed_in(ui.state.mode, command)) continue;
    std::string keys;
    for (const auto key : command.keys) {
      if (key == "=" || key == "Ctrl+=") continue;
      keys += (keys.empty() ? "" : ", ") + key_words(ui, key);
    }
    list.push_back({std::move(keys), ui.say("command." + std::string(command.name))});
  }
  return list;
}

float shortcut_row(Ui& ui, Column column, const Shortcut& shortcut) {
  Column keys{.x = column.x, .y = column.y, .width = column.width * 0.42F};
  Column words{.x = column.x + column.width * 0.45F, .y = column.y, .width = column.width * 0.55F};
  paragraph(ui, keys, Role::small_strong, ui.palette.ink, shortcut.keys);
  paragraph(ui, words, Role::small, ui.palette.ink, shortcut.label);
  ui.tell("text", shortcut.label, shortcut.keys, {column.x, column.y, column.width, 1.0F});
  return std::max(keys.y, words.y) + ui.px(5.0F);
}

}  // namespace

void show_help_sheet(Ui& ui) {
  if (!ui.state.show_help) return;
  const float width = std::min(ui.px(860.0F), ui.screen.width - ui.px(40.0F));
  const CardPlace place{.id = "help",
                        .name = ui.say("help.title"),
                        .x = (ui.screen.width - width) / 2.0F,
                        .y = ui.px(70.0F),
                        .width = width,
                        .max_height = ui.screen.height - ui.px(100.0F),
                        .padding = 28.0F,
                        .radius = 14.0F};
  Column column = begin_card(ui, place);
  const float size = ui.px(30.0F);
  if (sign_button_at(ui, "help-close", Sign::cross, ui.say("inspector.close"),
                     {column.x + column.width - size, column.y, size, size})) {
    ui.command("help");
  }
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say("help.title"));
  gap(ui, column, 14.0F);
  const auto list = shortcuts(ui);
  const bool two = column.width > ui.px(620.0F);
  const std::size_t half = two ? (list.size() + 1) / 2 : list.size();
  const float width_each = two ? (column.width - ui.px(36.0F)) / 2.0F : column.width;
  Column left{.x = column.x, .y = column.y, .width = width_each};
  Column right{.x = column.x + width_each + ui.px(36.0F), .y = column.y, .width = width_each};
  for (std::size_t i = 0; i < list.size(); ++i) {
    Column& here = i < half ? left : right;
    here.y = shortcut_row(ui, here, list[i]);
  }
  column.y = std::max(left.y, right.y) + ui.px(8.0F);
  paragraph(ui, column, Role::small, ui.palette.muted, ui.say("help.mouse"));
  end_card(ui, place, column);
}

}  // namespace schouw::panels
