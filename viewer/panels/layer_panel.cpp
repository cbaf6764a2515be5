// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "layers/stacking/place_rules.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

using drawing::LayerId;

std::string whole(const Ui& ui, std::size_t count) { return ui.texts.number(static_cast<double>(count), 0); }

// How many places are above the norm, and how many only ask attention.
std::string amount_of_places(const Ui& ui, const std::vector<stacking::Place>& places) {
  const auto above = std::count_if(places.begin(), places.end(),
                                   [](const stacking::Place& place) { return stacking::is_above_norm(place.level); });
  const auto attention = static_cast<std::int64_t>(places.size()) - above;
  if (places.empty()) return ui.say("layers.none");
  if (attention == 0) return ui.say({.key = "layers.exceeded", .values = {{"exceeded", std::int64_t{above}}}});
  if (above == 0) return ui.say({.key = "layers.attention", .values = {{"attention", attention}}});
  return ui.say({.key = "layers.both", .values = {{"exceeded", std::int64_t{above}}, {"attention", attention}}});
}

// The number at the right of a layer's name.
std::string amount_of(const Ui& ui, LayerId id) {
  const auto* stacking = ui.state.analysis ? &ui.state.analysis->stacking : nullptr;
  const auto& plan = *ui.state.project.plan;
  switch (id) {
    case LayerId::zones: return stacking == nullptr ? "" : amount_of_places(ui, stacking->places);
    case LayerId::stacking: {
      const double cell_m = ui.state.options.cell_m;
      return ui.texts.number(cell_m, cell_m * 10.0 == static_cast<int>(cell_m * 10.0) ? 1 : 2) + "\u00a0m";
    }
    case LayerId::footprints:
      return stacking == nullptr || !stacking->coverage ? "" : whole(ui, stacking->coverage->footprints.size());
    case LayerId::exposure:
      if (!ui.state.exposure) return "";
      return ui.say(
          {.key = "layers.exposed", .values = {{"count", ui.state.exposure->facades.building_counts.after_masks}}});
    case LayerId::sensors: return whole(ui, plan.sensors.size());
    case LayerId::buildings:
      if (!ui.state.project.city) return ui.say("layers.none");
      if (ui.state.project.city->lods.empty()) return "";
      return "LoD " + ui.state.project.city->lods.back();
    case LayerId::areas: return plan.areas.empty() ? ui.say("layers.none") : whole(ui, plan.areas.size());
    case LayerId::ground:
    case LayerId::labels: break;
  }
  return "";
}

}  // namespace

namespace {

void walk_button(Ui& ui, Column& column) {
  gap(ui, column, 4.0F);
  const float indent = ui.px(29.0F);
  Column inner{.x = column.x + indent, .y = column.y, .width = column.width - indent};
  if (button_row(ui, inner, {{.id = "layer-walk-start", .label = ui.say("command.walk-start")}})) {
    ui.command("walk-start");
  }
  column.y = inner.y;
}

}  // namespace

Box show_layer_panel(Ui& ui, const PlannerLayout& layout, float max_height, PlannerMemory& memory) {
  const CardPlace place{.id = "layers",
                        .name = ui.say("layers.title"),
                        .x = layout.margin,
                        .y = layout.top.bottom() + layout.margin,
                        .width = layout.left_width,
                        .max_height = max_height};
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say("layers.title"));
  gap(ui, column, 6.0F);
  for (const auto id : drawing::kLayerIds) {
    const std::string name(drawing::layer_name(id));
    const bool visible = ui.state.layer(id).visible;
    const CheckRow row{.id = "layer-" + name,
                       .label = ui.say("panel.layer." + name),
                       .amount = amount_of(ui, id),
                       .checked = visible};
    if (check_row(ui, column, row)) {
      ui.command(fmt::format("show-layer name={} visible={}", name, visible ? "no" : "yes"));
    }
    const auto& legend = ui.state.legends[static_cast<std::size_t>(id)];
    if (visible && !legend.empty()) {
      gap(ui, column, 3.0F);
      legend_rows(ui, column, legend, 29.0F);
    }
    if (visible && id == LayerId::stacking) counting_part(ui, column, memory);
    if (visible && id == LayerId::exposure) walk_button(ui, column);
    gap(ui, column, 3.0F);
  }
  return end_card(ui, place, column);
}

}  // namespace schouw::panels
