// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/find_zones.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "geo/raster/connected_cells.h"
#include "geo/raster/contour.h"
#include "layers/stacking/level_map.h"

namespace schouw::stacking {

namespace {

using policy::Counted;

struct Cell {
  int column;
  int row;
};

// Where one rule passes its levels, cell by cell.
struct Passing {
  raster::Grid<std::uint8_t> attention;
  raster::Grid<std::uint8_t> exceeded;
  raster::Grid<std::uint16_t> value;
};

// Everything that zones of one patch are made from.
struct Workshop {
  const Patch& patch;
  const ZoneQuestion& question;
  const SeersByCell& seers;
  const LevelMap& levels;
  raster::GridFrame frame;
};

// How many sensors a cell needs at least before a rule can reach a level; a purpose takes less than one.
int sensors_needed(Counted counted, int level) {
  if (counted == Counted::purposes) return 1;
  return counted == Counted::combined_kinds ? 2 : level;
}

Passing passing(const Workshop& shop, const policy::ThresholdRule& rule, const RuleCount& counter,
                const raster::Grid<std::uint16_t>& counts) {
  Passing out{raster::Grid<std::uint8_t>(shop.frame), raster::Grid<std::uint8_t>(shop.frame),
              raster::Grid<std::uint16_t>(shop.frame)};
  const int least = sensors_needed(rule.counted, shop.levels.lowest_attention(rule.id));
  std::vector<RuleCount::Seer> seers;
  for (int row = 0; row < shop.frame.rows; ++row) {
    for (int column = 0; column < shop.frame.columns; ++column) {
      if (counts.at(column, row) < least) continue;
      const policy::Levels levels = shop.levels.levels(column, row, rule.id);
      if (levels.attention_at == 0) continue;
      shop.seers.seers(column, row, seers);
      const int value = counter.count(seers);
      if (value < levels.attention_at) continue;
      out.attention.at(column, row) = 1;
      out.value.at(column, row) = static_cast<std::uint16_t>(value);
      out.exceeded.at(column, row) = levels.exceeded_at > 0 && value >= levels.exceeded_at ? 1 : 0;
    }
  }
  return out;
}

// The middle of a zone, moved to its nearest own cell: a ring's mean lies outside it.
crs::MapPosition middle(const std::vector<Cell>& cells, const raster::GridFrame& frame) {
  double column = 0.0;
  double row = 0.0;
  for (const Cell& c : cells) {
    column += c.column;
    row += c.row;
  }
  column /= static_cast<double>(cells.size());
  row /= static_cast<double>(cells.size());
  const Cell* nearest = &cells.front();
  double least = std::numeric_limits<double>::infinity();
  for (const Cell& c : cells) {
    const double d2 = (c.column - column) * (c.column - column) + (c.row - row) * (c.row - row);
    if (d2 < least) {
      least = d2;
      nearest = &c;
    }
  }
  return {frame.east_of(nearest->column), frame.north_of(nearest->row), 0.0};
}

std::vector<model::PolygonWithHoles> outline(const std::vector<Cell>& cells, const raster::GridFrame& frame) {
  Cell low = cells.front();
  Cell high = cells.front();
  for (const Cell& c : cells) {
    low = {std::min(low.column, c.column), std::min(low.row, c.row)};
    high = {std::max(high.column, c.column), std::max(high.row, c.row)};
  }
  raster::Grid<std::uint8_t> mask(raster::GridFrame{.west_m = frame.west_m + low.column * frame.cell_m,
                                                    .south_m = frame.south_m + low.row * frame.cell_m,
                                                    .cell_m = frame.cell_m,
                                                    .columns = high.column - low.column + 1,
                                                    .rows = high.row - low.row + 1});
  for (const Cell& c : cells) mask.at(c.column - low.column, c.row - low.row) = 1;
  std::vector<model::PolygonWithHoles> polygons;
  for (const raster::CellPolygon& p : raster::polygons_of(mask)) {
    model::PolygonWithHoles& polygon = polygons.emplace_back();
    for (const raster::PlanRing& plain : p.rings) {
      model::Ring& ring = polygon.rings.emplace_back();
      for (const raster::PlanPoint& point : plain) ring.push_back({point[0], point[1], std::nullopt});
    }
  }
  return polygons;
}

// What the sensors of a zone are for and who answers for them, each once, in order.
void name_sensors(Zone& zone, const plan::Plan& plan) {
  std::set<std::string> purposes;
  std::set<std::string> controllers;
  for (const ZoneSensor& z : zone.sensors) {
    const registers::Deployment& deployment = plan.sensors[z.sensor].deployment;
    for (const registers::Purpose& p : deployment.purposes) {
      const std::string& word = !p.purpose.empty() ? p.purpose : (!p.goal.empty() ? p.goal : p.theme);
      if (!word.empty()) purposes.insert(word);
    }
    if (deployment.controller) controllers.insert(*deployment.controller);
  }
  zone.purposes.assign(purposes.begin(), purposes.end());
  zone.controllers.assign(controllers.begin(), controllers.end());
}

// Adds up a zone over its cells: counts, levels, and for each sensor what would pass without it.
void measure(Zone& zone, const std::vector<Cell>& cells, const Workshop& shop, const Passing& passing,
             const RuleCount& counter) {
  std::map<std::uint32_t, std::int64_t> cells_needing;  // footprint -> cells that pass only with it
  std::int64_t exceeded = 0;
  std::uint16_t types = 0;
  bool untyped = false;
  std::vector<RuleCount::Seer> seers;
  for (const Cell& c : cells) {
    const int value = passing.value.at(c.column, c.row);
    zone.max_count = std::max(zone.max_count, value);
    exceeded += passing.exceeded.at(c.column, c.row);
    const std::uint16_t here = shop.levels.types_at(c.column, c.row);
    types = static_cast<std::uint16_t>(types | here);
    untyped = untyped || here == 0;
    const policy::Levels levels = shop.levels.levels(c.column, c.row, zone.rule);
    zone.attention_at =
        zone.attention_at == 0 ? levels.attention_at : std::min(zone.attention_at, levels.attention_at);
    if (levels.exceeded_at > 0) {
      zone.exceeded_at = zone.exceeded_at == 0 ? levels.exceeded_at : std::min(zone.exceeded_at, levels.exceeded_at);
    }
    shop.seers.seers(c.column, c.row, seers);
    for (const RuleCount::Seer& seer : seers) {
      if (!counter.adds(seer)) continue;
      std::int64_t& needing = cells_needing[seer.footprint];
      if (counter.count(seers, seer.footprint) < levels.attention_at) ++needing;
    }
  }
  const double cell_m2 = shop.frame.cell_area_m2();
  zone.area_m2 = static_cast<double>(cells.size()) * cell_m2;
  zone.exceeded_area_m2 = static_cast<double>(exceeded) * cell_m2;
  for (const auto& [footprint, needing] : cells_needing) {
    zone.sensors.push_back({shop.question.coverage.footprints[footprint].sensor,
                            static_cast<double>(static_cast<std::int64_t>(cells.size()) - needing) * cell_m2});
  }
  zone.area_types = shop.levels.names(types);
  if (untyped && types != 0) zone.area_types.insert(zone.area_types.begin(), "default");
}

void add_zones(std::vector<Zone>& zones, const Workshop& shop, const policy::ThresholdRule& rule,
               const raster::Grid<std::uint16_t>& counts) {
  if (shop.levels.lowest_attention(rule.id) == 0) return;
  const policy::Policy& policy = shop.question.policy;
  const RuleCount counter(rule, shop.question.plan, shop.question.coverage.footprints);
  const Passing pass = passing(shop, rule, counter, counts);
  const raster::BridgedCells joined = raster::connected_over_gaps(pass.attention, policy.merge_gap_m);
  std::vector<std::vector<Cell>> cells(joined.groups.count);
  std::vector<std::vector<Cell>> drawn(joined.groups.count);
  for (int row = 0; row < shop.frame.rows; ++row) {
    for (int column = 0; column < shop.frame.columns; ++column) {
      if (const auto group = joined.groups.label.at(column, row); group != 0)
        cells[group - 1].push_back({column, row});
      if (const auto group = joined.bridge_label.at(column, row); group != 0)
        drawn[group - 1].push_back({column, row});
    }
  }
  for (std::size_t group = 0; group < cells.size(); ++group) {
    const double area_m2 = static_cast<double>(cells[group].size()) * shop.frame.cell_area_m2();
    if (area_m2 < policy.minimum_zone_m2 - 1e-9) continue;
    Zone& zone = zones.emplace_back();
    zone.rule = rule.id;
    measure(zone, cells[group], shop, pass, counter);
    if (zone.exceeded_area_m2 >= policy.minimum_zone_m2 - 1e-9) {
      zone.level = Level::exceeded;
      zone.agreement = Agreement::not_checked;
    }
    name_sensors(zone, shop.question.plan);
    zone.centroid = middle(cells[group], shop.frame);
    zone.polygons = outline(drawn[group], shop.frame);
    zone.reason = reason_of(zone, policy);
  }
}

}  // namespace

std::vector<Zone> zones_in(const Patch& patch, const raster::Grid<std::uint16_t>& counts,
                           const ZoneQuestion& question) {
  const raster::GridFrame frame = frame_of(patch, question.coverage.frame);
  const SeersByCell seers(patch, question.coverage);
  const LevelMap levels(frame, question.plan.areas, question.policy.thresholds);
  const Workshop shop{patch, question, seers, levels, frame};
  std::vector<Zone> zones;
  for (const policy::ThresholdRule& rule : question.policy.thresholds.rules) add_zones(zones, shop, rule, counts);
  return zones;
}

void number_zones(std::vector<Zone>& zones, const policy::ThresholdTable& table) {
  const auto order = [&](const std::string& rule) {
    return std::find_if(table.rules.begin(), table.rules.end(), [&](const auto& r) { return r.id == rule; });
  };
  std::stable_sort(zones.begin(), zones.end(), [&](const Zone& a, const Zone& b) {
    if (a.rule != b.rule) return order(a.rule) < order(b.rule);
    if (a.area_m2 != b.area_m2) return a.area_m2 > b.area_m2;
    if (a.centroid.north_m != b.centroid.north_m) return a.centroid.north_m < b.centroid.north_m;
    return a.centroid.east_m < b.centroid.east_m;
  });
  for (std::size_t i = 0; i < zones.size(); ++i) zones[i].id = "Z" + std::to_string(i + 1);
}

double exceeded_area_m2(const Zone& zone, const ZoneQuestion& question) {
  crs::MapBounds bounds;
  std::vector<raster::PlanRing> rings;
  for (const model::PolygonWithHoles& polygon : zone.polygons) {
    for (const model::Ring& ring : polygon.rings) {
      raster::PlanRing& plain = rings.emplace_back();
      for (const model::Coordinate& c : ring) {
        plain.push_back({c.x, c.y});
        bounds.include(crs::MapPosition{c.x, c.y, 0.0});
      }
    }
  }
  const raster::GridFrame& whole = question.coverage.frame;
  Patch patch{whole.column_of(bounds.min.east_m), whole.row_of(bounds.min.north_m), 0, 0, {}};
  patch.columns = whole.column_of(bounds.max.east_m) + 1 - patch.first_column;
  patch.rows = whole.row_of(bounds.max.north_m) + 1 - patch.first_row;
  const auto rule = std::find_if(question.policy.thresholds.rules.begin(), question.policy.thresholds.rules.end(),
                                 [&](const auto& r) { return r.id == zone.rule; });
  const RuleCount counter(*rule, question.plan, question.coverage.footprints);
  raster::Grid<std::uint16_t> inside(frame_of(patch, whole));
  raster::mark_inside(inside, rings, 1);
  const LevelMap levels(inside.frame(), question.plan.areas, question.policy.thresholds);
  std::int64_t cells = 0;
  std::vector<RuleCount::Seer> seers;
  for (int row = 0; row < patch.rows; ++row) {
    for (int column = 0; column < patch.columns; ++column) {
      const int exceeded_at = inside.at(column, row) == 0 ? 0 : levels.levels(column, row, zone.rule).exceeded_at;
      if (exceeded_at == 0) continue;
      seers.clear();
      for (std::uint32_t i = 0; i < question.coverage.footprints.size(); ++i) {
        const auto density =
            question.coverage.footprints[i].density_at(column + patch.first_column, row + patch.first_row);
        if (density != 0) seers.push_back({i, density});
      }
      if (counter.count(seers) >= exceeded_at) ++cells;
    }
  }
  return static_cast<double>(cells) * whole.cell_area_m2();
}

base::Sentence reason_of(const Zone& zone, const policy::Policy& policy) {
  static constexpr const char* kCounted[] = {"sensors_with_personal_data", "sensors_at_density", "controllers",
                                             "purposes", "combined_kinds"};
  const auto rule = std::find_if(policy.thresholds.rules.begin(), policy.thresholds.rules.end(),
                                 [&](const auto& r) { return r.id == zone.rule; });
  const bool known = rule != policy.thresholds.rules.end();
  std::string what = std::string("stacking.counted.") + kCounted[known ? static_cast<std::size_t>(rule->counted) : 0];
  if (zone.max_count == 1) what += ".one";
  std::string key = "stacking.reason.attention";
  if (zone.level == Level::exceeded) {
    key = zone.agreement == Agreement::agrees ? "stacking.reason.exceeded" : "stacking.reason.exceeded_not_checked";
  } else if (zone.agreement == Agreement::range_differs) {
    key = "stacking.reason.cannot_tell_range";
  } else if (zone.agreement == Agreement::cell_size_differs) {
    key = "stacking.reason.cannot_tell_cell_size";
  }
  const bool to_limit = key != "stacking.reason.attention";
  return {key,
          {{"count", std::int64_t{zone.max_count}},
           {"what", base::Sentence::Key{what}},
           {"limit", std::int64_t{to_limit ? zone.exceeded_at : zone.attention_at}},
           {"area_m2", base::Sentence::Number{to_limit ? zone.exceeded_area_m2 : zone.area_m2, 0}},
           {"norm", policy.thresholds.decided_by.empty() ? policy.thresholds.id : policy.thresholds.decided_by}}};
}

}  // namespace schouw::stacking
