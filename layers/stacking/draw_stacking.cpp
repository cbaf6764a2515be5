// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/draw_stacking.h"

#include <utility>

#include "layers/stacking/stacking_colours.h"

namespace schouw::stacking {

namespace {

using drawing::Colour;
using drawing::LegendEntry;

constexpr double kOverGround_m = 0.35;

policy::Levels default_levels(const policy::Policy& policy) {
  if (policy.thresholds.rules.empty()) return {};
  return policy.thresholds.levels_for("default", policy.thresholds.rules.front().id).value_or(policy::Levels{});
}

base::Sentence label(const char* key, int count) { return {key, {{"count", std::int64_t{count}}}}; }

drawing::Line outline_of(const model::Ring& ring, const Colour& colour, const terrain::GroundModel& ground,
                         const crs::SceneOrigin& origin) {
  drawing::Line line{.colour = colour, .width_px = 2.0F};
  const auto add = [&](const model::Coordinate& c) {
    line.positions.push_back(origin.to_scene({c.x, c.y, ground.at(c.x, c.y).height_m + kOverGround_m}));
  };
  for (const model::Coordinate& c : ring) add(c);
  if (!ring.empty()) add(ring.front());
  return line;
}

void add_outlines(drawing::DrawList& list, const Zone& zone, const Colour& above, float width_px,
                  const terrain::GroundModel& ground) {
  const Colour colour = zone.level == Level::exceeded ? above : kAttention;
  for (const model::PolygonWithHoles& polygon : zone.polygons) {
    for (const model::Ring& ring : polygon.rings) {
      list.lines.push_back(outline_of(ring, colour, ground, list.origin));
      list.lines.back().width_px = width_px;
    }
  }
}

drawing::Label zone_label(const Zone& zone, std::uint32_t index, const std::string& text,
                          const terrain::GroundModel& ground, const crs::SceneOrigin& origin) {
  const double up_m = ground.at(zone.centroid.east_m, zone.centroid.north_m).height_m + kOverGround_m;
  return {.at = origin.to_scene({zone.centroid.east_m, zone.centroid.north_m, up_m}),
          .text = text,
          .size_px = 14.0F,
          .ink = drawing::colour_from_hex(0x3a2a26),
          .priority = zone.level == Level::exceeded ? 20.0F : 10.0F,
          .pick = {drawing::PickId::Kind::zone, index}};
}

}  // namespace

drawing::RasterLayer draw_stacking(std::shared_ptr<const raster::Grid<std::uint16_t>> counts, const AreaSets& sets,
                                   const policy::ThresholdTable& table, const crs::SceneOrigin& origin) {
  return {origin, std::move(counts), sets.of_cell, level_classes(sets, table)};
}

drawing::DrawList draw_zones(const std::vector<Zone>& zones, const ZoneDrawing& drawing,
                             const terrain::GroundModel& ground, const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  for (std::uint32_t i = 0; i < zones.size(); ++i) {
    const Zone& zone = zones[i];
    const bool selected = drawing.selected == i;
    const bool of_the_map = drawing.rule.empty() || zone.rule == drawing.rule;
    const bool shown = selected || of_the_map || (drawing.other_rules && zone.level == Level::exceeded);
    if (!shown) continue;
    const float width_px = selected ? 4.0F : of_the_map ? 2.0F : 1.2F;
    add_outlines(list, zone, above_norm_colour(drawing.adopted), width_px, ground);
    const std::string& text = i < drawing.labels.size() ? drawing.labels[i] : zone.id;
    if (!text.empty()) list.labels.push_back(zone_label(zone, i, text, ground, origin));
  }
  return list;
}

drawing::Legend stacking_legend(const policy::Policy& policy) {
  const policy::Levels levels = default_levels(policy);
  drawing::Legend legend;
  const auto add = [&legend](LegendEntry::Swatch swatch, const Colour& colour, base::Sentence said) {
    legend.push_back({swatch, colour, std::move(said), ""});
  };
  add(LegendEntry::Swatch::fill, kFew, label("legend.stacking.count", 1));
  if (levels.attention_at == 0 || levels.attention_at > 2) {
    add(LegendEntry::Swatch::fill, kSome, label("legend.stacking.several", 2));
  }
  if (levels.attention_at > 0) {
    add(LegendEntry::Swatch::hatched_fill, kAttention, label("legend.stacking.attention", levels.attention_at));
  }
  if (levels.exceeded_at > 0) {
    const bool adopted = policy.thresholds.adopted();
    add(LegendEntry::Swatch::hatched_fill, above_norm_colour(adopted),
        label(adopted ? "legend.stacking.exceeded" : "legend.stacking.exceeded_example", levels.exceeded_at));
  }
  return legend;
}

drawing::Legend zones_legend(const policy::ThresholdTable& table) {
  const bool adopted = table.adopted();
  return {{LegendEntry::Swatch::line, kAttention, {"legend.zones.attention", {}}, ""},
          {LegendEntry::Swatch::line,
           above_norm_colour(adopted),
           {adopted ? "legend.zones.exceeded" : "legend.zones.exceeded_example", {}},
           ""}};
}

}  // namespace schouw::stacking
