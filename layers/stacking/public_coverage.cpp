// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/public_coverage.h"

#include <algorithm>
#include <cmath>

#include "layers/stacking/public_cells.h"

namespace schouw::stacking {

namespace {

constexpr int kWord = coverage::CellSet::kWordCells;

int word_floor(int column) { return static_cast<int>(std::floor(static_cast<double>(column) / kWord)) * kWord; }

// Squares of the map as a set numbered from the frame's corner.
coverage::CellSet set_of(const std::vector<PublicCell>& squares, int first_column, int first_row) {
  if (squares.empty()) return {};
  int west = squares.front().column;
  int east = west;
  for (const PublicCell& cell : squares) {
    west = std::min(west, cell.column);
    east = std::max(east, cell.column);
  }
  coverage::CellSet set{.first_word = (word_floor(west) - first_column) / kWord,
                        .first_row = squares.front().row - first_row,
                        .words = (word_floor(east) - word_floor(west)) / kWord + 1,
                        .rows = squares.back().row - squares.front().row + 1};
  set.bits.assign(static_cast<std::size_t>(set.words) * static_cast<std::size_t>(set.rows), 0);
  for (const PublicCell& cell : squares) {
    const int column = cell.column - word_floor(west);
    const auto row = static_cast<std::size_t>(cell.row - squares.front().row);
    set.bits[row * static_cast<std::size_t>(set.words) + static_cast<std::size_t>(column / kWord)] |=
        std::uint64_t{1} << static_cast<unsigned>(column % kWord);
  }
  return set;
}

double area_m2(const coverage::CellSet& set) {
  return static_cast<double>(set.count()) * kPublicCell_m * kPublicCell_m;
}

void take_areas(coverage::Footprint& footprint, const std::vector<double>& limits_px_per_m,
                const policy::Policy& policy) {
  footprint.visible_area_m2 = area_m2(footprint.seen);
  footprint.blocked_ratio = 0.0;
  const auto& classes = policy.density.classes;
  for (std::size_t i = 0; i < footprint.area_by_class_m2.size() && i < classes.size(); ++i) {
    const auto at =
        std::lower_bound(limits_px_per_m.begin(), limits_px_per_m.end(), classes[i].px_per_m * (1.0 - 1e-9));
    const auto limit = static_cast<std::size_t>(at - limits_px_per_m.begin());
    footprint.area_by_class_m2[i] = limit < footprint.reached.size() ? area_m2(footprint.reached[limit]) : 0.0;
  }
}

}  // namespace

coverage::CoverageResult public_coverage(const coverage::CoverageResult& fine, const policy::Policy& policy) {
  const auto square_of = [](double metres) { return static_cast<int>(std::floor(metres / kPublicCell_m)); };
  const raster::GridFrame& from = fine.frame;
  const int first_column = word_floor(square_of(from.west_m));
  const int first_row = square_of(from.south_m);
  coverage::CoverageResult result{
      .frame = {.west_m = first_column * kPublicCell_m,
                .south_m = first_row * kPublicCell_m,
                .cell_m = kPublicCell_m,
                .columns = square_of(from.west_m + from.columns * from.cell_m) - first_column + 1,
                .rows = square_of(from.south_m + from.rows * from.cell_m) - first_row + 1},
      .limits_px_per_m = fine.limits_px_per_m,
      .target_height_m = fine.target_height_m,
      .footprints = fine.footprints,
      .unknown = fine.unknown};
  result.frame.columns = word_floor(result.frame.columns + kWord - 1);
  for (coverage::Footprint& footprint : result.footprints) {
    footprint.seen = set_of(half_seen_cells(footprint.seen, from), first_column, first_row);
    for (coverage::CellSet& set : footprint.reached) {
      set = set_of(half_seen_cells(set, from), first_column, first_row);
    }
    take_areas(footprint, result.limits_px_per_m, policy);
  }
  return result;
}

std::vector<coverage::Sighting> seen_by_square(const coverage::CoverageResult& public_result, const plan::Plan& plan,
                                               double east_m, double north_m) {
  std::vector<coverage::Sighting> sightings;
  const int column = public_result.frame.column_of(east_m);
  const int row = public_result.frame.row_of(north_m);
  for (const coverage::Footprint& footprint : public_result.footprints) {
    if (!footprint.sees(column, row)) continue;
    const auto& position = plan.sensors[footprint.sensor].position;
    const double distance_m = position ? std::hypot(position->east_m - east_m, position->north_m - north_m) : 0.0;
    std::optional<double> density_px_per_m;
    if (const int reached = footprint.density_at(column, row); reached > 1) {
      density_px_per_m = public_result.limits_px_per_m[static_cast<std::size_t>(reached) - 2];
    }
    sightings.push_back({footprint.sensor, distance_m, density_px_per_m});
  }
  std::stable_sort(sightings.begin(), sightings.end(),
                   [](const auto& a, const auto& b) { return a.distance_m < b.distance_m; });
  return sightings;
}

}  // namespace schouw::stacking
