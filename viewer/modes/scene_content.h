// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "layers/terrain/ground.h"
#include "viewer/app/app_state.h"
#include "viewer/scene/scene_renderer.h"

namespace schouw::modes {

// Keeps what the renderer holds in step with the state: asks a layer for its drawing again only where what it draws
// has changed.
class SceneContent {
 public:
  void update(const app::AppState& state, scene::SceneRenderer& renderer);
  // The ground of the project that was last shown; null before.
  const terrain::GroundModel* ground() const { return ground_ ? &*ground_ : nullptr; }

 private:
  void update_city(const app::AppState& state, scene::SceneRenderer& renderer);
  void update_register(const app::AppState& state, scene::SceneRenderer& renderer);
  void update_analysis(const app::AppState& state, scene::SceneRenderer& renderer);
  void update_spot(const app::AppState& state, scene::SceneRenderer& renderer);
  void update_exposure(const app::AppState& state, scene::SceneRenderer& renderer);
  void update_settings(const app::AppState& state, scene::SceneRenderer& renderer) const;

  crs::SceneOrigin origin_;
  std::optional<terrain::GroundModel> ground_;
  std::shared_ptr<const model::CityModel> city_;
  std::shared_ptr<const model::Terrain> terrain_;
  std::shared_ptr<const plan::Plan> plan_;
  std::shared_ptr<const stacking::Analysis> analysis_;
  std::optional<drawing::PickId> selected_;
  std::optional<crs::MapPosition> spot_;
  std::shared_ptr<const exposure::Exposure> exposure_;
  app::WalkState walk_;
  bool exposure_shown_ = false;
  bool counts_on_ground_ = false;
};

}  // namespace schouw::modes
