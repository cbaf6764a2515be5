// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <deque>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "geo/raster/rasterise.h"
#include "layers/stacking/stacking.h"

// Zones by the definition in domain.md 3, one cell at a time: every question about a cell asks every sensor. Slow,
// and shares nothing with the way zones are found by words of bits.
namespace schouw::testing {

struct SlowCell {
  int row = 0;
  int column = 0;
  auto operator<=>(const SlowCell&) const = default;
};

struct SlowZone {
  std::string rule;
  std::set<SlowCell> cells;
  std::set<SlowCell> drawn;
  std::size_t exceeded = 0;
  int max_count = 0;
  int attention_at = 0;
  int exceeded_at = 0;
  std::map<std::uint32_t, std::size_t> cells_without;  // sensor -> cells that still pass without it
  std::set<std::string> types;
  SlowCell middle;
};

class SlowZones {
 public:
  SlowZones(const plan::Plan& plan, const coverage::CoverageResult& coverage) : plan_(plan), coverage_(coverage) {
    const raster::GridFrame& frame = coverage.frame;
    for (const areas::Area& area : plan.areas) {
      raster::Grid<std::uint16_t> inside(frame);
      for (const auto& polygon : area.polygons) {
        std::vector<raster::PlanRing> rings;
        for (const auto& ring : polygon.rings) {
          rings.emplace_back();
          for (const auto& c : ring) rings.back().push_back({c.x, c.y});
        }
        raster::mark_inside(inside, rings, 1);
      }
      for (int row = 0; row < frame.rows; ++row) {
        for (int column = 0; column < frame.columns; ++column) {
          if (inside.at(column, row) != 0) types_[{row, column}].insert(area.type);
        }
      }
    }
  }

  std::vector<SlowZone> zones(const policy::ThresholdRule& rule) const {
    std::map<SlowCell, int> passing;
    for (int row = 0; row < coverage_.frame.rows; ++row) {
      for (int column = 0; column < coverage_.frame.columns; ++column) {
        const int attention_at = levels({row, column}, rule.id).attention_at;
        if (attention_at == 0) continue;
        const int value = count({row, column}, rule, kNobody);
        if (value >= attention_at) passing[{row, column}] = value;
      }
    }
    std::vector<SlowZone> zones;
    std::set<SlowCell> taken;
    for (const auto& [cell, value] : passing) {
      if (taken.count(cell) != 0) continue;
      SlowZone zone{.rule = rule.id, .cells = hanging_together(cell, passing)};
      taken.insert(zone.cells.begin(), zone.cells.end());
      if (static_cast<double>(zone.cells.size()) * coverage_.frame.cell_area_m2() <
          plan_.policy.minimum_zone_m2 - 1e-9) {
        continue;
      }
      measure(zone, rule, passing);
      zones.push_back(std::move(zone));
    }
    return zones;
  }

 private:
  static constexpr std::uint32_t kNobody = 0xffffffffU;

  policy::Levels levels(const SlowCell& cell, const std::string& rule) const {
    const std::set<std::string> types = types_of(cell);
    policy::Levels strict;
    for (const std::string& type : types) {
      const auto own = plan_.policy.thresholds.levels_for(type, rule);
      if (!own) continue;
      if (own->attention_at > 0 && (strict.attention_at == 0 || own->attention_at < strict.attention_at)) {
        strict.attention_at = own->attention_at;
      }
      if (own->exceeded_at > 0 && (strict.exceeded_at == 0 || own->exceeded_at < strict.exceeded_at)) {
        strict.exceeded_at = own->exceeded_at;
      }
    }
    if (strict.attention_at == 0 || (strict.exceeded_at > 0 && strict.exceeded_at < strict.attention_at)) {
      strict.attention_at = strict.exceeded_at;
    }
    return strict;
  }
  std::set<std::string> types_of(const SlowCell& cell) const {
    const auto found = types_.find(cell);
    return found == types_.end() ? std::set<std::string>{"default"} : found->second;
  }

  bool takes_part(const coverage::Footprint& f, const SlowCell& cell, const policy::ThresholdRule& rule) const {
    const registers::Sensor& sensor = plan_.sensors[f.sensor];
    if (!f.seen.contains(cell.column, cell.row)) return false;
    switch (rule.counted) {
      case policy::Counted::sensors_with_personal_data: return registers::counts_as_personal(sensor);
      case policy::Counted::sensors_at_density: return f.reached[1].contains(cell.column, cell.row);
      case policy::Counted::combined_kinds: return !family(sensor.kind).empty();
      default: return true;
    }
  }
  static std::string family(registers::SensorKind kind) {
    if (kind == registers::SensorKind::camera) return "camera";
    if (kind == registers::SensorKind::wifi) return "wifi";
    return kind == registers::SensorKind::microphone ? "sound" : "";
  }

