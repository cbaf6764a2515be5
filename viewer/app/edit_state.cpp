// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/edit_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "geo/base/calendar.h"
#include "viewer/app/activity.h"
#include "viewer/app/app_state.h"
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

auto of_sensor(const base::Uuid& sensor) {
  return [sensor](const plan::Change& change) {
    const auto* put = std::get_if<plan::PutSensor>(&change.edit);
    return put != nullptr && put->sensor->uuid == sensor;
  };
}

template <class List>
std::optional<std::uint32_t> place_of(const List& list, const std::string& id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.id == id; });
  return found == list.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - list.begin()));
}

}  // namespace

std::shared_ptr<const plan::Plan> plan_without_draft(const AppState& state) {
  if (!state.document.plan || state.document.scenario.empty()) return state.document.plan;
  auto shown = plan::shown_plan(state.document);
  return shown ? *shown : state.document.plan;
}

void show_plan(AppState& state) {
  auto shown = plan_without_draft(state);
  if (shown && !state.draft.changes.empty()) {
    auto with = plan::apply_changes(*shown, state.draft.changes);
    if (with) {
      shown = with->plan;
    } else {
      state.draft = {};  // of a plan that is no more
    }
  }
  const bool policy_kept = state.policy_tried && state.project.plan;
  if (shown && !policy_kept) state.policy = shown->policy;
  const auto before = std::exchange(state.project.plan, shown);
  if (before && shown && !same_places(*before, *shown)) forget_places(state);
  if (state.analysed_plan && shown && !same_places(*state.analysed_plan, *shown)) drop_results(state);
  // A hand moves and turns; when a sensor is at work changes only with what is taken.
  if (shown && !state.draft.hand) state.active_by_hour = active_by_hour(shown->sensors, state.options);
  reselect(state);
}

base::Result<base::Done> take_step(AppState& state, base::Sentence what, std::vector<plan::Change> changes) {
  plan::Step step{.what = std::move(what),
                  .who = state.role,
                  .when_iso = base::now_utc_iso(),
                  .changes = std::move(changes),
                  .inverse = {}};
  auto done = plan::take(state.document, std::move(step));
  show_plan(state);
  return done;
}

std::string free_sensor_id(const AppState& state, registers::SensorKind kind) {
  std::set<std::string_view> taken;
  for (const registers::Sensor& sensor : state.project.plan->sensors) taken.insert(sensor.id);
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
  values.status = base->sensors.find(sensor)->status;
  if (off) values.status.value = registers::Status::inactive;
  try_sensor(state, std::move(values));
}

base::Result<base::Done> take_tried(AppState& state, const base::Uuid& sensor, base::Sentence what) {
  const auto found = std::find_if(state.draft.changes.begin(), state.draft.changes.end(), of_sensor(sensor));
  if (found == state.draft.changes.end()) return base::Done{};
  std::vector<plan::Change> changes{*found};
  state.draft.changes.erase(found);
  return take_step(state, std::move(what), std::move(changes));
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
  const registers::Sensor* saved = saved_sensor(state, shown.uuid);
  return saved != nullptr && !registers::counts(shown) && registers::counts(*saved);
}

const coverage::CoverageResult& shown_coverage(const AppState& state) {
  return state.live ? state.live->stacking->coverage() : *state.analysis->stacking.coverage;
}

const std::vector<stacking::Zone>& shown_zones(const AppState& state) {
  return state.live ? state.live->stacking->zones() : state.analysis->stacking.zones;
}

std::optional<ChangedFigures> changed_figures(const AppState& state) {
  if (!state.analysis || !state.document.saved || !state.project.plan) return std::nullopt;
  if (state.project.plan->revision == state.document.saved->revision) return std::nullopt;
  const policy::ThresholdTable& table = state.policy.thresholds;
  ChangedFigures figures = figures_of(shown_zones(state), table);
  if (state.saved_analysis) {
    figures.change_m2 = figures.area_m2 - figures_of(state.saved_analysis->stacking.zones, table).area_m2;
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
