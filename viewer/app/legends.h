// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "viewer/app/app_state.h"

namespace schouw::app {

// Asks every layer what its colours mean now: they follow the policy that is tried out.
void update_legends(AppState& state);

}  // namespace schouw::app
