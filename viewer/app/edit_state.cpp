// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/edit_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "geo/base/calendar.h"
#include "viewer/app/activity.h"
#include "viewer/app/app_state.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/legends.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

using drawing::PickId;

// The sensors that an analysis speaks of by their place stand in the same places.
bool same_places(const plan::Plan& analysed, const plan::Plan& shown) {
  if (shown.sensors.size() < analysed.sensors.size()) return false;
  for (std::size_t i = 0; i < analysed.sensors.size(); ++i) {
    if (analysed.sensors.record(i) == shown.sensors.record(i)) continue;
    if (analysed.sensors[i].uuid != shown.sensors[i].uuid) return false;
  }
  return true;
}

// What refers to sensors by their places in the plan that was shown.
void forget_places(AppState& state) {
  state.spot.reset();
  state.hovered = {};
}

void drop_results(AppState& state) {
  state.analysis.reset();
  state.analysed_plan.reset();
  state.findings.reset();
  state.exposure.reset();
  state.live.reset();
  state.filtered.reset();
  state.difference.reset();
  update_legends(state);
}

ChangedFigures figures_of(const std::vector<stacking::Zone>& zones, const policy::ThresholdTable& table) {
  ChangedFigures figures;
  for (const stacking::Zone& zone : zones) {
    if (!table.rules.empty() && zone.rule != table.rules.front().id) continue;
    ++figures.zones;
    figures.area_m2 += zone.area_m2;
  }
  return figures;
}

const registers::Sensor* saved_sensor(const AppState& state, const base::Uuid& uuid) {
  return state.document.saved ? state.document.saved->sensors.find(uuid) : nullptr;
}

// The sensor that a change is of; nothing where it is of something else.
std::optional<base::Uuid> sensor_of(const plan::Change& change) {
  if (const auto* put = std::get_if<plan::PutSensor>(&change.edit)) return put->sensor->uuid;
  if (const auto* removed = std::get_if<plan::RemoveSensor>(&change.edit)) return removed->uuid;
  return std::nullopt;
}

auto of_sensor(const base::Uuid& sensor) {
  return [sensor](const plan::Change& change) { return sensor_of(change) == sensor; };
}

// Tried edits on top of the plan: those of what is no more, or is another by now, are dropped.
void keep_what_applies(Draft& draft, std::shared_ptr<const plan::Plan>& shown) {
  if (!shown) draft = {};
  if (draft.changes.empty() && !draft.hand) return;
  auto all = plan::apply_changes(*shown, draft.changes);
  if (all) {
    shown = all->plan;
  } else {
    std::vector<plan::Change> kept;
    for (plan::Change& change : draft.changes) {
      auto with = plan::apply_changes(*shown, std::vector<plan::Change>{change});
      if (!with) continue;
      shown = with->plan;
      kept.push_back(std::move(change));
    }
    draft.changes = std::move(kept);
  }
  if (!draft.hand) return;
  const registers::Sensor* held = shown->sensors.find(draft.hand->sensor);
  if (held == nullptr || !held->position) draft.hand.reset();
}

// A threshold that is tried is tried of one policy; another one ends it.
void follow_policy(AppState& state, std::uint64_t policy_before) {
  const policy::Policy& policy = state.project.plan->policy;
  if (state.policy_tried && policy.source_hash == policy_before) return;
  state.policy_tried = false;
  state.policy = policy;
}

base::Diagnostic open_for_reading_only() {
  return {.code = "CMD-109",
          .message = "nothing could be edited: the plan is open for reading only",
          .where = {},
          .hint = "close it in the other program, or open a copy"};
}

template <class List>
std::optional<std::uint32_t> place_of(const List& list, const std::string& id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.id == id; });
  return found == list.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - list.begin()));
}

}  // namespace

std::shared_ptr<const plan::Plan> plan_without_draft(const AppState& state) {
  const plan::Document& document = state.document;
  if (!document.plan || document.scenario.empty()) return document.plan;
  if (state.base.of == document.plan && state.base.scenario == document.scenario) return state.base.plan;
  auto shown = plan::shown_plan(document);
  return shown ? *shown : document.plan;
}

