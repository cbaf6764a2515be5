// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/neighbourhoods.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "geo/base/parallel.h"
#include "geo/raster/rasterise.h"
#include "layers/coverage/observer/view.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/exposure/observers.h"

namespace schouw::exposure {

namespace {

using coverage::CellSet;
using coverage::CellWindow;

constexpr std::string_view kType = "neighbourhood";
constexpr int kTileCells = 4 * CellSet::kWordCells;
constexpr double kHectare_m2 = 10'000.0;

int floor_div(int a, int b) { return a >= 0 ? a / b : -((b - 1 - a) / b); }

struct Cells {
  std::int64_t open = 0;
  std::int64_t covered = 0;
};

// One neighbourhood over the grid, in tiles that start on whole words.
class AreaCells {
 public:
  AreaCells(const areas::Area& area, const coverage::OcclusionModel& occlusion,
            const coverage::CoverageResult& coverage)
      : occlusion_(occlusion),
        coverage_(coverage),
        first_word_(static_cast<int>(std::lround(coverage.frame.west_m / coverage.frame.cell_m)) /
                    CellSet::kWordCells),
        first_row_(static_cast<int>(std::lround(coverage.frame.south_m / coverage.frame.cell_m))) {
    for (const model::PolygonWithHoles& polygon : area.polygons) {
      for (const model::Ring& ring : polygon.rings) {
        raster::PlanRing& points = rings_.emplace_back();
        for (const model::Coordinate& corner : ring) {
          points.push_back({corner.x, corner.y});
          bounds_.include(crs::MapPosition{corner.x, corner.y, 0.0});
        }
      }
    }
  }

  bool beyond_city() const {
    const crs::MapBounds& city = occlusion_.city_bounds();
    return !city.contains_in_plan(bounds_.min) || !city.contains_in_plan(bounds_.max);
  }

  // Nothing where it was cancelled.
  std::optional<Cells> count(const base::CancelToken& cancel, unsigned threads) const {
    const std::vector<CellWindow> tiles = tiles_over();
    std::vector<Cells> counted(tiles.size());
    const auto work = [&](std::size_t i) { counted[i] = count_in(tiles[i]); };
    if (!base::for_each_index(tiles.size(), work, cancel, threads)) return std::nullopt;
    Cells sum;
    for (const Cells& cells : counted) {
      sum.open += cells.open;
      sum.covered += cells.covered;
    }
    return sum;
  }

 private:
  std::vector<CellWindow> tiles_over() const {
    std::vector<CellWindow> tiles;
    const crs::MapBounds& city = occlusion_.city_bounds();
    const double west_m = std::max(bounds_.min.east_m, city.min.east_m);
    const double east_m = std::min(bounds_.max.east_m, city.max.east_m);
    const double south_m = std::max(bounds_.min.north_m, city.min.north_m);
    const double north_m = std::min(bounds_.max.north_m, city.max.north_m);
    if (west_m > east_m || south_m > north_m) return tiles;
    const double cell_m = occlusion_.cell_m();
    const auto tile_of = [&](double metres) {
      return floor_div(static_cast<int>(std::floor(metres / cell_m)), kTileCells);
    };
    for (int row = tile_of(south_m); row <= tile_of(north_m); ++row) {
      for (int column = tile_of(west_m); column <= tile_of(east_m); ++column) {
        tiles.push_back({column * kTileCells, row * kTileCells, kTileCells, kTileCells});
      }
    }
    return tiles;
  }

  Cells count_in(const CellWindow& tile) const {
    raster::Grid<std::uint16_t> inside(occlusion_.frame_of(tile));
    raster::mark_inside(inside, rings_, 1);
    const auto& marks = inside.values();
    Cells cells;
    if (std::none_of(marks.begin(), marks.end(), [](std::uint16_t mark) { return mark != 0; })) return cells;
    const coverage::LocalSurface surface = occlusion_.local(tile);
    const std::vector<const CellSet*> sets = sets_over(tile);
    std::size_t at = 0;
    for (int row = 0; row < tile.rows; ++row) {
      for (int word = 0; word < tile.columns / CellSet::kWordCells; ++word) {
        std::uint64_t open = 0;
        for (unsigned bit = 0; bit < 64U; ++bit, ++at) {
          const bool free = marks[at] != 0 && (surface.flags[at] & coverage::kCovered) == 0;
          if (free && in_city(inside.frame(), at)) open |= std::uint64_t{1} << bit;
        }
        cells.open += std::popcount(open);
        if (open != 0) {
          cells.covered +=
              std::popcount(open & seen(sets, tile.first_column / CellSet::kWordCells + word, tile.first_row + row));
        }
      }
    }
    return cells;
  }

  bool in_city(const raster::GridFrame& frame, std::size_t at) const {
    const auto columns = static_cast<std::size_t>(frame.columns);
    const auto column = static_cast<int>(at % columns);
    const auto row = static_cast<int>(at / columns);
    return occlusion_.city_bounds().contains_in_plan({frame.east_of(column), frame.north_of(row), 0.0});
  }

