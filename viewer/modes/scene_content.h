// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/stacking/area_sets.h"
#include "layers/terrain/ground.h"
#include "viewer/app/app_state.h"
#include "viewer/scene/scene_renderer.h"

namespace schouw::modes {

// Keeps what the renderer holds in step with the state: asks a layer for its drawing again only where what it draws
// has changed.
class SceneContent {
 public:
  // texts: of the state's language, which names places on the map.
  void update(const app::AppState& state, const text::Texts& texts, scene::SceneRenderer& renderer);
  // The ground of the project that was last shown; null before.
  const terrain::GroundModel* ground() const { return ground_ ? &*ground_ : nullptr; }

 private:
  void update_city(const app::AppState& state, scene::SceneRenderer& renderer);
  void update_register(const app::AppState& state, scene::SceneRenderer& renderer);
  void update_analysis(const app::AppState& state, const text::Texts& texts, scene::SceneRenderer& renderer);
  void show_no_analysis(scene::SceneRenderer& renderer);
  void update_counts(const app::AppState& state, scene::SceneRenderer& renderer);
  void show_grid(std::shared_ptr<const raster::Grid<std::uint16_t>> counts, bool anew, const app::AppState& state,
                 scene::SceneRenderer& renderer);
  bool update_sets(const app::AppState& state, const raster::GridFrame& frame);
  void update_spot(const app::AppState& state, scene::SceneRenderer& renderer);
  void update_exposure(const app::AppState& state, scene::SceneRenderer& renderer);
  void update_settings(const app::AppState& state, scene::SceneRenderer& renderer) const;

  crs::SceneOrigin origin_;
  std::optional<terrain::GroundModel> ground_;
  std::shared_ptr<const model::CityModel> city_;
  std::shared_ptr<const model::Terrain> terrain_;
  std::shared_ptr<const plan::Plan> plan_;
  std::shared_ptr<const stacking::Analysis> analysis_;
  std::uint64_t live_ = 0;  // its update that footprints and zones show; 0: those of the analysis
  std::optional<drawing::PickId> selected_;
  std::optional<text::Language> language_;  // of the names on the map
  std::optional<crs::MapPosition> spot_;
  std::shared_ptr<const exposure::Exposure> exposure_;
  app::WalkState walk_;
  bool exposure_shown_ = false;
  bool counts_on_ground_ = false;

  // What the raster on the ground shows; live_counts_ is the update that changed it last.
  std::uint64_t live_counts_ = 0;
  std::shared_ptr<const raster::Grid<std::uint16_t>> counts_;
  std::vector<drawing::CountClasses> classes_;
  struct SetsOf {
    raster::GridFrame frame;
    std::uint64_t areas = 0;         // their content
    std::vector<std::string> types;  // that the threshold table names
    bool operator==(const SetsOf&) const = default;
  };
  SetsOf sets_of_;
  stacking::AreaSets sets_;
};

}  // namespace schouw::modes
