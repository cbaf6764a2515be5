// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/scene_content.h"

#include <algorithm>
#include <cmath>

#include "layers/areas/draw_areas.h"
#include "layers/city/draw_city.h"
#include "layers/coverage/draw_footprints.h"
#include "layers/coverage/draw_spot.h"
#include "layers/exposure/draw_exposure.h"
#include "layers/register/draw_sensors.h"
#include "layers/stacking/draw_stacking.h"
#include "layers/stacking/snap_counts.h"
#include "layers/terrain/draw_terrain.h"
#include "viewer/app/session.h"
#include "viewer/app/walk.h"

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

const coverage::Footprint* footprint_of(const app::AppState& state, std::uint32_t sensor) {
  for (const coverage::Footprint& footprint : state.analysis->stacking.coverage->footprints) {
    if (footprint.sensor == sensor) return &footprint;
  }
  return nullptr;
}

// The map colours the counts of the first rule.
stacking::ZoneDrawing zones_of_the_map(const app::AppState& state) {
  const auto& rules = state.policy.thresholds.rules;
  stacking::ZoneDrawing zones{.rule = rules.empty() ? std::string() : rules.front().id};
  if (state.selected.kind == drawing::PickId::Kind::zone) zones.selected = state.selected.index;
  return zones;
}

drawing::RasterLayer public_raster(const app::AppState& state, const crs::SceneOrigin& origin) {
  drawing::RasterLayer raster =
      stacking::draw_stacking(state.analysis->stacking, state.project.plan->areas, state.policy, origin);
  raster.values = shared(stacking::snapped_counts(*raster.values, stacking::kPublicCell_m));
  return raster;
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

void SceneContent::update(const app::AppState& state, scene::SceneRenderer& renderer) {
  if (!state.project.plan) return;
  update_city(state, renderer);
  update_register(state, renderer);
  update_analysis(state, renderer);
  update_spot(state, renderer);
  update_exposure(state, renderer);
  update_settings(state, renderer);
  plan_ = state.project.plan;
  analysis_ = state.analysis;
  selected_ = state.selected;
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
  if (plan_ == state.project.plan && selected_ == state.selected) return;
  const plan::Plan& plan = *state.project.plan;
  const auto ground_height = [this](double east_m, double north_m) { return ground_->at(east_m, north_m).height_m; };
  renderer.set_draw_list(
      LayerId::sensors,
      shared(registers::draw_sensors(
          plan.sensors,
          {.policy = &plan.policy, .ground_height_m = ground_height, .labelled = selected_sensor(state)}, origin_)));
  if (plan_ == state.project.plan) return;
  renderer.set_draw_list(LayerId::areas,
                         shared(areas::draw_areas(plan.areas, {.ground_height_m = ground_height}, origin_)));
}

void SceneContent::update_analysis(const app::AppState& state, scene::SceneRenderer& renderer) {
  const bool counts_on_ground = state.layer(LayerId::stacking).visible;
  const bool same =
      analysis_ == state.analysis && selected_ == state.selected && counts_on_ground_ == counts_on_ground;
  if (!state.analysis || same) return;
  counts_on_ground_ = counts_on_ground;
  const plan::Plan& plan = *state.project.plan;
  if (state.mode == app::Mode::kiosk) {
    if (analysis_ != state.analysis) renderer.set_raster(LayerId::stacking, shared(public_raster(state, origin_)));
    return;
  }
  // What one sensor sees is told apart only where no other view lies over it.
  const auto sensor = selected_sensor(state);
  const auto* chosen = sensor ? footprint_of(state, *sensor) : nullptr;
  drawing::DrawList views = chosen != nullptr
                                ? coverage::draw_footprint(*chosen, plan, *ground_, origin_)
                                : coverage::draw_footprints(*state.analysis->stacking.coverage, plan,
                                                            {.edges_only = counts_on_ground}, *ground_, origin_);
  renderer.set_draw_list(LayerId::footprints, shared(std::move(views)));
  renderer.set_draw_list(LayerId::zones, shared(stacking::draw_zones(state.analysis->stacking,
                                                                     zones_of_the_map(state), *ground_, origin_)));
  if (analysis_ == state.analysis) return;
  renderer.set_raster(LayerId::stacking,
                      shared(stacking::draw_stacking(state.analysis->stacking, plan.areas, state.policy, origin_)));
}

void SceneContent::update_spot(const app::AppState& state, scene::SceneRenderer& renderer) {
  const std::optional<crs::MapPosition> place = state.spot ? std::optional(state.spot->position) : std::nullopt;
  if (place == spot_) return;
  spot_ = place;
  drawing::DrawList list{.origin = origin_};
  if (state.spot) {
    std::vector<crs::MapPosition> lenses;
    for (const coverage::Sighting& sighting : state.spot->sightings) {
      const auto* footprint = state.analysis ? footprint_of(state, sighting.sensor) : nullptr;
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
