// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geo/base/units.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/try_out.h"

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

// The sensor that a command names, or that is selected.
base::Result<std::uint32_t> sensor_meant(const AppState& state, const Arguments& arguments,
                                         std::string_view command) {
  if (!state.project.plan) return needs_first(command, "plan");
  if (!state.analysis || !state.surroundings) return needs_first(command, "analysis");
  const auto& sensors = state.project.plan->sensors;
  if (const std::string* id = text_in(arguments, "id")) {
    const auto found =
        std::find_if(sensors.begin(), sensors.end(), [&](const auto& other) { return other.id == *id; });
    if (found == sensors.end()) return nothing_called(command, "sensor", *id, "the id of one in the register");
    return static_cast<std::uint32_t>(found - sensors.begin());
  }
  if (state.selected.kind != drawing::PickId::Kind::sensor) return needs_first(command, "sensor selected");
  return state.selected.index;
}

// Where the analysis already says what the plan says now, nothing has to be computed.
void settle(AppState& state, const CommandContext& context) {
  const bool known = state.analysis && state.analysis->plan_revision == shown_revision(state);
  if (known) {
    state.try_out.analysed = state.try_out.change;
  } else if (context.start_analysis) {
    context.start_analysis();
  }
}

const registers::Sensor& edited(const AppState& state) {
  const std::uint32_t sensor = state.try_out.edit->sensor;
  return shown_plan(state)->sensors[sensor];
}

void give(AppState& state, registers::Sensor values) {
  try_sensor(state, state.try_out.edit->sensor, std::move(values));
}

void set_declared(registers::Stated<double>& value, double to) {
  value.value = to;
  value.basis = registers::Basis::declared;
}

base::Result<base::Done> moved(AppState& state, double east_m, double north_m, std::string_view command) {
  if (!state.try_out.edit) return needs_first(command, "sensor being edited");
  registers::Sensor values = edited(state);
  values.position->east_m = east_m;
  values.position->north_m = north_m;
  give(state, std::move(values));
  return base::Done{};
}

base::Result<base::Done> nudged(AppState& state, double east, double north, std::string_view command) {
  if (!state.try_out.edit) return needs_first(command, "sensor being edited");
  const crs::MapPosition at = *edited(state).position;
  return moved(state, at.east_m + east * kStep_m, at.north_m + north * kStep_m, command);
}

// The direction as the analysis took it where the register states none.
double direction_deg(const AppState& state) {
  const registers::Sensor& sensor = edited(state);
  if (sensor.azimuth_deg) return *sensor.azimuth_deg;
  for (const auto& footprint : state.analysis->stacking.coverage->footprints) {
    if (footprint.sensor == state.try_out.edit->sensor) return footprint.view.azimuth.degrees();
  }
  return 0.0;
}

double tilt_deg(const AppState& state) {
  const registers::Sensor& sensor = edited(state);
  if (sensor.tilt_deg) return *sensor.tilt_deg;
  for (const auto& footprint : state.analysis->stacking.coverage->footprints) {
    if (footprint.sensor == state.try_out.edit->sensor) return footprint.view.tilt.degrees();
  }
  return 0.0;
}

base::Result<base::Done> turned(AppState& state, double by_deg, std::string_view command) {
  if (!state.try_out.edit) return needs_first(command, "sensor being edited");
  registers::Sensor values = edited(state);
  set_declared(values.azimuth_deg, base::normalised_azimuth_deg(direction_deg(state) + by_deg));
  give(state, std::move(values));
  return base::Done{};
}

base::Result<base::Done> tilted(AppState& state, double by_deg, std::string_view command) {
  if (!state.try_out.edit) return needs_first(command, "sensor being edited");
  registers::Sensor values = edited(state);
  set_declared(values.tilt_deg, std::clamp(tilt_deg(state) + by_deg, -90.0, 90.0));
  give(state, std::move(values));
  return base::Done{};
}

}  // namespace

base::Result<base::Done> edit_sensor_start(AppState& state, const Arguments& arguments, const CommandContext&) {
  const auto sensor = sensor_meant(state, arguments, "edit-sensor-start");
  if (!sensor) return base::Result<base::Done>::failure(sensor.diagnostics());
  const registers::Sensor& values = shown_plan(state)->sensors[*sensor];
  if (!values.position) return cannot_edit(values);
  state.selected = {drawing::PickId::Kind::sensor, *sensor};
  state.spot.reset();
  state.try_out.edit = SensorEdit{*sensor, values};
  return base::Done{};
}

base::Result<base::Done> edit_sensor_move(AppState& state, const Arguments& arguments, const CommandContext&) {
  return moved(state, *number_in(arguments, "east"), *number_in(arguments, "north"), "edit-sensor-move");
}

base::Result<base::Done> edit_sensor_turn(AppState& state, const Arguments& arguments, const CommandContext&) {
  if (!state.try_out.edit) return needs_first("edit-sensor-turn", "sensor being edited");
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
  if (!state.try_out.edit) return needs_first("edit-sensor-end", "sensor being edited");
  state.try_out.edit.reset();
  if (state.try_out.plan) settle(state, context);
  return base::Done{};
}

base::Result<base::Done> edit_sensor_cancel(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.try_out.edit) return needs_first("edit-sensor-cancel", "sensor being edited");
  if (state.try_out.plan) {
    give(state, state.try_out.edit->was);
    drop_equal_try_out(state);
    settle(state, context);
  }
  state.try_out.edit.reset();
  return base::Done{};
}

base::Result<base::Done> try_without_sensor(AppState& state, const Arguments& arguments,
                                            const CommandContext& context) {
  const auto sensor = sensor_meant(state, arguments, "try-without");
  if (!sensor) return base::Result<base::Done>::failure(sensor.diagnostics());
  try_without(state, *sensor, yes_no_in(arguments, "without").value_or(!is_tried_off(state, *sensor)));
  drop_equal_try_out(state);
  settle(state, context);
  return base::Done{};
}

base::Result<base::Done> reset_tried(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.try_out.plan) return base::Done{};
  reset_try_out(state);
  settle(state, context);
  return base::Done{};
}

}  // namespace schouw::app
