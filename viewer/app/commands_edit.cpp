// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "geo/base/json.h"
#include "geo/base/resource_path.h"
#include "layers/plan/scenario.h"
#include "layers/register/value_text.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/edit_state.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

using base::Done;
using base::Result;
using registers::Sensor;

// What one search lists; who finds more asks for less.
constexpr std::size_t kMostFound = 50;

Result<const registers::FieldRules*> field_rules(AppState& state) {
  if (!state.field_rules) {
    auto rules = registers::FieldRules::load(base::resource_root() / "data" / "registers");
    if (!rules) return Result<const registers::FieldRules*>::failure(rules.diagnostics());
    state.field_rules = std::make_shared<const registers::FieldRules>(*std::move(rules));
  }
  return state.field_rules.get();
}

base::Diagnostic refused(std::string code, std::string_view command, std::string message, std::string hint) {
  return {.code = std::move(code),
          .message = fmt::format("{} could not run: {}", command, message),
          .where = {.feature = std::string(command)},
          .hint = std::move(hint)};
}

// One sensor changed, as a step of the history.
Result<Done> put(AppState& state, Sensor values, base::Sentence what, const CommandContext& context) {
  const auto base = plan_without_draft(state);
  auto taken = take_step(state, std::move(what), {plan::put_sensor(*base, std::move(values))});
  if (taken) follow_edit(state, context);
  return taken;
}

// A field of a sensor as the plan has it without what is tried.
Result<Sensor> stored(const AppState& state, const Arguments& arguments, std::string_view command) {
  const auto sensor = sensor_meant(state, arguments, command);
  if (!sensor) return Result<Sensor>::failure(sensor.diagnostics());
  const base::Uuid uuid = state.project.plan->sensors[*sensor].uuid;
  const Sensor* held = plan_without_draft(state)->sensors.find(uuid);
  return held == nullptr ? Result<Sensor>(state.project.plan->sensors[*sensor]) : Result<Sensor>(*held);
}

bool id_is_taken(const AppState& state, std::string_view id, const base::Uuid& but) {
  const auto& sensors = state.project.plan->sensors;
  return std::any_of(sensors.begin(), sensors.end(),
                     [&](const Sensor& other) { return other.id == id && other.uuid != but; });
}

Result<Done> needs_plan(const AppState& state, std::string_view command) {
  if (!state.project.plan) return needs_first(command, "plan");
  return Done{};
}

std::string lower(const std::optional<std::string>& text) { return registers::lower_case(text.value_or("")); }

bool mentions(const Sensor& sensor, const std::string& word) {
  if (sensor.uuid.text() == word) return true;
  const auto fields = registers::registered_fields();
  return std::any_of(fields.begin(), fields.end(), [&](const registers::Field& field) {
    return lower(field.get(sensor)).find(word) != std::string::npos;
  });
}

// Those whose id or name begins with the word first.
int rank(const Sensor& sensor, const std::string& word) {
  const std::string id = registers::lower_case(sensor.id);
  const std::string name = registers::lower_case(sensor.name);
  if (id == word) return 0;
  if (id.rfind(word, 0) == 0 || name.rfind(word, 0) == 0) return 1;
  return id.find(word) != std::string::npos || name.find(word) != std::string::npos ? 2 : 3;
}

}  // namespace

Result<std::uint32_t> sensor_meant(const AppState& state, const Arguments& arguments, std::string_view command) {
  if (!state.project.plan) return needs_first(command, "plan");
  const std::string* word = text_in(arguments, "sensor");
  if (word == nullptr) word = text_in(arguments, "id");
  if (word == nullptr) {
    if (state.selected.kind != drawing::PickId::Kind::sensor) return needs_first(command, "sensor selected");
    return state.selected.index;
  }
  const auto named = registers::sensor_named(state.project.plan->sensors, *word);
  if (named.index) return *named.index;
  std::string expected = "the id of one in the register";
  for (std::size_t i = 0; i < named.several.size(); ++i) {
    if (i == 0) expected = "one of ";
    expected.append(i == 0 ? "" : ", ").append(named.several[i]);
  }
  return nothing_called(command, "sensor", *word, expected);
}

