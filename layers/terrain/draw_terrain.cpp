// SPDX-License-Identifier: EUPL-1.2
#include "layers/terrain/draw_terrain.h"

#include <algorithm>
#include <cmath>

namespace schouw::terrain {

drawing::SurfaceMesh draw_terrain(const GroundModel& ground, const TerrainDrawing& drawing,
                                  const crs::SceneOrigin& origin) {
  drawing::SurfaceMesh mesh{.origin = origin};
  if (drawing.extent.empty()) return mesh;
  const double east = drawing.extent.max.east_m - drawing.extent.min.east_m;
  const double north = drawing.extent.max.north_m - drawing.extent.min.north_m;
  const double step_m = std::max(drawing.step_m, std::sqrt(east * north / static_cast<double>(kMostVertices)));
  // Vertices are the centres of cells; one cell more on each side, so that the mesh reaches over the whole extent.
  crs::MapBounds wide = drawing.extent;
  wide.min.east_m -= step_m;
  wide.min.north_m -= step_m;
  wide.max.east_m += step_m;
  wide.max.north_m += step_m;
  const raster::GridFrame frame = raster::frame_covering(wide, step_m);
  const Ground heights = ground.in(frame);
  const auto at = [&](int column, int row) {
    return origin.to_scene({frame.east_of(column), frame.north_of(row),
                            static_cast<double>(heights.heights_m.at(column, row)) - drawing.sink_m});
  };
  for (int row = 0; row + 1 < frame.rows; ++row) {
    for (int column = 0; column + 1 < frame.columns; ++column) {
      const crs::ScenePosition corners[] = {at(column, row), at(column + 1, row), at(column + 1, row + 1),
                                            at(column, row + 1)};
      for (const int corner : {0, 1, 2, 0, 2, 3}) mesh.positions.push_back(corners[corner]);
    }
  }
  const std::size_t triangles = mesh.positions.size() / 3;
  mesh.tones.assign(triangles, drawing::Tone::terrain);
  mesh.objects.assign(triangles, drawing::kNoObject);
  mesh.ground.assign(triangles, true);
  return mesh;
}

crs::MapBounds ground_extent(const model::CityModel* city, const model::Terrain* terrain,
                             const std::vector<crs::MapPosition>& sensors) {
  constexpr double kMargin_m = 60.0;
  // One sensor far from all others must not stretch the ground over a province.
  constexpr double kFarFromCity_m = 500.0;
  crs::MapBounds bounds;
  if (city != nullptr) bounds.include(city->bounds);
  if (bounds.empty() && terrain != nullptr && !terrain->heights_m.empty()) {
    const raster::GridFrame& frame = terrain->heights_m.frame();
    bounds.include(crs::MapPosition{frame.west_m, frame.south_m, 0.0});
    bounds.include(crs::MapPosition{frame.west_m + frame.columns * frame.cell_m,
                                    frame.south_m + frame.rows * frame.cell_m, 0.0});
  }
  const crs::MapBounds core = bounds;
  for (const crs::MapPosition& s : sensors) {
    const bool near =
        core.empty() ||
        (s.east_m > core.min.east_m - kFarFromCity_m && s.east_m < core.max.east_m + kFarFromCity_m &&
         s.north_m > core.min.north_m - kFarFromCity_m && s.north_m < core.max.north_m + kFarFromCity_m);
    if (near) bounds.include(s);
  }
  if (bounds.empty()) return bounds;
  bounds.min.east_m -= kMargin_m;
  bounds.min.north_m -= kMargin_m;
  bounds.max.east_m += kMargin_m;
  bounds.max.north_m += kMargin_m;
  return bounds;
}

}  // namespace schouw::terrain