void show_plan(AppState& state) {
  const auto base = plan_without_draft(state);
  const bool other_base = state.base.plan != base;
  state.base = {state.document.plan, state.document.scenario, base};
  auto shown = base;
  keep_what_applies(state.draft, shown);
  const auto before = std::exchange(state.project.plan, shown);
  if (shown) follow_policy(state, before ? before->policy.source_hash : 0);
  if (before && shown && !same_places(*before, *shown)) forget_places(state);
  if (state.analysed_plan && shown && !same_places(*state.analysed_plan, *shown)) drop_results(state);
  // A hand moves and turns; when a sensor is at work changes only with what is taken.
  if (shown && (other_base || !state.draft.hand)) {
    state.active_by_hour = active_by_hour(shown->sensors, state.options);
  }
  reselect(state);
}

bool takes_steps(const AppState& state) { return !state.read_only && state.mode == Mode::planner; }

base::Result<base::Done> take_step(AppState& state, base::Sentence what, std::vector<plan::Change> changes) {
  if (state.read_only) return open_for_reading_only();
  if (state.recovery) return needs_first("an edit", "decision about the edits that came back");
  const Draft tried = state.draft;
  for (const plan::Change& change : changes) {
    if (const auto sensor = sensor_of(change)) std::erase_if(state.draft.changes, of_sensor(*sensor));
  }
  plan::Step step{.what = std::move(what),
                  .who = state.role,
                  .when_iso = base::now_utc_iso(),
                  .changes = std::move(changes),
                  .inverse = {}};
  auto done = plan::take(state.document, std::move(step));
  if (!done) state.draft = tried;
  show_plan(state);
  return done;
}

void for_each_known_sensor(const AppState& state, const std::function<void(const registers::Sensor&)>& visit) {
  for (const registers::Sensor& sensor : state.project.plan->sensors) visit(sensor);
  if (state.document.plan && state.document.plan != state.project.plan) {
    for (const registers::Sensor& sensor : state.document.plan->sensors) visit(sensor);
  }
  if (!state.document.plan) return;
  for (const auto& scenario : state.document.plan->scenarios) {
    for (const plan::Change& change : scenario->changes) {
      if (const auto* put = std::get_if<plan::PutSensor>(&change.edit)) visit(*put->sensor);
    }
  }
}

std::string free_sensor_id(const AppState& state, registers::SensorKind kind) {
  std::set<std::string_view> taken;
  for_each_known_sensor(state, [&](const registers::Sensor& sensor) { taken.insert(sensor.id); });
  std::string id;
  for (int n = 1; id.empty() || taken.count(id) != 0; ++n) id = fmt::format("{}-{}", registers::kind_name(kind), n);
  return id;
}

void try_sensor(AppState& state, registers::Sensor values) {
  const auto base = plan_without_draft(state);
  const registers::Sensor* held = base ? base->sensors.find(values.uuid) : nullptr;
  if (held == nullptr) return;
  std::erase_if(state.draft.changes, of_sensor(values.uuid));
  if (!(*held == values)) state.draft.changes.push_back(plan::put_sensor(*base, std::move(values)));
  show_plan(state);
}

void try_without(AppState& state, const base::Uuid& sensor, bool off) {
  const registers::Sensor* shown = state.project.plan->sensors.find(sensor);
  const auto base = plan_without_draft(state);
  if (shown == nullptr) return;
  registers::Sensor values = *shown;
  if (const registers::Sensor* held = base->sensors.find(sensor)) values.status = held->status;
  if (off) values.status.value = registers::Status::inactive;
  try_sensor(state, std::move(values));
}

base::Result<base::Done> take_tried(AppState& state, const base::Uuid& sensor, base::Sentence what) {
  const auto found = std::find_if(state.draft.changes.begin(), state.draft.changes.end(), of_sensor(sensor));
  if (found == state.draft.changes.end()) return base::Done{};
  std::vector<plan::Change> changes{*found};
  return take_step(state, std::move(what), std::move(changes));
}

