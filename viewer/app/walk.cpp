// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/walk.h"

namespace schouw::app {

bool wants_exposure(const AppState& state) {
  return state.mode == Mode::planner && state.project.plan && state.layer(drawing::LayerId::exposure).visible;
}

const exposure::WalkExposure* computed_walk(const AppState& state) {
  if (state.walk.drawing || state.walk.points.size() < 2 || !state.exposure || !state.exposure->walk) return nullptr;
  return state.exposure->walk->corners == state.walk.points ? &*state.exposure->walk : nullptr;
}

}  // namespace schouw::app
