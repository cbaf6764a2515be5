// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "geo/base/resource_path.h"
#include "geo/base/utf8.h"
#include "layers/register/read_position.h"
#include "layers/register/value_text.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/edit_state.h"

// Sensors of the plan.
namespace schouw::app {

namespace {

using base::Done;
using base::Result;
using registers::Sensor;

Result<const registers::FieldRules*> field_rules(AppState& state) {
  if (!state.field_rules) {
    const auto data = base::resource_root() / "data";
    auto vocabulary = registers::load_vocabulary(data / "vocabulary");
    if (!vocabulary) return Result<const registers::FieldRules*>::failure(vocabulary.diagnostics());
    auto rules = registers::FieldRules::load(data / "registers", *std::move(vocabulary));
    if (!rules) return Result<const registers::FieldRules*>::failure(rules.diagnostics());
    state.field_rules = std::make_shared<const registers::FieldRules>(*std::move(rules));
  }
  return state.field_rules.get();
}

// One sensor changed, as a step of the history.
Result<Done> put(AppState& state, Sensor values, base::Sentence what, const CommandContext& context) {
  const auto base = plan_without_draft(state);
  return and_follow(take_step(state, std::move(what), {plan::put_sensor(*base, std::move(values))}), state, context);
}

// A field of a sensor as the plan has it without what is tried.
Result<Sensor> stored(const AppState& state, const Arguments& arguments, std::string_view command) {
  const auto sensor = sensor_meant(state, arguments, command);
  if (!sensor) return Result<Sensor>::failure(sensor.diagnostics());
  const base::Uuid uuid = state.project.plan->sensors[*sensor].uuid;
  const Sensor* held = plan_without_draft(state)->sensors.find(uuid);
  return held == nullptr ? Result<Sensor>(state.project.plan->sensors[*sensor]) : Result<Sensor>(*held);
}

// Also by a sensor of a scenario: accepted, both would stand in one plan.
bool id_is_taken(const AppState& state, std::string_view id, const base::Uuid& but) {
  bool taken = false;
  for_each_known_sensor(state, [&](const Sensor& other) { taken = taken || (other.id == id && other.uuid != but); });
  return taken;
}

// The sensor with the value, or why it cannot have it.
Result<Sensor> with_value(AppState& state, const Sensor& sensor, const std::string& field, const std::string& value) {
  const auto rules = field_rules(state);
  if (!rules) return Result<Sensor>::failure(rules.diagnostics());
  auto changed = (*rules)->with_value(sensor, field, value);
  if (changed && field == "id" && id_is_taken(state, changed->id, changed->uuid)) {
    return refused("CMD-108", "set-field", fmt::format("the id '{}' is that of another sensor", changed->id),
                   "ids are unique in a plan");
  }
  return changed;
}

Result<Done> set_field(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const auto sensor = stored(state, arguments, "set-field");
  if (!sensor) return Result<Done>::failure(sensor.diagnostics());
  const std::string& field = *text_in(arguments, "field");
  const std::string& value = *text_in(arguments, "value");
  ++state.fields_answered;
  state.field_fault.reset();
  auto changed = with_value(state, *sensor, field, value);
  if (!changed) {
    state.field_fault = {sensor->uuid, field, changed.diagnostics().front().message};
    return Result<Done>::failure(changed.diagnostics());
  }
  base::Diagnostics said = changed.diagnostics();
  base::Sentence what{"edit.set_field",
                      {{"sensor", sensor->id}, {"field", base::Sentence::Key{"field." + field}}, {"value", value}}};
  auto taken = put(state, *std::move(changed), std::move(what), context);
  if (!taken) {
    state.field_fault = {sensor->uuid, field, taken.diagnostics().front().message};
    return taken;
  }
  base::append(said, taken.diagnostics());
  return {Done{}, std::move(said)};
}

// A place that the map of the plan can have.
Result<crs::MapPosition> place_in(const AppState& state, const Arguments& arguments, std::string_view command) {
  const crs::MapPosition place{*number_in(arguments, "east"), *number_in(arguments, "north"), 0.0};
  const crs::Crs& crs = state.project.plan->project_crs;
  if (registers::PositionTransformations(crs).inside_area(place)) return place;
  return base::Diagnostic{
      .code = "CMD-103",
      .kind = base::DiagnosticKind::usage,
      .message = fmt::format("{} could not run: east {:.10g} north {:.10g} lies outside the area of {}", command,
                             place.east_m, place.north_m, crs.name),
      .where = {.feature = std::string(command), .field = "east"},
      .hint = "give metres in the plan's coordinate system, east before north"};
}

Result<Done> add_sensor(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string id(registers::trimmed(*text_in(arguments, "id")));
  const std::string& kind = *text_in(arguments, "kind");
  if (id.empty() || !base::is_plain_text(id) || id_is_taken(state, id, {})) {
    return refused("CMD-108", "add-sensor", fmt::format("the id '{}' is empty, taken or no plain text", id),
                   "ids are unique in a plan");
  }
  const auto place = place_in(state, arguments, "add-sensor");
  if (!place) return Result<Done>::failure(place.diagnostics());
  Sensor sensor{.id = id, .name = id, .kind = *registers::kind_from_name(kind), .sources = {{"plan", id, ""}}};
  sensor.position = *place;
  sensor.uuid = registers::uuid_of(sensor);
  // One that was removed before, or stands in a scenario, keeps its own.
  std::vector<base::Uuid> known;
  for_each_known_sensor(state, [&](const Sensor& other) { known.push_back(other.uuid); });
  for (int n = 2; std::find(known.begin(), known.end(), sensor.uuid) != known.end(); ++n) {
    sensor.uuid = base::named_uuid("plan", fmt::format("{}#{}", id, n));
  }
  const base::Uuid uuid = sensor.uuid;
  base::Sentence what{"edit.add_sensor", {{"sensor", id}, {"kind", base::Sentence::Key{"kind." + kind}}}};
  auto added = put(state, std::move(sensor), std::move(what), context);
  if (!added) return added;
  state.placing.reset();
  if (const auto at = state.project.plan->sensors.index_of(uuid)) {
    state.selected = {drawing::PickId::Kind::sensor, *at};
    state.spot.reset();
  }
  return added;
}

Result<Done> place_sensor(AppState& state, const Arguments& arguments, const CommandContext&) {
  const std::string* kind = text_in(arguments, "kind");
  state.placing = kind == nullptr ? registers::SensorKind::camera : *registers::kind_from_name(*kind);
  state.walk.drawing = false;
  return Done{};
}

Result<Done> place_cancel(AppState& state, const Arguments&, const CommandContext&) {
  state.placing.reset();
  return Done{};
}

Result<Done> remove_sensor(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const auto sensor = stored(state, arguments, "remove-sensor");
  if (!sensor) return Result<Done>::failure(sensor.diagnostics());
  plan::Change change = plan::remove_sensor(*plan_without_draft(state), sensor->uuid);
  return and_follow(take_step(state, {"edit.remove_sensor", {{"sensor", sensor->id}}}, {std::move(change)}), state,
                    context);
}

Result<Done> move_sensor(AppState& state, const Arguments& arguments, const CommandContext& context) {
  auto sensor = stored(state, arguments, "move-sensor");
  if (!sensor) return Result<Done>::failure(sensor.diagnostics());
  const auto place = place_in(state, arguments, "move-sensor");
  if (!place) return Result<Done>::failure(place.diagnostics());
  sensor->position = *place;
  const std::string id = sensor->id;
  return put(state, *std::move(sensor), {"edit.move_sensor", {{"sensor", id}}}, context);
}

// As the field of the register has them, for a parameter.
std::string_view kind_choices() {
  static const std::string kChoices = [] {
    std::string choices(registers::field_named("kind")->choices);
    std::replace(choices.begin(), choices.end(), ' ', '|');
    return choices;
  }();
  return kChoices;
}

bool sensor_is_placed(const AppState& state) { return state.placing.has_value(); }

}  // namespace

std::vector<Command> edit_commands() {
  const Parameter sensor = sensor_parameter("sensor").needed();
  const Parameter kind = choice_parameter("kind", kind_choices(), "what it is");
  return {
      {"set-field",
       "Gives a field of a sensor a value, checked as an import checks it",
       Needs::plan,
       {sensor, text_parameter("field", "name of a field of the native register", Names::sensor_field).needed(),
        text_parameter("value", "the value; empty: missing").needed()},
       {},
       set_field},
      {"add-sensor",
       "Adds a sensor; its status is missing until it is set",
       Needs::plan,
       {text_parameter("id", "an id that no sensor of the plan has").needed(), kind.needed(), east_parameter(),
        north_parameter()},
       {},
       add_sensor},
      {"place-sensor",
       "The next click on the map adds a sensor there",
       Needs::plan,
       {kind.or_else("camera")},
       {"n"},
       place_sensor},
      {"place-cancel",
       "Adds no sensor after all",
       Needs::nothing,
       {},
       {"Escape"},
       place_cancel,
       of_its_group,
       sensor_is_placed},
      {"remove-sensor", "Takes a sensor out of the plan", Needs::plan, {sensor}, {}, remove_sensor},
      {"move-sensor",
       "Gives a sensor another place",
       Needs::plan,
       {sensor, east_parameter(), north_parameter()},
       {},
       move_sensor},
  };
}

}  // namespace schouw::app
