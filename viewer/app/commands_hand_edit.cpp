// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/base/units.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/edit_state.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

constexpr double kStep_m = 0.5;
constexpr double kTurn_deg = 5.0;

base::Diagnostic cannot_edit(const registers::Sensor& sensor) {
  return {.code = "CMD-103",
          .kind = base::DiagnosticKind::usage,
          .message = fmt::format("edit-sensor-start could not run: {} has no position on the map", sensor.id),
          .where = {.feature = sensor.id, .field = "position"},
          .hint = "give it a position in the register first"};
}

const registers::Sensor& edited(const AppState& state) {
  return *state.project.plan->sensors.find(state.draft.hand->sensor);
}

void set_declared(registers::Stated<double>& value, double to) {
  value.value = to;
  value.basis = registers::Basis::declared;
}

base::Result<base::Done> moved(AppState& state, double east_m, double north_m, std::string_view command) {
  if (!state.draft.hand) return needs_first(command, "sensor being edited");
  registers::Sensor values = edited(state);
  values.position->east_m = east_m;
  values.position->north_m = north_m;
  try_sensor(state, std::move(values));
  return base::Done{};
}

base::Result<base::Done> nudged(AppState& state, double east, double north, std::string_view command) {
  if (!state.draft.hand) return needs_first(command, "sensor being edited");
  const crs::MapPosition at = *edited(state).position;
  return moved(state, at.east_m + east * kStep_m, at.north_m + north * kStep_m, command);
}

std::optional<plan::Change> tried_of(const AppState& state, const base::Uuid& sensor) {
  for (const plan::Change& change : state.draft.changes) {
    const auto* put = std::get_if<plan::PutSensor>(&change.edit);
    if (put != nullptr && put->sensor->uuid == sensor) return change;
  }
  return std::nullopt;
}

const coverage::Footprint* footprint_of_hand(const AppState& state) {
  const auto place = state.project.plan->sensors.index_of(state.draft.hand->sensor);
  return place ? footprint_of(state, *place) : nullptr;
}

// The direction as the analysis took it where the register states none.
double direction_deg(const AppState& state) {
  const registers::Sensor& sensor = edited(state);
  if (sensor.azimuth_deg) return *sensor.azimuth_deg;
  const auto* footprint = footprint_of_hand(state);
  return footprint != nullptr ? footprint->view.azimuth.degrees() : 0.0;
}

double tilt_deg(const AppState& state) {
  const registers::Sensor& sensor = edited(state);
  if (sensor.tilt_deg) return *sensor.tilt_deg;
  const auto* footprint = footprint_of_hand(state);
  return footprint != nullptr ? footprint->view.tilt.degrees() : 0.0;
}

base::Result<base::Done> turned(AppState& state, double by_deg, std::string_view command) {
  if (!state.draft.hand) return needs_first(command, "sensor being edited");
  registers::Sensor values = edited(state);
  set_declared(values.azimuth_deg, base::normalised_azimuth_deg(direction_deg(state) + by_deg));
  try_sensor(state, std::move(values));
  return base::Done{};
}

base::Result<base::Done> tilted(AppState& state, double by_deg, std::string_view command) {
  if (!state.draft.hand) return needs_first(command, "sensor being edited");
  registers::Sensor values = edited(state);
  set_declared(values.tilt_deg, std::clamp(tilt_deg(state) + by_deg, -90.0, 90.0));
  try_sensor(state, std::move(values));
  return base::Done{};
}

base::Result<base::Done> edit_sensor_start(AppState& state, const Arguments& arguments, const CommandContext&) {
  const auto sensor = sensor_meant(state, arguments, "edit-sensor-start");
  if (!sensor) return base::Result<base::Done>::failure(sensor.diagnostics());
  const auto& record = state.project.plan->sensors.record(*sensor);
  if (!record->position) return cannot_edit(*record);
  state.selected = {drawing::PickId::Kind::sensor, *sensor};
  state.spot.reset();
  state.draft.hand = HandEdit{record->uuid, record, tried_of(state, record->uuid)};
  return base::Done{};
}

