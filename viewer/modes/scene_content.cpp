// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/scene_content.h"

#include <algorithm>
#include <cmath>

#include "layers/areas/draw_areas.h"
#include "layers/city/draw_city.h"
#include "layers/coverage/draw_spot.h"
#include "layers/coverage/footprint/draw_footprints.h"
#include "layers/coverage/footprint/draw_squares.h"
#include "layers/exposure/draw_exposure.h"
#include "layers/register/draw_sensors.h"
#include "layers/stacking/count_palettes.h"
#include "layers/stacking/draw_stacking.h"
#include "layers/terrain/draw_terrain.h"
#include "viewer/app/session.h"
#include "viewer/app/walk.h"
#include "viewer/modes/sensor_drag.h"

namespace schouw::modes {

namespace {

using drawing::LayerId;

// A terrain that roads and grass of the city cover is only their backing.
constexpr double kBackingSink_m = 0.35;

template <class T>
std::shared_ptr<const T> shared(T value) {
  return std::make_shared<const T>(std::move(value));
}

crs::SceneOrigin origin_of(const plan::Project& project) {
  const crs::MapBounds bounds = app::home_bounds(project);
  if (bounds.empty()) return {};
  return {{std::round((bounds.min.east_m + bounds.max.east_m) / 2.0),
           std::round((bounds.min.north_m + bounds.max.north_m) / 2.0), 0.0}};
}

std::vector<crs::MapPosition> sensor_places(const plan::Plan& plan, const crs::MapBounds& city) {
  std::vector<crs::MapPosition> places;
  for (const registers::Sensor& sensor : plan.sensors) {
    // The default ground belongs to the city: a sensor kilometres away gets none.
    if (sensor.position && (city.empty() || city.contains_in_plan(*sensor.position)))
      places.push_back(*sensor.position);
  }
  return places;
}

std::optional<std::uint32_t> selected_sensor(const app::AppState& state) {
  if (state.selected.kind != drawing::PickId::Kind::sensor) return std::nullopt;
  return state.selected.index;
}

// Each place is named once, at its heaviest zone: people are told of places, never of codes.
std::vector<std::string> place_labels(const stacking::Stacking& stacking, const text::Texts& texts) {
  std::vector<std::string> labels(stacking.zones.size());
  for (const stacking::Place& place : stacking.places) labels[place.zones.front()] = texts(place.name);
  return labels;
}

// The map colours the counts of the first rule.
stacking::ZoneDrawing zones_of_the_map(const app::AppState& state, const text::Texts& texts) {
  const auto& rules = state.policy.thresholds.rules;
  stacking::ZoneDrawing zones{.rule = rules.empty() ? std::string() : rules.front().id};
  zones.other_rules = !state.live;
  zones.adopted = state.policy.thresholds.adopted();
  if (!state.live) zones.labels = place_labels(state.analysis->stacking, texts);
  // The zones of an edit are numbered anew.
  if (state.selected.kind == drawing::PickId::Kind::zone && !state.live) zones.selected = state.selected.index;
  return zones;
}

using Counts = raster::Grid<std::uint16_t>;

// The grid that an edit changes in place.
std::shared_ptr<const Counts> live_grid(const app::AppState& state) {
  return {state.live->stacking, &state.live->stacking->personal_counts()};
}

std::shared_ptr<const Counts> counts_of_analysis(const app::AppState& state) {
  return {state.analysis, &state.analysis->stacking.personal_counts};
}

std::shared_ptr<const Counts> counts_of(const app::AppState& state) {
  if (state.difference) return state.difference->steps;
  if (state.filtered) return {state.filtered, &state.filtered->counts};
  if (state.live) return live_grid(state);
  return counts_of_analysis(state);
}

// Levels are those of the sensors that a rule counts. Where others are counted, or what changes, every cell has the
// same classes.
std::vector<drawing::CountClasses> classes_of(const app::AppState& state, const stacking::AreaSets& sets) {
  if (!state.difference && !state.filtered) return stacking::level_classes(sets, state.policy.thresholds);
  return {sets.types.size(), state.difference ? stacking::difference_classes() : stacking::amount_classes()};
}

std::vector<std::string> types_named_by(const policy::ThresholdTable& table) {
  std::vector<std::string> types;
  for (const auto& [type, levels] : table.levels) types.push_back(type);
  return types;
}

// Pins and names must be read from the back of the room, and hit with a finger at the kiosk.
double symbol_scale(const app::AppState& state) {
  constexpr double kRoom = 1.4;
  constexpr double kFinger = 2.0;
  constexpr double kDesign_px = 1080.0;
  const auto& viewport = state.viewport;
  switch (state.mode) {
    case app::Mode::planner: return state.shown_scale();
    case app::Mode::presentation: return state.interface_scale * kRoom * viewport.height_px / kDesign_px;
    case app::Mode::kiosk:
      return state.interface_scale * kFinger * std::min(viewport.width_px, viewport.height_px) / kDesign_px;
  }
  return 1.0;
}

scene::Theme theme_of(app::Theme theme) {
  switch (theme) {
    case app::Theme::light: return scene::Theme::light;
    case app::Theme::dark: return scene::Theme::dark;
    case app::Theme::contrast: return scene::Theme::contrast;
  }
  return scene::Theme::light;
}

}  // namespace

void SceneContent::update(const app::AppState& state, const text::Texts& texts, scene::SceneRenderer& renderer) {
  if (!state.project.plan) return;
  update_city(state, renderer);
  update_register(state, renderer);
  update_analysis(state, texts, renderer);
  update_counts(state, renderer);
  update_spot(state, renderer);
  update_exposure(state, renderer);
  update_settings(state, renderer);
  plan_ = state.project.plan;
  analysis_ = state.analysis;
  selected_ = state.selected;
  live_ = state.live ? state.live->update : 0;
}

void SceneContent::update_city(const app::AppState& state, scene::SceneRenderer& renderer) {
  const plan::Project& project = state.project;
  if (ground_ && project.city == city_ && project.terrain == terrain_) return;
  city_ = project.city;
  terrain_ = project.terrain;
  origin_ = origin_of(project);
  ground_.emplace(terrain_.get(), city_.get());
  plan_.reset();
  analysis_.reset();
  exposure_.reset();
  walk_ = {};
  exposure_shown_ = false;
  renderer.set_draw_list(LayerId::exposure, shared(drawing::DrawList{.origin = origin_}));
  const crs::MapBounds bounds = city_ ? city_->bounds : crs::MapBounds{};
  if (city_) renderer.set_surfaces(LayerId::buildings, shared(city::draw_city(*city_, origin_)));
  const crs::MapBounds extent =
      terrain::ground_extent(city_.get(), terrain_.get(), sensor_places(*project.plan, bounds));
  if (extent.empty()) return;
  const double sink_m = city_ && city::covers_ground(*city_) ? kBackingSink_m : 0.0;
  renderer.set_surfaces(LayerId::ground,
                        shared(terrain::draw_terrain(*ground_, {.extent = extent, .sink_m = sink_m}, origin_)));
}

void SceneContent::update_register(const app::AppState& state, scene::SceneRenderer& renderer) {
  const bool other_view = analysis_ != state.analysis || live_ != (state.live ? state.live->update : 0);
  if (plan_ == state.project.plan && selected_ == state.selected && !other_view) {
    return;
  }
  const plan::Plan& plan = *state.project.plan;
  const auto ground_height = [this](double east_m, double north_m) { return ground_->at(east_m, north_m).height_m; };
  drawing::DrawList pins = registers::draw_sensors(
      plan.sensors, {.policy = &plan.policy, .ground_height_m = ground_height, .labelled = selected_sensor(state)},
      origin_);
  draw_turn_handle(state, *ground_, pins);
  renderer.set_draw_list(LayerId::sensors, shared(std::move(pins)));
  if (plan_ && plan_->areas == state.project.plan->areas) return;
  renderer.set_draw_list(LayerId::areas,
                         shared(areas::draw_areas(plan.areas, {.ground_height_m = ground_height}, origin_)));
}

// What was drawn is of sensors that stand in other places now.
void SceneContent::show_no_analysis(scene::SceneRenderer& renderer) {
  for (const LayerId layer : {LayerId::footprints, LayerId::zones}) {
    renderer.set_draw_list(layer, shared(drawing::DrawList{.origin = origin_}));
  }
  renderer.set_raster(LayerId::stacking, nullptr);
  counts_.reset();
  classes_.clear();
  live_counts_ = 0;
}

void SceneContent::update_analysis(const app::AppState& state, const text::Texts& texts,
                                   scene::SceneRenderer& renderer) {
  const bool counts_on_ground = state.layer(LayerId::stacking).visible;
  const bool same = analysis_ == state.analysis && selected_ == state.selected &&
                    counts_on_ground_ == counts_on_ground && live_ == (state.live ? state.live->update : 0) &&
                    language_ == texts.language();
  if (same) return;
  counts_on_ground_ = counts_on_ground;
  language_ = texts.language();
  if (!state.analysis) return show_no_analysis(renderer);
  if (state.mode == app::Mode::kiosk) return;
  const auto& plan = state.project.plan;
  // What one sensor sees is told apart only where no other view lies over it.
  const auto sensor = selected_sensor(state);
  const auto* chosen = sensor ? app::footprint_of(state, *sensor) : nullptr;
  drawing::DrawList views;
  if (app::for_the_public(state)) {
    views = coverage::draw_squares(app::shown_coverage(state), sensor, *ground_, origin_);
  } else if (chosen != nullptr) {
    views = coverage::draw_footprint(*chosen, *plan, *ground_, origin_);
  } else {
    views = coverage::draw_footprints(app::shown_coverage(state), *plan, {.edges_only = counts_on_ground}, *ground_,
                                      origin_);
  }
  renderer.set_draw_list(LayerId::footprints, shared(std::move(views)));
  renderer.set_draw_list(
      LayerId::zones,
      shared(stacking::draw_zones(app::shown_zones(state), zones_of_the_map(state, texts), *ground_, origin_)));
}

// Another threshold changes a table of classes, not one cell: sight and counts stay as they are, and so does what the
// graphics card holds. Zones follow from the background.
void SceneContent::update_counts(const app::AppState& state, scene::SceneRenderer& renderer) {
  if (!state.analysis) return;
  auto counts = counts_of(state);
  const bool other_sets = update_sets(state, counts->frame());
  auto classes = classes_of(state, sets_);
  const bool step = state.live && counts == live_grid(state);
  // Before its first step an edit's grid is that of the analysis.
  const bool first = step && state.live->update == 1 && live_counts_ == 0 && counts_ == counts_of_analysis(state);
  if (first && !other_sets) counts_ = counts;
  if (step && counts_ == counts && !other_sets) {
    if (live_counts_ != state.live->update) {
      const bool missed = live_counts_ + 1 != state.live->update;
      const auto& frame = counts->frame();
      renderer.update_raster(LayerId::stacking, counts,
                             missed ? drawing::RasterWindow{0, 0, frame.columns, frame.rows} : state.live->changed);
    }
  } else if (counts_ != counts || other_sets) {
    show_grid(counts, other_sets || !plan_, state, renderer);
  }
  live_counts_ = step ? state.live->update : 0;
  if (classes == classes_) return;
  renderer.set_raster_classes(LayerId::stacking, classes);
  classes_ = std::move(classes);
}

// Another grid that says the same, such as that of an analysis with another threshold, is not uploaded again. A grid
// that was edited live may have changed since it was shown.
void SceneContent::show_grid(std::shared_ptr<const raster::Grid<std::uint16_t>> counts, bool anew,
                             const app::AppState& state, scene::SceneRenderer& renderer) {
  const bool same = !anew && counts_ && live_counts_ == 0 && !state.live && counts_->frame() == counts->frame() &&
                    counts_->values() == counts->values();
  if (same) {
    renderer.update_raster(LayerId::stacking, counts, {});
  } else {
    classes_ = classes_of(state, sets_);
    renderer.set_raster(LayerId::stacking, shared(drawing::RasterLayer{origin_, counts, sets_.of_cell, classes_}));
  }
  counts_ = std::move(counts);
}

bool SceneContent::update_sets(const app::AppState& state, const raster::GridFrame& frame) {
  SetsOf wanted{frame, state.project.plan->areas.content_hash(), types_named_by(state.policy.thresholds)};
  if (wanted == sets_of_) return false;
  sets_ = stacking::area_sets(frame, state.project.plan->areas, state.policy.thresholds);
  sets_of_ = std::move(wanted);
  return true;
}

void SceneContent::update_spot(const app::AppState& state, scene::SceneRenderer& renderer) {
  const std::optional<crs::MapPosition> place = state.spot ? std::optional(state.spot->position) : std::nullopt;
  if (place == spot_) return;
  spot_ = place;
  drawing::DrawList list{.origin = origin_};
  if (state.spot) {
    std::vector<crs::MapPosition> lenses;
    for (const coverage::Sighting& sighting : state.spot->sightings) {
      if (app::for_the_public(state)) break;  // nobody is shown lines from cameras to where they stand
      const auto* footprint = app::footprint_of(state, sighting.sensor);
      if (footprint != nullptr) lenses.push_back(footprint->view.lens);
    }
    list = coverage::draw_spot(*state.spot, lenses, origin_);
  }
  renderer.set_draw_list(LayerId::labels, shared(std::move(list)));
}

void SceneContent::update_exposure(const app::AppState& state, scene::SceneRenderer& renderer) {
  const bool shown = app::wants_exposure(state);
  const bool same_walk = walk_.points == state.walk.points && walk_.drawing == state.walk.drawing;
  if (exposure_shown_ == shown && exposure_ == state.exposure && same_walk) return;
  exposure_shown_ = shown;
  exposure_ = state.exposure;
  walk_ = state.walk;
  drawing::DrawList list{.origin = origin_};
  if (shown && exposure_) list = exposure::draw_facades(exposure_->facades, origin_);
  if (shown && !walk_.points.empty()) {
    const auto* walk = app::computed_walk(state);
    drawing::DrawList lines = walk != nullptr ? exposure::draw_walk(*walk, origin_)
                                              : exposure::draw_walk_draft(walk_.points, *ground_, origin_);
    list.lines = std::move(lines.lines);
    list.labels = std::move(lines.labels);
  }
  renderer.set_draw_list(LayerId::exposure, shared(std::move(list)));
}

void SceneContent::update_settings(const app::AppState& state, scene::SceneRenderer& renderer) const {
  for (const LayerId id : drawing::kLayerIds) {
    renderer.set_visible(id, state.layer(id).visible);
    renderer.set_opacity(id, state.layer(id).opacity);
  }
  const bool any = state.selected.kind != drawing::PickId::Kind::nothing;
  renderer.set_selected(any ? std::optional(state.selected) : std::nullopt);
  renderer.set_theme(theme_of(state.theme));
  renderer.set_interface_scale(symbol_scale(state));
}

}  // namespace schouw::modes
