// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/public_figures.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace schouw::publish {

namespace {

constexpr std::array<std::string_view, 3> kNoPlaces = {"neighbourhood", "area_151c", "dwelling_front"};

constexpr double centre_of(int square) { return (square + 0.5) * stacking::kPublicCell_m; }

crs::MapBounds bounds_of(const areas::Area& area) {
  crs::MapBounds bounds;
  for (const auto& polygon : area.polygons) {
    for (const auto& ring : polygon.rings) {
      for (const auto& corner : ring) bounds.include(crs::MapPosition{corner.x, corner.y, 0.0});
    }
  }
  return bounds;
}

}  // namespace

PublicFigures public_figures(const plan::Plan& plan, const coverage::CoverageResult& coverage,
                             const stacking::CountFilter& filter) {
  PublicFigures figures{.cells = {}, .sight = std::vector<Sight>(plan.sensors.size(), Sight::not_counted)};
  std::map<stacking::PublicCell, CellFigure> cells;
  const stacking::CountedCells counted(plan, coverage, filter);
  for (std::uint32_t i = 0; i < coverage.footprints.size(); ++i) {
    const coverage::Footprint& footprint = coverage.footprints[i];
    const registers::Sensor& sensor = plan.sensors[footprint.sensor];
    const auto* kind = plan.policy.defaults_for(registers::kind_name(sensor.kind));
    const bool optical = kind != nullptr && kind->optical;
    const bool personal = registers::counts_as_personal(sensor);
    figures.sight[footprint.sensor] = Sight::computed;
    const coverage::CellSet* seen = counted.cells(i);
    if (seen == nullptr) continue;
    for (const stacking::PublicCell& cell : stacking::half_seen_cells(*seen, coverage.frame)) {
      CellFigure& figure = cells[cell];
      figure.cell = cell;
      ++figure.sensors;
      figure.optical += static_cast<int>(optical);
      figure.personal += static_cast<int>(personal);
    }
  }
  for (const coverage::CoverageUnknown& unknown : coverage.unknown) figures.sight[unknown.sensor] = Sight::unknown;
  figures.cells.reserve(cells.size());
  for (const auto& [cell, figure] : cells) figures.cells.push_back(figure);
  return figures;
}

bool is_place(const areas::Area& area) {
  return std::find(kNoPlaces.begin(), kNoPlaces.end(), area.type) == kNoPlaces.end();
}

PlaceFigure place_figure(const PublicFigures& figures, const areas::Area& area) {
  PlaceFigure place;
  const crs::MapBounds bounds = bounds_of(area);
  constexpr double kSquare_m2 = stacking::kPublicCell_m * stacking::kPublicCell_m;
  for (const CellFigure& figure : figures.cells) {
    const crs::MapPosition centre{centre_of(figure.cell.column), centre_of(figure.cell.row), 0.0};
    if (!bounds.contains_in_plan(centre) || !area.contains(centre.east_m, centre.north_m)) continue;
    place.sensors = std::max(place.sensors, figure.sensors);
    place.personal = std::max(place.personal, figure.personal);
    if (figure.sensors >= 2) place.at_least_2_m2 += kSquare_m2;
    if (figure.sensors >= 3) place.at_least_3_m2 += kSquare_m2;
    if (figure.sensors >= 4) place.at_least_4_m2 += kSquare_m2;
  }
  return place;
}

}  // namespace schouw::publish