base::Result<base::Done> edit_sensor_move(AppState& state, const Arguments& arguments, const CommandContext&) {
  return moved(state, *number_in(arguments, "east"), *number_in(arguments, "north"), "edit-sensor-move");
}

base::Result<base::Done> edit_sensor_turn(AppState& state, const Arguments& arguments, const CommandContext&) {
  if (!state.draft.hand) return needs_first("edit-sensor-turn", "sensor being edited");
  registers::Sensor values = edited(state);
  if (const auto azimuth = number_in(arguments, "azimuth")) {
    set_declared(values.azimuth_deg, base::normalised_azimuth_deg(*azimuth));
  }
  if (const auto tilt = number_in(arguments, "tilt")) set_declared(values.tilt_deg, std::clamp(*tilt, -90.0, 90.0));
  try_sensor(state, std::move(values));
  return base::Done{};
}

base::Result<base::Done> edit_sensor_west(AppState& state, const Arguments&, const CommandContext&) {
  return nudged(state, -1.0, 0.0, "edit-sensor-west");
}
base::Result<base::Done> edit_sensor_east(AppState& state, const Arguments&, const CommandContext&) {
  return nudged(state, 1.0, 0.0, "edit-sensor-east");
}
base::Result<base::Done> edit_sensor_north(AppState& state, const Arguments&, const CommandContext&) {
  return nudged(state, 0.0, 1.0, "edit-sensor-north");
}
base::Result<base::Done> edit_sensor_south(AppState& state, const Arguments&, const CommandContext&) {
  return nudged(state, 0.0, -1.0, "edit-sensor-south");
}
base::Result<base::Done> edit_sensor_left(AppState& state, const Arguments&, const CommandContext&) {
  return turned(state, -kTurn_deg, "edit-sensor-left");
}
base::Result<base::Done> edit_sensor_right(AppState& state, const Arguments&, const CommandContext&) {
  return turned(state, kTurn_deg, "edit-sensor-right");
}
base::Result<base::Done> edit_sensor_up(AppState& state, const Arguments&, const CommandContext&) {
  return tilted(state, -kTurn_deg, "edit-sensor-up");
}
base::Result<base::Done> edit_sensor_down(AppState& state, const Arguments&, const CommandContext&) {
  return tilted(state, kTurn_deg, "edit-sensor-down");
}

// Where no step can be taken, what the hand did stays tried.
base::Result<base::Done> edit_sensor_end(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.draft.hand) return needs_first("edit-sensor-end", "sensor being edited");
  const HandEdit hand = *std::exchange(state.draft.hand, std::nullopt);
  if (!takes_steps(state)) {
    show_plan(state);
    return and_follow(base::Done{}, state, context);
  }
  return and_follow(take_tried(state, hand.sensor, {"edit.hand", {{"sensor", hand.was->id}}}), state, context);
}

base::Result<base::Done> edit_sensor_cancel(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.draft.hand) return needs_first("edit-sensor-cancel", "sensor being edited");
  put_back(state, *std::exchange(state.draft.hand, std::nullopt));
  return and_follow(base::Done{}, state, context);
}

base::Result<base::Done> try_without_sensor(AppState& state, const Arguments& arguments,
                                            const CommandContext& context) {
  const auto sensor = sensor_meant(state, arguments, "try-without");
  if (!sensor) return base::Result<base::Done>::failure(sensor.diagnostics());
  const base::Uuid uuid = state.project.plan->sensors[*sensor].uuid;
  try_without(state, uuid, yes_no_in(arguments, "without").value_or(!is_tried_off(state, *sensor)));
  return and_follow(base::Done{}, state, context);
}

base::Result<base::Done> reset_tried(AppState& state, const Arguments&, const CommandContext& context) {
  if (state.draft.changes.empty()) return base::Done{};
  drop_tried(state);
  return and_follow(base::Done{}, state, context);
}

