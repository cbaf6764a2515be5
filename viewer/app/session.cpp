// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geo/base/json.h"
#include "viewer/app/activity.h"
#include "viewer/app/legends.h"
#include "viewer/app/walk.h"

namespace schouw::app {

namespace {

constexpr double kAttractTurn_deg_per_s = 1.5;

std::optional<story::Story> kept_story(const plan::Plan& plan) {
  for (const auto& text : plan.stories) {
    const auto json = base::parse_json(text, "story");
    if (!json) continue;
    auto story = story::story_from_json(*json, "story");
    if (story && !story->steps.empty()) return *std::move(story);
  }
  return std::nullopt;
}

bool advance_flight(AppState& state, double now_s) {
  if (!state.flight) return false;
  const Flight flight = *state.flight;
  const double t = flight.duration_s > 0.0 ? (now_s - flight.started_s) / flight.duration_s : 1.0;
  if (t >= 1.0) {
    state.camera = flight.to;
    state.flight.reset();
  } else {
    state.camera = drawing::flight(flight.from, flight.to, std::max(0.0, t));
  }
  return true;
}

bool advance_kiosk(AppState& state, double now_s, double elapsed_s) {
  if (state.mode != Mode::kiosk) return false;
  if (state.kiosk.screen == KioskScreen::attract) {
    if (!state.motion) return false;
    state.camera.azimuth = state.camera.azimuth + base::Angle::from_degrees(kAttractTurn_deg_per_s * elapsed_s);
    return true;
  }
  state.kiosk.idle_s += elapsed_s;
  if (state.kiosk.idle_s >= kKioskReset_s) {
    reset_kiosk(state, KioskScreen::attract, now_s);
    return true;
  }
  state.kiosk.warned = state.kiosk.screen != KioskScreen::start && state.kiosk.idle_s >= kKioskWarning_s;
  return false;
}

// What a step selects is looked up by what it is: a story may be older than the plan.
void select_of(AppState& state, const story::Step& step) {
  state.selected_id.clear();
  if (state.project.plan && !step.selected_sensor.empty()) {
    const auto named = registers::sensor_named(state.project.plan->sensors, step.selected_sensor);
    if (named.index) state.selected = {drawing::PickId::Kind::sensor, *named.index};
  }
  if (state.analysis && !step.selected_zone.empty()) {
    const auto& zones = state.analysis->stacking.zones;
    const auto found =
        std::find_if(zones.begin(), zones.end(), [&](const auto& zone) { return zone.id == step.selected_zone; });
    if (found != zones.end()) {
      state.selected = {drawing::PickId::Kind::zone, static_cast<std::uint32_t>(found - zones.begin())};
    }
  }
  note_selected(state);
}

}  // namespace

void replace_project(AppState& state, plan::Project project, std::string name) {
  state.document = plan::opened(project.plan);
  state.draft = {};
  state.base = {};
  state.placing.reset();
  state.recovery.reset();
  state.field_fault.reset();
  state.project = std::move(project);
  state.project_name = std::move(name);
  state.occlusion.reset();
  state.analysis.reset();
  state.analysed_plan.reset();
  state.memo.clear();
  state.findings.reset();
  state.exposure.reset();
  state.walk = {};
  state.selected = {};
  state.hovered = {};
  state.spot.reset();
  state.story.reset();
  state.policy_tried = false;
  state.selected_id.clear();
  state.live.reset();
  state.filter = {};
  state.filtered.reset();
  state.difference.reset();
  state.active_by_hour.clear();
  if (state.project.plan) {
    state.policy = state.project.plan->policy;
    state.active_by_hour = active_by_hour(state.project.plan->sensors, state.options);
    if (auto story = kept_story(*state.project.plan)) state.story = StoryState{.story = *std::move(story)};
  }
  state.home = home_pose(state.project, state.viewport);
  state.camera = state.home;
  state.flight.reset();
  show_usual_layers(state);
  update_legends(state);
}

AnalysisKey shown_key(const AppState& state) {
  return analysis_key(*state.project.plan, state.policy, state.options);
}

OutcomeRecord saved_outcome(const AppState& state) {
  const auto& saved = state.document.saved;
  if (!saved) return nullptr;
  return state.memo.find(analysis_key(*saved, state.policy_tried ? state.policy : saved->policy, state.options));
}

bool show_analysis(AppState& state, const OutcomeRecord& outcome) {
  if (!state.project.plan || !outcome || !outcome->analysis || !(outcome->key == shown_key(state))) return false;
  state.memo.keep(outcome, saved_outcome(state));
  state.occlusion = outcome->occlusion;
  state.occlusion_rules = outcome->rules;
  state.analysis = outcome->analysis;
  state.findings = outcome->findings;
  state.exposure = outcome->exposure;
  state.analysed_plan = state.project.plan;
  reselect(state);
  update_legends(state);
  if (!state.story && state.findings) {
    state.story = StoryState{.story = story::first_story(state.project, *state.analysis, *state.findings)};
  }
  return true;
}

bool show_cached_analysis(AppState& state) {
  if (!state.project.plan) return false;
  const auto known = state.memo.find(shown_key(state));
  if (!known) return false;
  const bool exposed = known->exposure && known->walk == state.walk.points;
  if (wants_exposure(state) && !exposed) return false;
  return known->analysis == state.analysis || show_analysis(state, known);
}

bool advance(AppState& state, double now_s, double elapsed_s) {
  const bool flew = advance_flight(state, now_s);
  return advance_kiosk(state, now_s, elapsed_s) || flew;
}

std::optional<double> next_wake_s(const AppState& state) {
  if (state.flight) return 0.0;
  if (state.mode != Mode::kiosk) return std::nullopt;
  if (state.kiosk.screen == KioskScreen::attract) return state.motion ? std::optional(0.0) : std::nullopt;
  return 1.0;  // the warning counts down in whole seconds
}

void fly_to(AppState& state, const drawing::CameraPose& pose, double now_s) {
  if (!state.motion || pose == state.camera) {
    state.camera = pose;
    state.flight.reset();
    return;
  }
  const double far_m =
      std::hypot(pose.target.east_m - state.camera.target.east_m, pose.target.north_m - state.camera.target.north_m);
  const double steps = std::abs(std::log2(pose.distance_m / state.camera.distance_m)) +
                       far_m / std::max(1.0, std::max(pose.distance_m, state.camera.distance_m));
  state.flight = Flight{
      .from = state.camera, .to = pose, .started_s = now_s, .duration_s = std::clamp(0.8 + 0.5 * steps, 0.6, 2.4)};
}

crs::MapBounds home_bounds(const plan::Project& project) {
  crs::MapBounds bounds;
  if (project.city && !project.city->bounds.empty()) return project.city->bounds;
  if (project.terrain && !project.terrain->heights_m.empty()) {
    const auto& frame = project.terrain->heights_m.frame();
    bounds.include(crs::MapPosition{frame.west_m, frame.south_m, 0.0});
    bounds.include(crs::MapPosition{frame.west_m + frame.columns * frame.cell_m,
                                    frame.south_m + frame.rows * frame.cell_m, 10.0});
    return bounds;
  }
  if (!project.plan) return bounds;
  for (const auto& sensor : project.plan->sensors) {
    if (!sensor.position) continue;
    bounds.include(crs::MapPosition{sensor.position->east_m - 50.0, sensor.position->north_m - 50.0, 0.0});
    bounds.include(crs::MapPosition{sensor.position->east_m + 50.0, sensor.position->north_m + 50.0, 10.0});
  }
  return bounds;
}

drawing::CameraPose home_pose(const plan::Project& project, const drawing::Viewport& viewport) {
  const auto bounds = home_bounds(project);
  if (bounds.empty()) return {};
  // An upright screen has room above: from there the city fills it better.
  const double tilt_deg = viewport.height_px > viewport.width_px ? 60.0 : 42.0;
  return drawing::framing(bounds, base::Angle::from_degrees(20.0), base::Angle::from_degrees(tilt_deg), viewport);
}

void show_step(AppState& state, int step, double now_s) {
  if (!state.story || state.story->story.steps.empty()) return;
  const int last = static_cast<int>(state.story->story.steps.size()) - 1;
  state.story->step = std::clamp(step, 0, last);
  state.story->blank = false;
  state.story->away = false;
  state.story->choosing = false;
  const auto& shown = state.story->story.steps[static_cast<std::size_t>(state.story->step)];
  for (const auto id : drawing::kLayerIds) {
    state.layer(id).visible = std::find(shown.layers.begin(), shown.layers.end(), id) != shown.layers.end();
  }
  state.spot.reset();
  state.selected = {};
  select_of(state, shown);
  fly_to(state, shown.camera, now_s);
}

void reset_kiosk(AppState& state, KioskScreen screen, double now_s) {
  state.kiosk = KioskState{.screen = screen};
  state.language = text::Language::nl;
  state.theme = Theme::light;
  state.selected = {};
  state.hovered = {};
  state.spot.reset();
  state.messages.clear();
  show_usual_layers(state);
  fly_to(state, state.home, now_s);
}

void add_messages(AppState& state, const base::Diagnostics& said) {
  if (state.mode == Mode::kiosk) return;
  for (const base::Diagnostic& diagnostic : said) {
    if (diagnostic.severity == base::Severity::note) continue;
    const bool told = std::any_of(state.messages.begin(), state.messages.end(), [&](const auto& other) {
      return other.code == diagnostic.code && other.message == diagnostic.message;
    });
    if (!told) state.messages.push_back(diagnostic);
  }
}

void visitor_is_there(AppState& state) {
  state.kiosk.idle_s = 0.0;
  state.kiosk.warned = false;
}

void show_usual_layers(AppState& state) {
  for (auto& layer : state.layers) layer = {};
  state.layer(drawing::LayerId::areas).visible = false;
  state.layer(drawing::LayerId::exposure).visible = false;
}

}  // namespace schouw::app