void follow_edit(AppState& state, const CommandContext& context) {
  const bool known = state.analysis && state.analysis->plan_revision == state.project.plan->revision;
  if (!known && context.follow_edit) context.follow_edit();
}

Result<Done> set_field(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const auto sensor = stored(state, arguments, "set-field");
  if (!sensor) return Result<Done>::failure(sensor.diagnostics());
  const std::string& field = *text_in(arguments, "field");
  const std::string& value = *text_in(arguments, "value");
  const auto rules = field_rules(state);
  if (!rules) return Result<Done>::failure(rules.diagnostics());
  auto changed = (*rules)->with_value(*sensor, field, value);
  state.field_fault.reset();
  if (!changed) {
    state.field_fault = {sensor->uuid, field, changed.diagnostics().front().message};
    return Result<Done>::failure(changed.diagnostics());
  }
  if (field == "id" && id_is_taken(state, changed->id, changed->uuid)) {
    return refused("CMD-108", "set-field", fmt::format("the id '{}' is that of another sensor", changed->id),
                   "ids are unique in a plan");
  }
  base::Diagnostics said = changed.diagnostics();
  base::Sentence what{"edit.set_field",
                      {{"sensor", sensor->id}, {"field", base::Sentence::Key{"field." + field}}, {"value", value}}};
  auto taken = put(state, *std::move(changed), std::move(what), context);
  if (!taken) return taken;
  return {Done{}, std::move(said)};
}

Result<Done> add_sensor(AppState& state, const Arguments& arguments, const CommandContext& context) {
  if (auto plan = needs_plan(state, "add-sensor"); !plan) return plan;
  const std::string id(registers::trimmed(*text_in(arguments, "id")));
  const std::string& kind_word = *text_in(arguments, "kind");
  const auto kind = registers::kind_from_name(kind_word);
  if (!kind) {
    return nothing_called("add-sensor", "kind", kind_word, registers::field_named("kind")->choices);
  }
  if (id.empty() || id_is_taken(state, id, {})) {
    return refused("CMD-108", "add-sensor", fmt::format("the id '{}' is {}", id, id.empty() ? "empty" : "taken"),
                   "ids are unique in a plan");
  }
  Sensor sensor{.id = id, .name = id, .kind = *kind, .sources = {{"plan", id, ""}}};
  sensor.position = crs::MapPosition{*number_in(arguments, "east"), *number_in(arguments, "north"), 0.0};
  sensor.uuid = registers::uuid_of(sensor);
  // One that was removed before keeps its own.
  for (int n = 2; state.project.plan->sensors.find(sensor.uuid) != nullptr; ++n) {
    sensor.uuid = base::named_uuid("plan", fmt::format("{}#{}", id, n));
  }
  const base::Uuid uuid = sensor.uuid;
  base::Sentence what{"edit.add_sensor", {{"sensor", id}, {"kind", base::Sentence::Key{"kind." + kind_word}}}};
  auto added = put(state, std::move(sensor), std::move(what), context);
  if (!added) return added;
  state.placing.reset();
  if (const auto place = state.project.plan->sensors.index_of(uuid)) {
    state.selected = {drawing::PickId::Kind::sensor, *place};
    state.spot.reset();
  }
  return added;
}

Result<Done> place_sensor(AppState& state, const Arguments& arguments, const CommandContext&) {
  if (auto plan = needs_plan(state, "place-sensor"); !plan) return plan;
  const std::string* word = text_in(arguments, "kind");
  const auto kind = word == nullptr ? std::optional(registers::SensorKind::camera) : registers::kind_from_name(*word);
  if (!kind) return nothing_called("place-sensor", "kind", *word, registers::field_named("kind")->choices);
  state.placing = *kind;
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
  std::erase_if(state.draft.changes, [&](const plan::Change& change) {
    const auto* put = std::get_if<plan::PutSensor>(&change.edit);
    return put != nullptr && put->sensor->uuid == sensor->uuid;
  });
  if (state.draft.hand && state.draft.hand->sensor == sensor->uuid) state.draft.hand.reset();
  const auto base = plan_without_draft(state);
  auto taken =
      take_step(state, {"edit.remove_sensor", {{"sensor", sensor->id}}}, {plan::remove_sensor(*base, sensor->uuid)});
  if (taken) follow_edit(state, context);
  return taken;
}

