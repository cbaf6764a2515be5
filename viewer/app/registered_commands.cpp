// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/command.h"
#include "viewer/app/command_groups.h"

namespace schouw::app {

namespace {

constexpr std::string_view kLayers =
    "choice zones|stacking|footprints|exposure|sensors|buildings|ground|areas|labels";

Parameter required(std::string_view name, std::string_view type, std::string_view doc) {
  return {.name = name, .type = type, .required = true, .doc = doc};
}
Parameter optional(std::string_view name, std::string_view type, std::string_view doc) {
  return {.name = name, .type = type, .required = false, .doc = doc};
}
Parameter east() { return required("east", "number", "metres in the project CRS"); }
Parameter north() { return required("north", "number", "metres in the project CRS"); }
std::vector<Parameter> pivot_and(std::vector<Parameter> parameters) {
  parameters.push_back(optional("east", "number", "of the point that stays in place; the middle where left out"));
  parameters.push_back(optional("north", "number", "of the point that stays in place"));
  parameters.push_back(optional("up", "number", "of the point that stays in place"));
  return parameters;
}

void add_selection(std::vector<Command>& list) {
  list.push_back({"select-sensor",
                  "Shows a sensor in the inspector",
                  {required("id", "text", "id in the register")},
                  {},
                  select_sensor});
  list.push_back(
      {"select-zone", "Shows a zone in the inspector", {required("id", "text", "Z1, Z2, ...")}, {}, select_zone});
  list.push_back({"select-object",
                  "Shows a building or another object of the city in the inspector",
                  {required("id", "text", "id in the city's file")},
                  {},
                  select_object});
  list.push_back(
      {"clear-selection", "Selects nothing, or closes the sheet of shortcuts", {}, {"Escape"}, clear_selection});
  list.push_back({"who-sees",
                  "Asks which sensors see a spot, by exact rays",
                  {east(), north(), optional("height", "number", "metres above the ground; 0 where left out")},
                  {},
                  who_sees});
}

void add_layers_and_analysis(std::vector<Command>& list) {
  list.push_back({"show-layer",
                  "Shows or hides a layer; switches it where visible is left out",
                  {required("name", kLayers, "the layer"), optional("visible", "yes-no", "yes shows it")},
                  {},
                  show_layer});
  list.push_back({"set-layer-opacity",
                  "Makes a layer more or less transparent",
                  {required("name", kLayers, "the layer"), required("opacity", "number", "0 to 1")},
                  {},
                  set_layer_opacity});
  list.push_back({"set-threshold",
                  "Tries another threshold; the plan keeps its own",
                  {required("rule", "text", "a, b, ... of the threshold table"),
                   optional("attention", "integer", "count from which a place asks for attention"),
                   optional("exceeded", "integer", "count from which the threshold is exceeded"),
                   optional("area-type", "text", "default where left out")},
                  {},
                  set_threshold});
  list.push_back({"reset-threshold", "Back to the thresholds of the plan", {}, {}, reset_threshold});
  list.push_back({"set-date",
                  "Counts only sensors that are active on a date",
                  {required("date", "date", "year-month-day")},
                  {},
                  set_date});
  list.push_back({"set-hour",
                  "Counts only sensors that are at work in an hour of the week",
                  {required("day", "integer", "0 is Monday"), required("hour", "integer", "0 to 23")},
                  {},
                  set_hour});
  list.push_back({"clear-time",
                  "Counts sensors whenever they are at work",
                  {optional("what", "choice date|hour|both", "both where left out")},
                  {},
                  clear_time});
  list.push_back({"set-range",
                  "Computes with low, declared or high ranges",
                  {required("range", "choice low|declared|high", "which")},
                  {},
                  set_range});
  list.push_back({"set-turning",
                  "Counts of cameras that turn all that they reach, the view they stand in, or their presets",
                  {required("figure", "choice reachable|preset|all_presets", "which")},
                  {},
                  set_turning});
  list.push_back({"set-target-height",
                  "Computes what is seen at a height above the ground",
                  {required("height", "number", "metres: 0 is the ground, 1.7 a face")},
                  {},
                  set_target_height});
  list.push_back({"set-cell",
                  "Computes with another size of cells",
                  {required("size", "number", "metres, 0.25 to 5")},
                  {},
                  set_cell});
  list.push_back({"analyse", "Computes coverage, stacking, zones and findings", {}, {"F9"}, analyse});
}

void add_walk(std::vector<Command>& list) {
  list.push_back({"walk-start", "Begins to draw a walk: each click on the map adds a point", {}, {"w"}, walk_start});
  list.push_back({"walk-point", "Adds a point to the walk that is drawn", {east(), north()}, {}, walk_point});
  list.push_back({"walk-end", "Ends the walk and computes what is in view on it", {}, {}, walk_end});
  list.push_back({"walk-clear", "Takes the walk away", {}, {}, walk_clear});
}

bool story_is_open(const AppState& state) { return state.story.has_value(); }
// During a live question the arrows move the camera.
bool story_is_shown(const AppState& state) { return state.story && !state.story->away; }
// The arrows move the sensor that is in hand, else the view.
bool sensor_is_in_hand(const AppState& state) { return state.draft.hand.has_value(); }
bool sensor_can_be_taken(const AppState& state) {
  return !state.draft.hand && state.selected.kind == drawing::PickId::Kind::sensor && !state.spot;
}
bool sensor_is_placed(const AppState& state) { return state.placing.has_value(); }

// First in the list: in a presentation these take the keys that they share with the camera and the selection.
void add_story(std::vector<Command>& list) {
  list.push_back({"start-story",
                  "Starts the presentation",
                  {optional("step", "integer", "1 where left out")},
                  {"F5"},
                  start_story,
                  both_windows});
  list.push_back({"next-step",
                  "Shows the next step",
                  {},
                  {"PageDown", "Right", "Space"},
                  next_step,
                  of_its_group,
                  story_is_shown});
  list.push_back({"previous-step",
                  "Shows the previous step",
                  {},
                  {"PageUp", "Left"},
                  previous_step,
                  of_its_group,
                  story_is_shown});
  list.push_back({"first-step", "Shows the first step", {}, {"Home"}, first_step, of_its_group, story_is_shown});
  list.push_back({"last-step", "Shows the last step", {}, {"End"}, last_step, of_its_group, story_is_shown});
  list.push_back({"go-to-step",
                  "Shows a step by its number",
                  {required("n", "integer", "1 is the first")},
                  {},
                  go_to_step,
                  of_its_group,
                  story_is_shown});
  list.push_back({"choose-step",
                  "Opens the list of steps; then type a number",
                  {},
                  {"g"},
                  choose_step,
                  of_its_group,
                  story_is_shown});
  list.push_back({"blank",
                  "Makes the screen white, or shows the step again",
                  {},
                  {"b", "."},
                  blank,
                  of_its_group,
                  story_is_shown});
  list.push_back({"return-to-story",
                  "Back to the step after a live question",
                  {},
                  {"Backspace"},
                  return_to_story,
                  of_its_group,
                  story_is_open});
  list.push_back({"leave-story", "Ends the presentation", {}, {"Escape"}, leave_story, of_its_group, story_is_open});
}

void add_flights(std::vector<Command>& list) {
  list.push_back({"fly-to",
                  "Flies the camera to a place; what is left out stays as it is",
                  {east(), north(), optional("up", "number", "metres NAP of what the camera looks at"),
                   optional("azimuth", "number", "degrees clockwise from grid north"),
                   optional("tilt", "number", "degrees below the horizon; 90 is straight down"),
                   optional("distance", "number", "metres from the camera to the place")},
                  {},
                  fly_to_pose});
  list.push_back({"look-at-sensor",
                  "Selects a sensor and flies to it",
                  {required("id", "text", "id in the register")},
                  {},
                  look_at_sensor});
  list.push_back(
      {"look-at-zone", "Selects a zone and flies to it", {required("id", "text", "Z1, Z2, ...")}, {}, look_at_zone});
  list.push_back({"home", "Shows the whole city again", {}, {"Home"}, go_home, everywhere});
  list.push_back({"map-view", "Shows the 2D map, north up", {}, {}, map_view});
  list.push_back({"city-view", "Shows the 3D city", {}, {}, city_view});
  list.push_back({"toggle-map", "Switches between the 2D map and the 3D city", {}, {"m"}, toggle_map});
}

void add_moves(std::vector<Command>& list) {
  list.push_back({"zoom",
                  "Comes nearer or goes further away",
                  pivot_and({required("factor", "number", "2 is twice as near")}),
                  {},
                  zoom,
                  everywhere});
  list.push_back({"zoom-in", "Comes nearer", {}, {"Plus", "="}, zoom_in, everywhere});
  list.push_back({"zoom-out", "Goes further away", {}, {"Minus"}, zoom_out, everywhere});
  list.push_back({"orbit",
                  "Turns the camera about a point",
                  pivot_and({optional("azimuth", "number", "degrees to turn, clockwise"),
                             optional("tilt", "number", "degrees to tilt, downwards")}),
                  {},
                  orbit,
                  everywhere});
  list.push_back({"turn-left", "Turns the view to the left", {}, {"Shift+Left"}, turn_left, everywhere});
  list.push_back({"turn-right", "Turns the view to the right", {}, {"Shift+Right"}, turn_right, everywhere});
  list.push_back({"tilt-up", "Looks more towards the horizon", {}, {"Shift+Up"}, tilt_up});
  list.push_back({"tilt-down", "Looks more from above", {}, {"Shift+Down"}, tilt_down});
  list.push_back({"pan",
                  "Moves the camera over the ground",
                  {optional("east", "number", "metres"), optional("north", "number", "metres")},
                  {},
                  pan,
                  everywhere});
  list.push_back({"pan-left", "Moves the view to the left", {}, {"Left"}, pan_left});
  list.push_back({"pan-right", "Moves the view to the right", {}, {"Right"}, pan_right});
  list.push_back({"pan-up", "Moves the view ahead", {}, {"Up"}, pan_up});
  list.push_back({"pan-down", "Moves the view back", {}, {"Down"}, pan_down});
}

void add_interface(std::vector<Command>& list) {
  list.push_back({"switch-language",
                  "Changes the language of the interface",
                  {optional("lang", "choice nl|en", "the other one where left out")},
                  {"F2"},
                  switch_language,
                  everywhere});
  list.push_back({"set-theme",
                  "Changes the colours of the interface",
                  {required("name", "choice light|dark|contrast", "which")},
                  {},
                  set_theme});
  list.push_back({"set-interface-scale",
                  "Makes the interface larger or smaller",
                  {required("scale", "number", "0.75 to 3; 1 is normal")},
                  {},
                  set_interface_scale});
  list.push_back({"interface-larger", "Makes the interface larger", {}, {"Ctrl+Plus", "Ctrl+="}, interface_larger});
  list.push_back({"interface-smaller", "Makes the interface smaller", {}, {"Ctrl+Minus"}, interface_smaller});
  list.push_back({"set-motion",
                  "Lets the camera fly, or cuts from view to view",
                  {required("on", "yes-no", "no cuts")},
                  {},
                  set_motion});
  list.push_back({"help", "Shows or hides the sheet of shortcuts", {}, {"F1"}, help});
  list.push_back({"dismiss-messages", "Takes the messages away", {}, {"Ctrl+Backspace"}, dismiss_messages});
  list.push_back({"quit",
                  "Ends the program; asks first where edits are not saved",
                  {optional("unsaved", "choice save|drop|stay", "what to do with them")},
                  {"Ctrl+q"},
                  quit});
}

void add_kiosk(std::vector<Command>& list) {
  list.push_back({"kiosk-start", "Shows the questions of the kiosk", {}, {}, kiosk_start});
  list.push_back({"kiosk-question",
                  "Chooses a question",
                  {required("name", "choice sensor|place|why", "which")},
                  {},
                  kiosk_question});
  list.push_back({"kiosk-tap",
                  "Answers the question for a place on the map",
                  {east(), north(), optional("sensor", "text", "id of the one that was tapped")},
                  {},
                  kiosk_tap});
  list.push_back({"kiosk-why", "Says why these sensors are there", {}, {}, kiosk_why});
  list.push_back({"kiosk-rights", "Says where to ask, to complain and to use one's rights", {}, {}, kiosk_rights});
  list.push_back({"kiosk-stay", "Says that someone is still there", {}, {}, kiosk_stay});
  list.push_back({"kiosk-restart", "Begins anew for the next visitor", {}, {}, kiosk_restart});
  list.push_back({"kiosk-text-scale",
                  "Makes the text of the kiosk larger",
                  {optional("scale", "number", "1, 1.5 or 2; the next one where left out")},
                  {},
                  kiosk_text_scale});
  list.push_back({"kiosk-contrast", "Switches the colours with high contrast", {}, {}, kiosk_contrast});
}

// Before the camera and the selection: while a sensor is edited these take the keys that they share with them.
void add_try_out(std::vector<Command>& list) {
  list.push_back({"edit-sensor-start",
                  "Takes a sensor in hand, to move, turn and tilt it",
                  {optional("id", "text", "id in the register; the selected one where left out")},
                  {"e"},
                  edit_sensor_start,
                  of_its_group,
                  sensor_can_be_taken});
  list.push_back({"edit-sensor-move",
                  "Moves the sensor that is being edited",
                  {east(), north()},
                  {},
                  edit_sensor_move,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-turn",
                  "Turns the sensor that is being edited",
                  {optional("azimuth", "number", "degrees clockwise from grid north"),
                   optional("tilt", "number", "degrees below the horizon")},
                  {},
                  edit_sensor_turn,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-west",
                  "Moves the edited sensor half a metre to the west",
                  {},
                  {"Left"},
                  edit_sensor_west,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-east",
                  "Moves the edited sensor half a metre to the east",
                  {},
                  {"Right"},
                  edit_sensor_east,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-north",
                  "Moves the edited sensor half a metre to the north",
                  {},
                  {"Up"},
                  edit_sensor_north,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-south",
                  "Moves the edited sensor half a metre to the south",
                  {},
                  {"Down"},
                  edit_sensor_south,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-left",
                  "Turns the edited sensor 5 degrees to the left",
                  {},
                  {"Shift+Left"},
                  edit_sensor_left,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-right",
                  "Turns the edited sensor 5 degrees to the right",
                  {},
                  {"Shift+Right"},
                  edit_sensor_right,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-up",
                  "Tilts the edited sensor 5 degrees up",
                  {},
                  {"Shift+Up"},
                  edit_sensor_up,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-down",
                  "Tilts the edited sensor 5 degrees down",
                  {},
                  {"Shift+Down"},
                  edit_sensor_down,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-end",
                  "Puts the sensor down: its new place is in the plan",
                  {},
                  {"Enter"},
                  edit_sensor_end,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"edit-sensor-cancel",
                  "Puts the sensor back to where this edit began",
                  {},
                  {"Escape"},
                  edit_sensor_cancel,
                  of_its_group,
                  sensor_is_in_hand});
  list.push_back({"try-without",
                  "Tries the plan without a sensor, or with it again",
                  {optional("id", "text", "id in the register; the selected one where left out"),
                   optional("without", "yes-no", "yes leaves it out; switches where left out")},
                  {"o"},
                  try_without_sensor});
  list.push_back({"reset-tried", "Puts every sensor that is tried back as in the plan", {}, {}, reset_tried});
  list.push_back({"take-tried", "Takes what is tried into the plan", {}, {}, take_all_tried});
}

void add_counting(std::vector<Command>& list) {
  list.push_back(
      {"count-only",
       "Counts only some sensors on the map; several values with | between them, any for all",
       {optional("kind", "text", "camera, anpr, ..."), optional("purpose", "text", "as in the register"),
        optional("controller", "text", "as in the register"),
        optional("personal", "text", "none, de_identified, pseudonymous, identifiable, biometric, unknown"),
        optional("density", "text", "a density class, or pixels per metre"),
        optional("date", "text", "year-month-day"), optional("day", "integer", "0 is Monday"),
        optional("hour", "integer", "0 to 23")},
       {},
       count_only});
  list.push_back({"count-all", "Counts all sensors on the map again", {}, {}, count_all});
  list.push_back({"show-difference",
                  "Shows what the proposed sensors, or those that are tried, change on the map",
                  {optional("with", "choice proposed|tried|nothing", "switches proposed where left out")},
                  {},
                  show_difference});
}

void add_edits(std::vector<Command>& list) {
  const Parameter sensor = required("sensor", "text", "id or uuid of a sensor");
  list.push_back({"set-field",
                  "Gives a field of a sensor a value, checked as an import checks it",
                  {sensor, required("field", "text", "name of a field of the native register"),
                   required("value", "text", "the value; empty: missing")},
                  {},
                  set_field});
  list.push_back({"add-sensor",
                  "Adds a sensor; its status is missing until it is set",
                  {required("id", "text", "an id that no sensor of the plan has"),
                   required("kind", "text", "camera, anpr, wifi, ..."), east(), north()},
                  {},
                  add_sensor});
  list.push_back({"place-sensor",
                  "The next click on the map adds a sensor there",
                  {optional("kind", "text", "camera where left out")},
                  {"n"},
                  place_sensor});
  list.push_back(
      {"place-cancel", "Adds no sensor after all", {}, {"Escape"}, place_cancel, of_its_group, sensor_is_placed});
  list.push_back({"remove-sensor", "Takes a sensor out of the plan", {sensor}, {}, remove_sensor});
  list.push_back({"move-sensor", "Gives a sensor another place", {sensor, east(), north()}, {}, move_sensor});
  list.push_back({"undo", "Takes the last step back", {}, {"Ctrl+z"}, undo});
  list.push_back({"redo", "Takes a step again that was undone", {}, {"Ctrl+y", "Ctrl+Shift+z"}, redo});
  list.push_back({"save", "Saves the plan", {}, {"Ctrl+s"}, save});
  list.push_back({"recover-edits", "Takes back the edits of a program that ended too early", {}, {}, recover_edits});
  list.push_back({"discard-edits", "Throws away the edits of a program that ended too early", {}, {}, discard_edits});
  list.push_back({"show-history",
                  "Shows or hides what was done",
                  {optional("visible", "yes-no", "yes shows it; switches where left out")},
                  {"Ctrl+h"},
                  show_history,
                  both_windows});
  list.push_back({"search",
                  "Finds sensors by id, name or any word of theirs, and shows the first",
                  {required("text", "text", "part of a word, capitals or not")},
                  {},
                  search,
                  both_windows});
  list.push_back({"new-scenario",
                  "Makes a scenario: edits go into it and not into the plan",
                  {required("name", "text", "a name without + and comma")},
                  {},
                  new_scenario});
  list.push_back({"use-scenario",
                  "Shows a scenario and edits it",
                  {required("name", "text", "its name; empty: the plan itself")},
                  {},
                  use_scenario});
  list.push_back({"accept-scenario",
                  "Takes a scenario into the plan and notes the decision with each sensor that it changes",
                  {required("name", "text", "its name"), required("decision", "text", "reference of the decision")},
                  {},
                  accept_scenario});
  list.push_back({"set-policy",
                  "Replaces the plan's policy",
                  {required("file", "text", "a JSON file with a member per part of the policy, or one part")},
                  {},
                  set_policy});
}

struct Group {
  void (*add)(std::vector<Command>&);
  Modes modes;
};
// A walk is internal; the council is shown a plan, which is edited in the planner.
constexpr Group kGroups[] = {{add_story, presentation_only},
                             {add_try_out, both_windows},
                             {add_edits, planner_only},
                             {add_selection, both_windows},
                             {add_layers_and_analysis, both_windows},
                             {add_walk, planner_only},
                             {add_counting, both_windows},
                             {add_flights, both_windows},
                             {add_moves, both_windows},
                             {add_interface, both_windows},
                             {add_kiosk, kiosk_only}};

std::vector<Command> all_commands() {
  std::vector<Command> list;
  for (const Group& group : kGroups) {
    const std::size_t first = list.size();
    group.add(list);
    for (std::size_t i = first; i < list.size(); ++i) {
      if (list[i].modes == of_its_group) list[i].modes = group.modes;
    }
  }
  return list;
}

}  // namespace

std::span<const Command> registered_commands() {
  static const std::vector<Command> kCommands = all_commands();
  return kCommands;
}

}  // namespace schouw::app
