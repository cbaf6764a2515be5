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

// The sensor that a command names, or that is selected; live coverage wants an analysis.
base::Result<std::uint32_t> analysed_sensor(const AppState& state, const Arguments& arguments,
                                            std::string_view command) {
  if (state.project.plan && (!state.analysis || !state.surroundings)) return needs_first(command, "analysis");
  return sensor_meant(state, arguments, command);
}

const registers::Sensor& edited(const AppState& state) {
  return *state.project.plan->sensors.find(state.draft.hand->sensor);
}

void give(AppState& state, registers::Sensor values) { try_sensor(state, std::move(values)); }

void set_declared(registers::Stated<double>& value, double to) {
  value.value = to;
  value.basis = registers::Basis::declared;
}

base::Result<base::Done> moved(AppState& state, double east_m, double north_m, std::string_view command) {
  if (!state.draft.hand) return needs_first(command, "sensor being edited");
  registers::Sensor values = edited(state);
  values.position->east_m = east_m;
  values.position->north_m = north_m;
  give(state, std::move(values));
  return base::Done{};
}

base::Result<base::Done> nudged(AppState& state, double east, double north, std::string_view command) {
  if (!state.draft.hand) return needs_first(command, "sensor being edited");
  const crs::MapPosition at = *edited(state).position;
  return moved(state, at.east_m + east * kStep_m, at.north_m + north * kStep_m, command);
}

const coverage::Footprint* footprint_of_hand(const AppState& state) {
  const auto place = state.project.plan->sensors.index_of(state.draft.hand->sensor);
  if (!state.analysis) return nullptr;
  for (const auto& footprint : state.analysis->stacking.coverage->footprints) {
    if (footprint.sensor == place) return &footprint;
  }
  return nullptr;
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
  give(state, std::move(values));
  return base::Done{};
}

base::Result<base::Done> tilted(AppState& state, double by_deg, std::string_view command) {
  if (!state.draft.hand) return needs_first(command, "sensor being edited");
  registers::Sensor values = edited(state);
  set_declared(values.tilt_deg, std::clamp(tilt_deg(state) + by_deg, -90.0, 90.0));
  give(state, std::move(values));
  return base::Done{};
}

}  // namespace

base::Result<base::Done> edit_sensor_start(AppState& state, const Arguments& arguments, const CommandContext&) {
  const auto sensor = analysed_sensor(state, arguments, "edit-sensor-start");
  if (!sensor) return base::Result<base::Done>::failure(sensor.diagnostics());
  const auto& record = state.project.plan->sensors.record(*sensor);
  if (!record->position) return cannot_edit(*record);
  state.selected = {drawing::PickId::Kind::sensor, *sensor};
  state.spot.reset();
  state.draft.hand = HandEdit{record->uuid, record};
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
  give(state, std::move(values));
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

base::Result<base::Done> edit_sensor_end(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.draft.hand) return needs_first("edit-sensor-end", "sensor being edited");
  const HandEdit hand = *std::exchange(state.draft.hand, std::nullopt);
  auto taken = take_tried(state, hand.sensor, {"edit.hand", {{"sensor", hand.was->id}}});
  follow_edit(state, context);
  return taken;
}

base::Result<base::Done> edit_sensor_cancel(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.draft.hand) return needs_first("edit-sensor-cancel", "sensor being edited");
  const HandEdit hand = *std::exchange(state.draft.hand, std::nullopt);
  try_sensor(state, *hand.was);
  follow_edit(state, context);
  return base::Done{};
}

base::Result<base::Done> try_without_sensor(AppState& state, const Arguments& arguments,
                                            const CommandContext& context) {
  const auto sensor = analysed_sensor(state, arguments, "try-without");
  if (!sensor) return base::Result<base::Done>::failure(sensor.diagnostics());
  const base::Uuid uuid = state.project.plan->sensors[*sensor].uuid;
  try_without(state, uuid, yes_no_in(arguments, "without").value_or(!is_tried_off(state, *sensor)));
  follow_edit(state, context);
  return base::Done{};
}

base::Result<base::Done> reset_tried(AppState& state, const Arguments&, const CommandContext& context) {
  if (state.draft.changes.empty()) return base::Done{};
  drop_tried(state);
  follow_edit(state, context);
  return base::Done{};
}

base::Result<base::Done> take_all_tried(AppState& state, const Arguments&, const CommandContext& context) {
  if (state.draft.changes.empty()) return needs_first("take-tried", "sensor tried out");
  const auto count = static_cast<std::int64_t>(state.draft.changes.size());
  std::vector<plan::Change> changes = std::exchange(state.draft, {}).changes;
  auto taken = take_step(state, {"edit.tried", {{"count", count}}}, std::move(changes));
  follow_edit(state, context);
  return taken;
}

}  // namespace schouw::app
