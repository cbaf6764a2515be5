// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "viewer/app/command.h"
#include "viewer/app/object_facts.h"
#include "viewer/app/zones_at.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/entry_row.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

using Kind = drawing::PickId::Kind;

const stacking::Zone* selected_zone(const Ui& ui) {
  if (ui.state.selected.kind != Kind::zone || !ui.state.analysis) return nullptr;
  const auto& zones = ui.state.analysis->stacking.zones;
  return ui.state.selected.index < zones.size() ? &zones[ui.state.selected.index] : nullptr;
}

const model::CityObject* selected_object(const Ui& ui) {
  if (ui.state.selected.kind != Kind::city_object || !ui.state.project.city) return nullptr;
  const auto& objects = ui.state.project.city->objects;
  return ui.state.selected.index < objects.size() ? &objects[ui.state.selected.index] : nullptr;
}

bool sensor_is_selected(const Ui& ui) {
  return ui.state.selected.kind == Kind::sensor && ui.state.project.plan &&
         ui.state.selected.index < ui.state.project.plan->sensors.size();
}

void close_button(Ui& ui, const Column& column) {
  const float size = ui.px(28.0F);
  if (sign_button_at(ui, "inspector-close", Sign::cross, ui.say("inspector.close"),
                     {column.x + column.width - size + ui.px(6.0F), column.y - ui.px(4.0F), size, size})) {
    ui.command("clear-selection");
  }
}

std::string sighting_line(const Ui& ui, const coverage::Sighting& sighting) {
  const auto& sensor = ui.state.project.plan->sensors[sighting.sensor];
  base::Sentence line{.key = sighting.density_px_per_m ? "spot.sighting.density" : "spot.sighting",
                      .values = {{"kind", base::Sentence::Key{fmt::format("sensor.kind.{}", kind_name(sensor.kind))}},
                                 {"distance", base::Sentence::Number{sighting.distance_m, 0}}}};
  if (sighting.density_px_per_m) {
    line.values.emplace_back("density", base::Sentence::Number{*sighting.density_px_per_m, 0});
  }
  return ui.say(line);
}

}  // namespace

void sensor_row(Ui& ui, Column& column, std::uint32_t index, const std::string& underneath) {
  const auto& sensor = ui.state.project.plan->sensors[index];
  const EntryRow entry{.id = fmt::format("row-{}", index),
                       .name = sensor.name.empty() ? sensor.id : sensor.name,
                       .underneath = underneath};
  if (entry_row(ui, column, entry)) ui.command("select-sensor id=" + app::quoted(sensor.id));
}

bool inspector_has_something(const Ui& ui) {
  return ui.state.spot.has_value() || selected_zone(ui) != nullptr || selected_object(ui) != nullptr ||
         sensor_is_selected(ui);
}

// Why the spot is red, for the worst of its zones; the others are named.
void zones_of_spot(Ui& ui, Column& column, const coverage::SpotAnswer& spot) {
  if (!ui.state.analysis) return;
  const auto& stacking = ui.state.analysis->stacking;
  const auto zones = app::zones_at(stacking, spot.position.east_m, spot.position.north_m);
  if (zones.empty()) return;
  gap(ui, column, 10.0F);
  why_box(ui, column, stacking.zones[zones.front()], {.opens_zone = true});
  if (zones.size() == 1) return;
  gap(ui, column, 6.0F);
  // Zones of one place are one place.
  std::vector<std::string> others;
  const auto* shown = place_of_zone(stacking, stacking.zones[zones.front()]);
  for (std::size_t i = 1; i < zones.size(); ++i) {
    const auto* place = place_of_zone(stacking, stacking.zones[zones[i]]);
    if (place == shown) continue;
    const std::string name = place == nullptr ? stacking.zones[zones[i]].id : ui.say(place->name);
    if (std::find(others.begin(), others.end(), name) == others.end()) others.push_back(name);
  }
  if (others.empty()) return;
  paragraph(ui, column, Role::small, ui.palette.muted,
            ui.say({.key = "spot.other_zones",
                    .values = {{"count", static_cast<std::int64_t>(others.size())},
                               {"zones", base::Sentence::List{std::move(others)}}}}));
}