  // The footprints that lie over a tile at all.
  std::vector<const CellSet*> sets_over(const CellWindow& tile) const {
    const int word = tile.first_column / CellSet::kWordCells - first_word_;
    const int row = tile.first_row - first_row_;
    const int words = tile.columns / CellSet::kWordCells;
    std::vector<const CellSet*> sets;
    for (const coverage::Footprint& footprint : coverage_.footprints) {
      const CellSet& set = footprint.seen;
      if (set.empty() || set.first_word >= word + words || word >= set.first_word + set.words) continue;
      if (set.first_row >= row + tile.rows || row >= set.first_row + set.rows) continue;
      sets.push_back(&set);
    }
    return sets;
  }

  std::uint64_t seen(const std::vector<const CellSet*>& sets, int map_word, int map_row) const {
    std::uint64_t all = 0;
    for (const CellSet* set : sets) all |= set->word(map_word - first_word_, map_row - first_row_);
    return all;
  }

  const coverage::OcclusionModel& occlusion_;
  const coverage::CoverageResult& coverage_;
  int first_word_;
  int first_row_;
  std::vector<raster::PlanRing> rings_;
  crs::MapBounds bounds_;
};

double plane_area_m2(const areas::Area& area) {
  double area_m2 = 0.0;
  for (const model::PolygonWithHoles& polygon : area.polygons) {
    for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
      const model::Ring& ring = polygon.rings[r];
      double twice_m2 = 0.0;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        // Counted from the first corner: products of map coordinates would lose the square metres.
        const model::Coordinate &a = ring[i], &b = ring[(i + 1) % ring.size()], &o = ring[0];
        twice_m2 += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
      }
      area_m2 += (r == 0 ? 0.5 : -0.5) * std::abs(twice_m2);
    }
  }
  return area_m2;
}

std::int64_t sensors_in(const areas::Area& area, const plan::Plan& plan, const coverage::CoverageOptions& options) {
  return std::count_if(plan.sensors.begin(), plan.sensors.end(), [&](const registers::Sensor& sensor) {
    return sensor.position && !sensor.position_generalised && coverage::counts_at(sensor, options) &&
           area.contains(sensor.position->east_m, sensor.position->north_m);
  });
}

void add_ratios(std::vector<Neighbourhood>& rows) {
  std::vector<double> ratios;
  for (const Neighbourhood& row : rows) {
    if (row.residents.value_or(0.0) < kLeastResidents) continue;
    ratios.push_back(static_cast<double>(row.sensors) / *row.residents * 1000.0);
  }
  if (ratios.empty()) return;
  std::sort(ratios.begin(), ratios.end());
  const std::size_t middle = ratios.size() / 2;
  const double median = ratios.size() % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2.0;
  if (median <= 0.0) return;
  for (Neighbourhood& row : rows) {
    if (row.residents.value_or(0.0) < kLeastResidents) continue;
    row.sensors_per_1000_residents = static_cast<double>(row.sensors) / *row.residents * 1000.0;
  }
}

}  // namespace

bool has_neighbourhoods(const plan::Plan& plan) {
  return std::any_of(plan.areas.begin(), plan.areas.end(),
                     [](const areas::Area& area) { return area.type == kType; });
}

base::Result<NeighbourhoodTable> neighbourhoods(const plan::Project& project,
                                                const coverage::OcclusionModel& occlusion,
                                                const NeighbourhoodParams& params, const base::CancelToken& cancel) {
  const coverage::CoverageResult& coverage = params.coverage;
  const coverage::CoverageOptions& options = params.options;
  const plan::Plan& plan = *project.plan;
  const double cell_m2 = coverage.frame.cell_m * coverage.frame.cell_m;
  NeighbourhoodTable table{.target_height_m = coverage.target_height_m};
  for (std::uint32_t i = 0; i < plan.areas.size(); ++i) {
    const areas::Area& area = plan.areas[i];
    if (area.type != kType) continue;
    Neighbourhood row{.area = i,
                      .sensors = sensors_in(area, plan, options),
                      .residents = area.residents,
                      .hectares = plane_area_m2(area) / kHectare_m2,
                      .street_km = area.street_km};
    if (project.city) {
      const AreaCells counting(area, occlusion, coverage);
      const auto cells = counting.count(cancel, options.threads);
      if (!cells) return exposure_stopped();
      row.public_space_m2 = static_cast<double>(cells->open) * cell_m2;
      row.covered_m2 = static_cast<double>(cells->covered) * cell_m2;
      row.partly_loaded = counting.beyond_city();
    }
    table.rows.push_back(row);
  }
  std::stable_sort(table.rows.begin(), table.rows.end(), [&](const Neighbourhood& a, const Neighbourhood& b) {
    return plan.areas[a.area].name < plan.areas[b.area].name;
  });
  add_ratios(table.rows);
  return table;
}

}  // namespace schouw::exposure
