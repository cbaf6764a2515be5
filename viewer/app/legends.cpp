// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/legends.h"

namespace schouw::app {

namespace {

using drawing::LayerId;
using drawing::LegendEntry;
using Swatch = drawing::LegendEntry::Swatch;

base::Sentence counted(std::string key, int count) {
  return {.key = std::move(key), .values = {{"count", static_cast<std::int64_t>(count)}}};
}

drawing::Legend stacking_legend(const policy::Policy& policy) {
  const auto levels = policy.thresholds.levels_for("default", "a");
  const int attention = levels ? levels->attention_at : 3;
  const int exceeded = levels ? levels->exceeded_at : attention + 1;
  drawing::Legend legend;
  legend.push_back({.swatch = Swatch::fill,
                    .colour = drawing::colour_from_hex(0xaecdf0),
                    .label = counted("legend.stacking.count", 1)});
  if (attention > 2) {
    legend.push_back({.swatch = Swatch::fill,
                      .colour = drawing::colour_from_hex(0x4a90d9),
                      .label = counted("legend.stacking.count", 2)});
  }
  legend.push_back({.swatch = Swatch::hatched_fill,
                    .colour = drawing::colour_from_hex(0xe39a2d),
                    .label = counted("legend.stacking.attention", attention)});
  legend.push_back({.swatch = Swatch::hatched_fill,
                    .colour = drawing::colour_from_hex(0xc8401f),
                    .label = counted("legend.stacking.exceeded", exceeded)});
  return legend;
}

drawing::Legend sensor_legend() {
  return {
      {.swatch = Swatch::pin,
       .colour = drawing::colour_from_hex(0xffdd00),
       .label = {.key = "legend.sensors.identifiable"}},
      {.swatch = Swatch::pin,
       .colour = drawing::colour_from_hex(0x36b2e6),
       .label = {.key = "legend.sensors.de_identified"}},
      {.swatch = Swatch::pin, .colour = drawing::colour_from_hex(0xffffff), .label = {.key = "legend.sensors.none"}}};
}

}  // namespace

void update_legends(AppState& state) {
  const auto set = [&](LayerId id, drawing::Legend legend) {
    state.legends[static_cast<std::size_t>(id)] = std::move(legend);
  };
  set(LayerId::stacking, stacking_legend(state.policy));
  set(LayerId::sensors, sensor_legend());
}

}  // namespace schouw::app