  int count(const SlowCell& cell, const policy::ThresholdRule& rule, std::uint32_t without) const {
    int sensors = 0;
    bool unnamed = false;
    std::set<std::string> named;
    for (const coverage::Footprint& f : coverage_.footprints) {
      if (f.sensor == without || !takes_part(f, cell, rule)) continue;
      ++sensors;
      const registers::Sensor& sensor = plan_.sensors[f.sensor];
      if (rule.counted == policy::Counted::controllers) {
        if (sensor.deployment.controller) {
          named.insert(*sensor.deployment.controller);
        } else {
          unnamed = true;
        }
      } else if (rule.counted == policy::Counted::purposes) {
        for (const auto& p : sensor.deployment.purposes) named.insert(p.purpose);
        unnamed = unnamed || sensor.deployment.purposes.empty();
      } else if (rule.counted == policy::Counted::combined_kinds) {
        named.insert(family(sensor.kind));
      }
    }
    if (rule.counted == policy::Counted::sensors_with_personal_data ||
        rule.counted == policy::Counted::sensors_at_density) {
      return sensors;
    }
    const int different = static_cast<int>(named.size());
    if (rule.counted == policy::Counted::combined_kinds) return named.count("camera") == 0 ? 0 : different - 1;
    return different == 0 && unnamed ? 1 : different;
  }

  bool near(const SlowCell& a, const SlowCell& b) const {
    const int columns = std::abs(a.column - b.column);
    const int rows = std::abs(a.row - b.row);
    if (columns <= 1 && rows <= 1) return true;
    const double gap = std::hypot(std::max(0, columns - 1), std::max(0, rows - 1)) * coverage_.frame.cell_m;
    return gap < plan_.policy.merge_gap_m - 1e-9;
  }
  template <class Visit>
  void for_each_near(const SlowCell& cell, const std::map<SlowCell, int>& passing, Visit&& visit) const {
    const int reach = static_cast<int>(plan_.policy.merge_gap_m / coverage_.frame.cell_m) + 2;
    for (int row = cell.row - reach; row <= cell.row + reach; ++row) {
      for (int column = cell.column - reach; column <= cell.column + reach; ++column) {
        const SlowCell other{row, column};
        if (other != cell && near(cell, other) && passing.count(other) != 0) visit(other);
      }
    }
  }

  std::set<SlowCell> hanging_together(const SlowCell& first, const std::map<SlowCell, int>& passing) const {
    std::set<SlowCell> cells = {first};
    std::deque<SlowCell> left = {first};
    while (!left.empty()) {
      const SlowCell cell = left.front();
      left.pop_front();
      for_each_near(cell, passing, [&](const SlowCell& other) {
        if (cells.insert(other).second) left.push_back(other);
      });
    }
    return cells;
  }

  // Straight lines over gaps, from cells at the rim to any cell of the zone, northwards or eastwards.
  void draw(SlowZone& zone, const std::map<SlowCell, int>& passing) const {
    zone.drawn = zone.cells;
    for (const SlowCell& cell : zone.cells) {
      const bool rim =
          zone.cells.count({cell.row - 1, cell.column}) == 0 || zone.cells.count({cell.row + 1, cell.column}) == 0 ||
          zone.cells.count({cell.row, cell.column - 1}) == 0 || zone.cells.count({cell.row, cell.column + 1}) == 0;
      if (!rim) continue;
      for_each_near(cell, passing, [&](const SlowCell& other) {
        const int rows = other.row - cell.row;
        const int columns = other.column - cell.column;
        if (rows < 0 || (rows == 0 && columns < 0)) return;
        const int length = std::max(rows, std::abs(columns));
        for (int i = 1; i < length; ++i) {
          zone.drawn.insert({cell.row + static_cast<int>(std::lround(static_cast<double>(rows) * i / length)),
                             cell.column + static_cast<int>(std::lround(static_cast<double>(columns) * i / length))});
        }
      });
    }
  }

  void measure(SlowZone& zone, const policy::ThresholdRule& rule, const std::map<SlowCell, int>& passing) const {
    draw(zone, passing);
    double column = 0.0;
    double row = 0.0;
    for (const SlowCell& cell : zone.cells) {
      const int value = passing.at(cell);
      const policy::Levels here = levels(cell, rule.id);
      zone.max_count = std::max(zone.max_count, value);
      if (here.exceeded_at > 0 && value >= here.exceeded_at) ++zone.exceeded;
      if (zone.attention_at == 0 || here.attention_at < zone.attention_at) zone.attention_at = here.attention_at;
      if (here.exceeded_at > 0 && (zone.exceeded_at == 0 || here.exceeded_at < zone.exceeded_at)) {
        zone.exceeded_at = here.exceeded_at;
      }
      for (const std::string& type : types_of(cell)) zone.types.insert(type);
      column += cell.column;
      row += cell.row;
      for (const coverage::Footprint& f : coverage_.footprints) {
        if (takes_part(f, cell, rule)) zone.cells_without[f.sensor] = 0;
      }
    }
    for (auto& [sensor, cells] : zone.cells_without) {
      for (const SlowCell& cell : zone.cells) {
        if (count(cell, rule, sensor) >= levels(cell, rule.id).attention_at) ++cells;
      }
    }
    column /= static_cast<double>(zone.cells.size());
    row /= static_cast<double>(zone.cells.size());
    double least = std::numeric_limits<double>::infinity();
    for (const SlowCell& cell : zone.cells) {
      const double d = std::hypot(cell.column - column, cell.row - row);
      if (d >= least - 1e-9) continue;
      least = d;
      zone.middle = cell;
    }
  }

  const plan::Plan& plan_;
  const coverage::CoverageResult& coverage_;
  std::map<SlowCell, std::set<std::string>> types_;
};

}  // namespace schouw::testing
