// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/assumed_values.h"

#include <algorithm>

namespace schouw::coverage {

void assume(SensorView& view, std::string_view field) {
  if (std::find(view.assumed.begin(), view.assumed.end(), field) == view.assumed.end()) {
    view.assumed.emplace_back(field);
  }
}

void no_longer_assumed(SensorView& view, std::string_view field) {
  view.assumed.erase(std::remove(view.assumed.begin(), view.assumed.end(), field), view.assumed.end());
}

double stated_or(SensorView& view, std::string_view field, const registers::Stated<double>& value, double fallback) {
  if (!value || value.basis == registers::Basis::assumed) assume(view, field);
  return value ? *value : fallback;
}

}  // namespace schouw::coverage
