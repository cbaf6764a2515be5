// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "layers/coverage/observer/optics.h"
#include "layers/register/stated.h"

// How a view keeps account of what was taken without being known.
namespace schouw::coverage {

// Names a field in `assumed`, once.
void assume(SensorView& view, std::string_view field);
// The field is known after all, or no longer matters.
void no_longer_assumed(SensorView& view, std::string_view field);
// The stated value, else the fallback; named as assumed where it is the fallback or was stated as an assumption.
double stated_or(SensorView& view, std::string_view field, const registers::Stated<double>& value, double fallback);

}  // namespace schouw::coverage
