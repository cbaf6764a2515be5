// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/legends.h"

#include "layers/areas/draw_areas.h"
#include "layers/coverage/footprint/draw_footprints.h"
#include "layers/exposure/draw_exposure.h"
#include "layers/register/draw_sensors.h"
#include "layers/stacking/count_palettes.h"
#include "layers/stacking/draw_stacking.h"

namespace schouw::app {

namespace {

drawing::Legend counting_legend(const AppState& state) {
  if (state.difference) return stacking::difference_legend();
  if (!state.filter.empty()) return stacking::amount_legend();
  return stacking::stacking_legend(state.policy);
}

}  // namespace

void update_legends(AppState& state) {
  using drawing::LayerId;
  const auto set = [&](LayerId id, drawing::Legend legend) {
    state.legends[static_cast<std::size_t>(id)] = std::move(legend);
  };
  const bool has_areas = state.project.plan && !state.project.plan->areas.empty();
  set(LayerId::zones, stacking::zones_legend(state.policy.thresholds));
  set(LayerId::stacking, counting_legend(state));
  set(LayerId::footprints, coverage::footprints_legend());
  set(LayerId::exposure, exposure::exposure_legend(state.policy.figures));
  set(LayerId::sensors, registers::sensors_legend());
  set(LayerId::areas, has_areas ? areas::areas_legend() : drawing::Legend{});
}

}  // namespace schouw::app