void object_content(Ui& ui, Column& column, const model::CityObject& object) {
  const auto name = ui.say("object.class." + std::string(model::object_class_name(object.object_class)));
  paragraph(ui, column, Role::title, ui.palette.ink, name);
  paragraph(ui, column, Role::small, ui.palette.muted, object.id);
  gap(ui, column, 12.0F);
  for (const auto& fact : app::object_facts(object)) {
    key_value(ui, column, {.key = ui.say(fact.label), .value = ui.say(fact.value)});
  }
  key_value(ui, column,
            {.key = ui.say("object.lod"),
             .value = object.lod.empty() ? ui.say("panel.not_stated") : "LoD " + object.lod,
             .missing = object.lod.empty()});
}

void spot_content(Ui& ui, Column& column, const coverage::SpotAnswer& spot) {
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say("spot.title"));
  paragraph(ui, column, Role::small, ui.palette.muted,
            ui.say({.key = "spot.place",
                    .values = {{"east", grid_coordinate(spot.position.east_m)},
                               {"north", grid_coordinate(spot.position.north_m)},
                               {"up", base::Sentence::Number{spot.position.up_m, 1}}}}));
  gap(ui, column, 10.0F);
  const std::string answer = ui.say({.key = spot.sightings.empty() ? "spot.none" : "spot.count",
                                     .values = {{"count", static_cast<std::int64_t>(spot.sightings.size())}}});
  paragraph(ui, column, Role::body, ui.palette.ink, answer);
  ui.tell("text", ui.say("spot.title"), answer, {column.x, column.y, column.width, 1.0F});
  gap(ui, column, 8.0F);
  for (const auto& sighting : spot.sightings) {
    sensor_row(ui, column, sighting.sensor, sighting_line(ui, sighting));
  }
  zones_of_spot(ui, column, spot);
  if (!spot.coverage_unknown_nearby.empty()) {
    gap(ui, column, 8.0F);
    paragraph(ui, column, Role::small, ui.palette.muted,
              ui.say({.key = "spot.unknown",
                      .values = {{"count", static_cast<std::int64_t>(spot.coverage_unknown_nearby.size())}}}));
  }
  if (spot.ground_assumed) {
    gap(ui, column, 8.0F);
    paragraph(ui, column, Role::small, ui.palette.muted, ui.say("spot.ground_assumed"));
  }
}

Box show_inspector(Ui& ui, const PlannerLayout& layout, float max_height, PlannerMemory& memory) {
  const bool something = inspector_has_something(ui);
  if (!something && !ui.state.analysis) return {};
  const CardPlace place{.id = "inspector",
                        .name = ui.say("inspector.name"),
                        .x = ui.screen.width - layout.margin - layout.right_width,
                        .y = layout.top.bottom() + layout.margin,
                        .width = layout.right_width,
                        .max_height = max_height,
                        .padding = 18.0F};
  Column column = begin_card(ui, place);
  const Column top = column;
  if (!something && walk_has_something(ui)) {
    walk_content(ui, column);
    return end_card(ui, place, column);
  }
  if (!something) {
    overview_content(ui, column);
    return end_card(ui, place, column);
  }
  if (ui.state.spot) {
    column.width -= ui.px(26.0F);
    paragraph(ui, column, Role::small_strong, ui.palette.muted, ui.say("spot.kicker"));
    column.width = top.width;
    spot_content(ui, column, *ui.state.spot);
  } else if (const auto* zone = selected_zone(ui)) {
    zone_content(ui, column, *zone);
  } else if (const auto* object = selected_object(ui)) {
    column.width -= ui.px(26.0F);
    object_content(ui, column, *object);
    column.width = top.width;
  } else {
    sensor_content(ui, column, ui.state.selected.index, memory);
  }
  close_button(ui, top);
  return end_card(ui, place, column);
}

}  // namespace schouw::panels
