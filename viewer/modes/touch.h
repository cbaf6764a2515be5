// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "viewer/window/input.h"

namespace schouw::modes {

// Whether a hand did something: a mouse, a finger or a key, unlike what the window says by itself.
bool is_sign_of_life(const std::vector<window::InputEvent>& events);

}  // namespace schouw::modes
