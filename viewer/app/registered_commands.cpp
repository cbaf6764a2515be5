// SPDX-License-Identifier: EUPL-1.2
#include <iterator>

#include "viewer/app/command_groups.h"

namespace schouw::app {

namespace {

struct Group {
  std::vector<Command> (*commands)();
  Modes modes;  // of those that declare none
};

// Of several commands that share a key the first that can do something has it: a story and a sensor in hand come
// before the camera and the selection. A walk is internal; the council is shown a plan, which is edited in the
// planner.
constexpr Group kGroups[] = {
    {story_commands, presentation_only}, {hand_commands, both_windows},     {edit_commands, planner_only},
    {record_commands, planner_only},     {document_commands, planner_only}, {scenario_commands, planner_only},
    {selection_commands, both_windows},  {analysis_commands, both_windows}, {walk_commands, planner_only},
    {counting_commands, both_windows},   {flight_commands, both_windows},   {camera_move_commands, both_windows},
    {interface_commands, both_windows},  {kiosk_commands, kiosk_only}};

std::vector<Command> all_commands() {
  std::vector<Command> list;
  for (const Group& group : kGroups) {
    std::vector<Command> commands = group.commands();
    for (Command& command : commands) {
      if (command.modes == of_its_group) command.modes = group.modes;
    }
    list.insert(list.end(), std::make_move_iterator(commands.begin()), std::make_move_iterator(commands.end()));
  }
  return list;
}

}  // namespace

std::span<const Command> registered_commands() {
  static const std::vector<Command> kCommands = all_commands();
  return kCommands;
}

}  // namespace schouw::app