Result<Done> move_sensor(AppState& state, const Arguments& arguments, const CommandContext& context) {
  auto sensor = stored(state, arguments, "move-sensor");
  if (!sensor) return Result<Done>::failure(sensor.diagnostics());
  sensor->position = crs::MapPosition{*number_in(arguments, "east"), *number_in(arguments, "north"), 0.0};
  const std::string id = sensor->id;
  return put(state, *std::move(sensor), {"edit.move_sensor", {{"sensor", id}}}, context);
}

Result<Done> undo(AppState& state, const Arguments&, const CommandContext& context) {
  if (auto plan = needs_plan(state, "undo"); !plan) return plan;
  // What a hand holds is put back first: it is the last thing that was done.
  if (!state.draft.changes.empty() || state.draft.hand) {
    drop_tried(state);
    follow_edit(state, context);
    return Done{};
  }
  auto undone = plan::undo(state.document);
  show_plan(state);
  follow_edit(state, context);
  return undone;
}

Result<Done> redo(AppState& state, const Arguments&, const CommandContext& context) {
  if (auto plan = needs_plan(state, "redo"); !plan) return plan;
  auto redone = plan::redo(state.document);
  show_plan(state);
  follow_edit(state, context);
  return redone;
}

Result<Done> save(AppState& state, const Arguments&, const CommandContext& context) {
  if (auto plan = needs_plan(state, "save"); !plan) return plan;
  if (!context.save) {
    return refused("CMD-109", "save", "the plan is open for reading only",
                   "close it in the other program, or open a copy");
  }
  auto saved = context.save(state);
  if (!saved) return saved;
  show_plan(state);
  if (state.analysis && state.document.saved && state.analysis->plan_revision == state.document.saved->revision) {
    state.saved_analysis = state.analysis;
  }
  follow_edit(state, context);
  return saved;
}

Result<Done> recover_edits(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.recovery || !context.recover) return needs_first("recover-edits", "edit that waits");
  auto done = context.recover(state);
  state.recovery.reset();
  show_plan(state);
  follow_edit(state, context);
  return done;
}

Result<Done> discard_edits(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.recovery || !context.discard) return needs_first("discard-edits", "edit that waits");
  auto done = context.discard(state);
  state.recovery.reset();
  return done;
}

Result<Done> show_history(AppState& state, const Arguments& arguments, const CommandContext&) {
  state.show_history = yes_no_in(arguments, "visible").value_or(!state.show_history);
  return Done{};
}

Result<Done> search(AppState& state, const Arguments& arguments, const CommandContext& context) {
  if (auto plan = needs_plan(state, "search"); !plan) return plan;
  const std::string word = registers::lower_case(registers::trimmed(*text_in(arguments, "text")));
  const auto& sensors = state.project.plan->sensors;
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < sensors.size(); ++i) {
    if (!word.empty() && sensors[i].scope == registers::Scope::in_plan && mentions(sensors[i], word)) {
      found.push_back(i);
    }
  }
  if (found.empty()) return nothing_called("search", "sensor with", word, "a word of a sensor of the plan");
  std::stable_sort(found.begin(), found.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return rank(sensors[a], word) < rank(sensors[b], word); });
  state.selected = {drawing::PickId::Kind::sensor, found.front()};
  state.spot.reset();
  if (!context.answer) return Done{};
  for (std::size_t i = 0; i < std::min(found.size(), kMostFound); ++i) {
    const Sensor& sensor = sensors[found[i]];
    context.answer({"search.found",
                    {{"id", sensor.id},
                     {"name", sensor.name},
                     {"kind", base::Sentence::Key{"kind." + std::string(registers::kind_name(sensor.kind))}}}});
  }
  if (found.size() > kMostFound) {
    context.answer({"search.more", {{"count", static_cast<std::int64_t>(found.size() - kMostFound)}}});
  }
  return Done{};
}

