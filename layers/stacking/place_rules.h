// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "layers/stacking/stacking.h"
#include "layers/stacking/zone_reason.h"

namespace schouw::stacking {

// exceeded, not_checked, cannot_tell, attention: heaviest first.
int weight_of_level(std::string_view level);

// Whether a level is above the norm, checked in a second way or not yet.
bool is_above_norm(std::string_view level);

// What the rules say of a place: sorts its zones, heaviest first, and fills in level, rules, highest count, sensors
// and reason from them. place.zones: its zones, by their places in `zones`.
void take_rules(Place& place, const ReasonSources& sources, const std::vector<Zone>& zones);

}  // namespace schouw::stacking
