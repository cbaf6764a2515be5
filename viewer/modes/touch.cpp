// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/touch.h"

#include <algorithm>

namespace schouw::modes {

bool is_sign_of_life(const std::vector<window::InputEvent>& events) {
  return std::any_of(events.begin(), events.end(), [](const window::InputEvent& event) {
    return !std::holds_alternative<window::Resized>(event) && !std::holds_alternative<window::CloseAsked>(event);
  });
}

}  // namespace schouw::modes