void put_back(AppState& state, const HandEdit& hand) {
  std::erase_if(state.draft.changes, of_sensor(hand.sensor));
  if (hand.tried) state.draft.changes.push_back(*hand.tried);
  show_plan(state);
}

void drop_tried(AppState& state) {
  state.draft = {};
  show_plan(state);
}

bool is_changed(const AppState& state, std::uint32_t sensor) {
  const auto& record = state.project.plan->sensors.record(sensor);
  const registers::Sensor* saved = saved_sensor(state, record->uuid);
  return saved == nullptr || (saved != record.get() && !(*saved == *record));
}

bool is_tried_off(const AppState& state, std::uint32_t sensor) {
  const registers::Sensor& shown = state.project.plan->sensors[sensor];
  const auto& tried = state.draft.changes;
  if (std::none_of(tried.begin(), tried.end(), of_sensor(shown.uuid))) return false;
  const registers::Sensor* held = plan_without_draft(state)->sensors.find(shown.uuid);
  return held != nullptr && !registers::counts(shown) && registers::counts(*held);
}

bool for_the_public(const AppState& state) { return state.public_only || state.mode == Mode::kiosk; }

const coverage::CoverageResult& shown_coverage(const AppState& state) {
  return state.live ? state.live->stacking->coverage() : *state.analysis->stacking.coverage;
}

const std::vector<stacking::Zone>& shown_zones(const AppState& state) {
  return state.live ? state.live->stacking->zones() : state.analysis->stacking.zones;
}

const coverage::Footprint* footprint_of(const AppState& state, std::uint32_t sensor) {
  if (!state.analysis || !state.analysis->stacking.coverage) return nullptr;
  const auto& footprints = shown_coverage(state).footprints;
  const auto found =
      std::find_if(footprints.begin(), footprints.end(), [&](const auto& of_one) { return of_one.sensor == sensor; });
  return found == footprints.end() ? nullptr : &*found;
}

std::optional<ChangedFigures> changed_figures(const AppState& state) {
  if (!state.analysis || !state.document.saved || !state.project.plan) return std::nullopt;
  if (state.project.plan->revision == state.document.saved->revision) return std::nullopt;
  const policy::ThresholdTable& table = state.policy.thresholds;
  ChangedFigures figures = figures_of(shown_zones(state), table);
  if (const auto saved = saved_outcome(state)) {
    figures.change_m2 = figures.area_m2 - figures_of(saved->analysis->stacking.zones, table).area_m2;
  }
  return figures;
}

void note_selected(AppState& state) {
  const PickId& selected = state.selected;
  state.selected_id.clear();
  if (selected.kind == PickId::Kind::sensor && state.project.plan) {
    const auto& sensors = state.project.plan->sensors;
    if (selected.index < sensors.size()) state.selected_id = sensors[selected.index].uuid.text();
  } else if (selected.kind == PickId::Kind::zone && state.analysis) {
    const auto& zones = state.analysis->stacking.zones;
    if (selected.index < zones.size()) state.selected_id = zones[selected.index].id;
  } else if (selected.kind == PickId::Kind::city_object && state.project.city) {
    const auto& objects = state.project.city->objects;
    if (selected.index < objects.size()) state.selected_id = objects[selected.index].id;
  }
}

void reselect(AppState& state) {
  if (state.selected_id.empty()) return;
  std::optional<std::uint32_t> place;
  if (state.selected.kind == PickId::Kind::sensor && state.project.plan) {
    const auto uuid = base::uuid_from_text(state.selected_id);
    if (uuid) place = state.project.plan->sensors.index_of(*uuid);
  } else if (state.selected.kind == PickId::Kind::zone && state.analysis) {
    place = place_of(state.analysis->stacking.zones, state.selected_id);
  } else if (state.selected.kind == PickId::Kind::city_object && state.project.city) {
    place = place_of(state.project.city->objects, state.selected_id);
  }
  if (place) {
    state.selected.index = *place;
  } else {
    state.selected = {};
    state.selected_id.clear();
  }
}

}  // namespace schouw::app
