// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "viewer/app/app_state.h"

namespace schouw::app {

// Whether facades and walk are to be computed: the planner shows their layer. Never in front of the public.
bool wants_exposure(const AppState& state);

// What the walk that is on the map comes to; null while it is drawn, or is not computed yet.
const exposure::WalkExposure* computed_walk(const AppState& state);

}  // namespace schouw::app