Result<Done> new_scenario(AppState& state, const Arguments& arguments, const CommandContext&) {
  if (auto plan = needs_plan(state, "new-scenario"); !plan) return plan;
  const std::string name(registers::trimmed(*text_in(arguments, "name")));
  std::string fault = plan::fault_of_scenario_name(name);
  const auto& scenarios = state.document.plan->scenarios;
  if (std::any_of(scenarios.begin(), scenarios.end(), [&](const auto& other) { return other->name == name; })) {
    fault = "there is one of that name";
  }
  if (!fault.empty()) {
    return refused("CMD-108", "new-scenario", fmt::format("a scenario cannot be called '{}': {}", name, fault),
                   "choose another name");
  }
  auto scenario = std::make_shared<const plan::Scenario>(plan::Scenario{.name = name, .changes = {}});
  auto made = take_step(state, {"edit.new_scenario", {{"name", name}}},
                        {plan::expecting(*state.document.plan, plan::PutScenario{std::move(scenario), {}})});
  if (made) state.document.scenario = name;
  show_plan(state);
  return made;
}

Result<Done> use_scenario(AppState& state, const Arguments& arguments, const CommandContext& context) {
  if (auto plan = needs_plan(state, "use-scenario"); !plan) return plan;
  const std::string& name = *text_in(arguments, "name");
  if (!name.empty()) {
    if (auto there = plan::plan_in_scenario(*state.document.plan, name); !there) {
      return Result<Done>::failure(there.diagnostics());
    }
  }
  state.draft = {};
  state.document.scenario = name;
  show_plan(state);
  follow_edit(state, context);
  return Done{};
}

Result<Done> accept_scenario(AppState& state, const Arguments& arguments, const CommandContext& context) {
  if (auto plan = needs_plan(state, "accept-scenario"); !plan) return plan;
  const std::string& name = *text_in(arguments, "name");
  const std::string& decision = *text_in(arguments, "decision");
  if (registers::trimmed(decision).empty()) {
    return refused("CMD-108", "accept-scenario", "the decision is empty",
                   "state the reference of the decision that adopts the scenario");
  }
  auto changes = plan::changes_of_acceptance(*state.document.plan, name, decision);
  if (!changes) return Result<Done>::failure(changes.diagnostics());
  state.draft = {};
  state.document.scenario.clear();
  auto taken =
      take_step(state, {"edit.accept_scenario", {{"name", name}, {"decision", decision}}}, *std::move(changes));
  follow_edit(state, context);
  return taken;
}

Result<Done> set_policy(AppState& state, const Arguments& arguments, const CommandContext& context) {
  if (auto plan = needs_plan(state, "set-policy"); !plan) return plan;
  const std::filesystem::path file = *text_in(arguments, "file");
  auto json = base::read_json_file(file);
  if (!json) return Result<Done>::failure(json.diagnostics());
  // A file may hold one part of the policy alone, as those of data/policy do.
  base::Json text = state.document.plan->policy.source_text;
  const bool whole = json->is_object() && json->contains("thresholds") && (*json)["thresholds"].is_object();
  if (whole) {
    for (const auto& [part, value] : json->items()) text[part] = value;
  } else {
    const std::string part = file.stem().string();
    if (!text.contains(part))
      return nothing_called("set-policy", "part of the policy", part, "thresholds or another");
    text[part] = *json;
  }
  auto policy = policy::policy_from_json(text, file.filename().string());
  if (!policy) return Result<Done>::failure(policy.diagnostics());
  state.policy_tried = false;
  plan::PutPolicy edit{std::make_shared<const policy::Policy>(*std::move(policy))};
  auto taken = take_step(state, {"edit.set_policy", {{"file", file.filename().string()}}},
                         {plan::expecting(*state.document.plan, std::move(edit))});
  follow_edit(state, context);
  return taken;
}

}  // namespace schouw::app
