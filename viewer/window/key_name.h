// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace schouw::window {

// The name that KeyPressed carries for a key of GLFW: letters, digits and signs by the layout of the keyboard, the
// others as listed in input.h; empty for keys that Schouw has no name for (Shift, Insert, F13...).
std::string key_name(int key, int scancode);

}  // namespace schouw::window
