// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/draw_stacking.h"

#include <algorithm>

namespace schouw::stacking {

namespace {

using drawing::Colour;
using drawing::LegendEntry;

constexpr Colour kFew = drawing::colour_from_hex(0xaecdf0);
constexpr Colour kSome = drawing::colour_from_hex(0x4a90d9);
constexpr Colour kAttention = drawing::colour_from_hex(0xe39a2d);
constexpr Colour kExceeded = drawing::colour_from_hex(0xc8401f);
constexpr std::uint8_t kRasterAlpha = 205;
constexpr double kOverGround_m = 0.35;

policy::Levels default_levels(const policy::Policy& policy) {
  constexpr policy::Levels kNone{3, 5};
  if (policy.thresholds.rules.empty()) return kNone;
  return policy.thresholds.levels_for("default", policy.thresholds.rules.front().id).value_or(kNone);
}

base::Sentence label(const char* key, int count) { return {key, {{"count", std::int64_t{count}}}}; }

std::uint16_t level(int count) { return static_cast<std::uint16_t>(std::clamp(count, 1, 0xffff)); }

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

void add_outlines(drawing::DrawList& list, const Zone& zone, float width_px, const terrain::GroundModel& ground) {
  const Colour colour = zone.level == Level::exceeded ? kExceeded : kAttention;
  for (const model::PolygonWithHoles& polygon : zone.polygons) {
    for (const model::Ring& ring : polygon.rings) {
      list.lines.push_back(outline_of(ring, colour, ground, list.origin));
      list.lines.back().width_px = width_px;
    }
  }
}

drawing::Label zone_label(const Zone& zone, std::uint32_t index, const terrain::GroundModel& ground,
                          const crs::SceneOrigin& origin) {
  const double up_m = ground.at(zone.centroid.east_m, zone.centroid.north_m).height_m + kOverGround_m;
  return {.at = origin.to_scene({zone.centroid.east_m, zone.centroid.north_m, up_m}),
          .text = zone.id,
          .size_px = 14.0F,
          .ink = drawing::colour_from_hex(0x7a2410),
          .priority = zone.level == Level::exceeded ? 20.0F : 10.0F,
          .pick = {drawing::PickId::Kind::zone, index}};
}

}  // namespace

std::vector<drawing::CountClass> count_classes(const policy::Policy& policy) {
  const policy::Levels levels = default_levels(policy);
  std::vector<drawing::CountClass> classes;
  const auto add = [&](int from, const Colour& colour, bool hatched) {
    while (!classes.empty() && classes.back().from >= level(from)) classes.pop_back();
    classes.push_back({level(from), colour.with_alpha(kRasterAlpha), hatched});
  };
  add(1, kFew, false);
  add(2, kSome, false);
  if (levels.attention_at > 0) add(levels.attention_at, kAttention, true);
  if (levels.exceeded_at > 0) add(levels.exceeded_at, kExceeded, true);
  return classes;
}

drawing::RasterLayer draw_stacking(std::shared_ptr<const Analysis> analysis, const policy::Policy& policy,
                                   const crs::SceneOrigin& origin) {
  // The grid lives inside the analysis: sharing its ownership saves a copy of the whole plan's counts.
  const raster::Grid<std::uint16_t>* counts = &analysis->stacking.personal_counts;
  return {origin, std::shared_ptr<const raster::Grid<std::uint16_t>>(std::move(analysis), counts),
          count_classes(policy)};
}

drawing::DrawList draw_zones(const Stacking& stacking, const ZoneDrawing& drawing, const terrain::GroundModel& ground,
                             const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  for (std::uint32_t i = 0; i < stacking.zones.size(); ++i) {
    const Zone& zone = stacking.zones[i];
    const bool selected = drawing.selected == i;
    const bool of_the_map = drawing.rule.empty() || zone.rule == drawing.rule;
    if (!selected && !of_the_map && zone.level != Level::exceeded) continue;
    const float width_px = selected ? 4.0F : of_the_map ? 2.0F : 1.2F;
    add_outlines(list, zone, width_px, ground);
    list.labels.push_back(zone_label(zone, i, ground, origin));
  }
  return list;
}

drawing::Legend stacking_legend(const policy::Policy& policy) {
  const policy::Levels levels = default_levels(policy);
  drawing::Legend legend;
  for (const drawing::CountClass& c : count_classes(policy)) {
    const bool exceeded = levels.exceeded_at > 0 && c.from == levels.exceeded_at;
    const bool attention = !exceeded && levels.attention_at > 0 && c.from == levels.attention_at;
    const char* key = exceeded    ? "legend.stacking.exceeded"
                      : attention ? "legend.stacking.attention"
                                  : "legend.stacking.count";
    legend.push_back({c.hatched ? LegendEntry::Swatch::hatched_fill : LegendEntry::Swatch::fill,
                      c.colour.with_alpha(255), label(key, c.from), ""});
  }
  return legend;
}

drawing::Legend zones_legend() {
  return {{LegendEntry::Swatch::line, kAttention, {"legend.zones.attention", {}}, ""},
          {LegendEntry::Swatch::line, kExceeded, {"legend.zones.exceeded", {}}, ""}};
}

}  // namespace schouw::stacking