base::Result<base::Done> take_all_tried(AppState& state, const Arguments&, const CommandContext& context) {
  if (state.draft.changes.empty()) return needs_first("take-tried", "sensor tried out");
  const auto count = static_cast<std::int64_t>(state.draft.changes.size());
  std::vector<plan::Change> changes = state.draft.changes;
  return and_follow(take_step(state, {"edit.tried", {{"count", count}}}, std::move(changes)), state, context);
}

// The arrows move the sensor that is in hand, else the view.
bool sensor_is_in_hand(const AppState& state) { return state.draft.hand.has_value(); }
bool sensor_can_be_taken(const AppState& state) {
  return !state.draft.hand && state.selected.kind == drawing::PickId::Kind::sensor && !state.spot;
}

// Live coverage wants an analysis.
Command in_hand(std::string_view name, std::string_view doc, std::vector<Parameter> parameters,
                std::vector<std::string_view> keys, Run* run) {
  return {name, doc, Needs::sight, std::move(parameters), std::move(keys), run, of_its_group, sensor_is_in_hand};
}

// Letting go needs nothing that was computed.
Command put_down(std::string_view name, std::string_view doc, std::vector<Parameter> parameters,
                 std::vector<std::string_view> keys, Run* run) {
  Command command = in_hand(name, doc, std::move(parameters), std::move(keys), run);
  command.needs = Needs::plan;
  return command;
}

}  // namespace

std::vector<Command> hand_commands() {
  return {
      {"edit-sensor-start",
       "Takes a sensor in hand, to move, turn and tilt it",
       Needs::sight,
       {sensor_parameter("id")},
       {"e"},
       edit_sensor_start,
       of_its_group,
       sensor_can_be_taken},
      in_hand("edit-sensor-move", "Moves the sensor that is being edited", {east_parameter(), north_parameter()}, {},
              edit_sensor_move),
      in_hand("edit-sensor-turn", "Turns the sensor that is being edited",
              {number_parameter("azimuth", "clockwise from grid north").in("deg"),
               number_parameter("tilt", "below the horizon").in("deg")},
              {}, edit_sensor_turn),
      in_hand("edit-sensor-west", "Moves the edited sensor half a metre to the west", {}, {"Left"}, edit_sensor_west),
      in_hand("edit-sensor-east", "Moves the edited sensor half a metre to the east", {}, {"Right"},
              edit_sensor_east),
      in_hand("edit-sensor-north", "Moves the edited sensor half a metre to the north", {}, {"Up"},
              edit_sensor_north),
      in_hand("edit-sensor-south", "Moves the edited sensor half a metre to the south", {}, {"Down"},
              edit_sensor_south),
      in_hand("edit-sensor-left", "Turns the edited sensor 5 degrees to the left", {}, {"Shift+Left"},
              edit_sensor_left),
      in_hand("edit-sensor-right", "Turns the edited sensor 5 degrees to the right", {}, {"Shift+Right"},
              edit_sensor_right),
      in_hand("edit-sensor-up", "Tilts the edited sensor 5 degrees up", {}, {"Shift+Up"}, edit_sensor_up),
      in_hand("edit-sensor-down", "Tilts the edited sensor 5 degrees down", {}, {"Shift+Down"}, edit_sensor_down),
      put_down("edit-sensor-end", "Puts the sensor down: its new place is in the plan", {}, {"Enter"},
               edit_sensor_end),
      put_down("edit-sensor-cancel", "Puts the sensor back to where this edit began", {}, {"Escape"},
               edit_sensor_cancel),
      {"try-without",
       "Tries the plan without a sensor, or with it again",
       Needs::sight,
       {sensor_parameter("id"), yes_no_parameter("without", "yes leaves it out; switches where left out")},
       {"o"},
       try_without_sensor},
      {"reset-tried", "Puts every sensor that is tried back as in the plan", Needs::plan, {}, {}, reset_tried},
      {"take-tried", "Takes what is tried into the plan", Needs::plan, {}, {}, take_all_tried, planner_only},
  };
}

}  // namespace schouw::app
