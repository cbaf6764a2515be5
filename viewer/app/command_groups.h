// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "viewer/app/command.h"

// What the registered commands do, by subject. Their contracts are the doc lines of registered_commands.cpp.
namespace schouw::app {

using Run = base::Result<base::Done>(AppState&, const Arguments&, const CommandContext&);

Run select_sensor, select_zone, select_object, clear_selection, who_sees;         // commands_selection
Run fly_to_pose, look_at_sensor, look_at_zone, go_home, zoom, zoom_in, zoom_out;  // commands_camera
Run orbit, turn_left, turn_right, tilt_up, tilt_down, pan, pan_left, pan_right, pan_up, pan_down;
Run map_view, city_view, toggle_map;
Run show_layer, set_layer_opacity, set_threshold, reset_threshold, set_date, set_hour;  // commands_analysis
Run clear_time, set_range, set_turning, set_target_height, set_cell, analyse;
Run walk_start, walk_point, walk_end, walk_clear;                                                // commands_walk
Run start_story, next_step, previous_step, first_step, last_step, go_to_step, choose_step;       // commands_story
Run edit_sensor_start, edit_sensor_move, edit_sensor_turn, edit_sensor_end, edit_sensor_cancel;  // commands_hand_edit
Run edit_sensor_west, edit_sensor_east, edit_sensor_north, edit_sensor_south;
Run edit_sensor_left, edit_sensor_right, edit_sensor_up, edit_sensor_down, try_without_sensor, reset_tried;
Run take_all_tried;
Run set_field, add_sensor, remove_sensor, move_sensor, undo, redo, save, search;  // commands_edit
Run place_sensor, place_cancel, recover_edits, discard_edits, show_history;
Run new_scenario, use_scenario, accept_scenario, set_policy;
Run count_only, count_all, show_difference;  // commands_counting
Run blank, leave_story, return_to_story;
Run switch_language, set_theme, set_interface_scale, interface_larger, interface_smaller;  // commands_interface
Run set_motion, help, dismiss_messages, quit;
Run kiosk_start, kiosk_question, kiosk_tap, kiosk_why, kiosk_rights, kiosk_restart;  // commands_kiosk
Run kiosk_stay, kiosk_text_scale, kiosk_contrast;

// The sensor that a command names as id or sensor, by uuid or id, or that is selected. Fails with CMD-105 and
// CMD-106.
base::Result<std::uint32_t> sensor_meant(const AppState& state, const Arguments& arguments, std::string_view command);

// Where the analysis at hand already says what is shown now, nothing has to be computed.
void follow_edit(AppState& state, const CommandContext& context);

// Failures that several subjects share.
base::Diagnostic nothing_called(std::string_view command, std::string_view kind, std::string_view name,
                                std::string_view expected);
base::Diagnostic needs_first(std::string_view command, std::string_view what);

}  // namespace schouw::app
