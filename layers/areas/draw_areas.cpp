// SPDX-License-Identifier: EUPL-1.2
#include "layers/areas/draw_areas.h"

#include <algorithm>
#include <cmath>

#include "geo/base/ring.h"

namespace schouw::areas {

namespace {

constexpr drawing::Colour kNeighbourhood = drawing::colour_from_hex(0x6b7480);
constexpr drawing::Colour kSensitive = drawing::colour_from_hex(0x1d4f86);
constexpr double kStep_m = 10.0;   // between points of an outline, so that it follows the ground
constexpr double kAbove_m = 0.25;  // above the ground, out of its way
constexpr std::size_t kMostSteps = 500;

bool is_neighbourhood(const Area& area) { return area.type == "neighbourhood" || area.type == "default"; }

crs::ScenePosition on_ground(double east_m, double north_m, const AreaDrawing& drawing,
                             const crs::SceneOrigin& origin) {
  const double ground_m = drawing.ground_height_m ? drawing.ground_height_m(east_m, north_m) : 0.0;
  return origin.to_scene({east_m, north_m, ground_m + kAbove_m});
}

drawing::Line outline(const model::Ring& ring, const AreaDrawing& drawing, const crs::SceneOrigin& origin) {
  drawing::Line line;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const model::Coordinate& a = ring[i];
    const model::Coordinate& b = ring[(i + 1) % ring.size()];
    const double length_m = std::hypot(b.x - a.x, b.y - a.y);
    if (length_m == 0.0) continue;
    const auto steps =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(length_m / kStep_m)), 1, kMostSteps);
    for (std::size_t s = 0; s < steps; ++s) {
      const double t = static_cast<double>(s) / static_cast<double>(steps);
      line.positions.push_back(on_ground(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), drawing, origin));
    }
  }
  if (!line.positions.empty()) line.positions.push_back(line.positions.front());
  return line;
}

double ring_area_m2(const model::Ring& ring) { return std::abs(base::signed_area(ring)); }

crs::MapBounds bounds_of(const Area& area) {
  crs::MapBounds bounds;
  for (const auto& polygon : area.polygons) {
    for (const auto& ring : polygon.rings) {
      for (const auto& corner : ring) bounds.include(crs::MapPosition{corner.x, corner.y, 0.0});
    }
  }
  return bounds;
}

// Where the line at north_m crosses the area's edges, from west to east.
std::vector<double> crossings(const Area& area, double north_m) {
  std::vector<double> east_m;
  for (const auto& polygon : area.polygons) {
    for (const auto& ring : polygon.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const model::Coordinate& a = ring[i];
        const model::Coordinate& b = ring[(i + 1) % ring.size()];
        if ((a.y > north_m) == (b.y > north_m)) continue;
        east_m.push_back(a.x + (north_m - a.y) / (b.y - a.y) * (b.x - a.x));
      }
    }
  }
  std::sort(east_m.begin(), east_m.end());
  return east_m;
}

}  // namespace

crs::MapPosition label_place(const Area& area) {
  const crs::MapBounds bounds = bounds_of(area);
  if (bounds.empty()) return {};
  constexpr int kLines = 15;
  crs::MapPosition best{(bounds.min.east_m + bounds.max.east_m) / 2, (bounds.min.north_m + bounds.max.north_m) / 2,
                        0.0};
  double most = 0.0;
  for (int i = 1; i <= kLines; ++i) {
    const double share = static_cast<double>(i) / (kLines + 1);
    const double north_m = bounds.min.north_m + share * (bounds.max.north_m - bounds.min.north_m);
    const auto east_m = crossings(area, north_m);
    for (std::size_t c = 0; c + 1 < east_m.size(); c += 2) {
      // A line near the middle is worth more than a slightly wider one at the edge.
      const double worth = (east_m[c + 1] - east_m[c]) * (1.0 - std::abs(share - 0.5));
      if (worth <= most) continue;
      most = worth;
      best = {(east_m[c] + east_m[c + 1]) / 2, north_m, 0.0};
    }
  }
  return best;
}

double area_m2(const Area& area) {
  double sum_m2 = 0.0;
  for (const auto& polygon : area.polygons) {
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
      sum_m2 += (i == 0 ? 1.0 : -1.0) * ring_area_m2(polygon.rings[i]);
    }
  }
  return sum_m2;
}

drawing::DrawList draw_areas(const AreaList& areas, const AreaDrawing& drawing, const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const Area& area = areas[i];
    const bool plain = is_neighbourhood(area);
    for (const auto& polygon : area.polygons) {
      for (const auto& ring : polygon.rings) {
        drawing::Line line = outline(ring, drawing, origin);
        if (line.positions.size() < 2) continue;
        line.colour = plain ? kNeighbourhood.with_alpha(170) : kSensitive.with_alpha(220);
        line.width_px = plain ? 1.2F : 2.0F;
        line.dashed = plain;
        list.lines.push_back(std::move(line));
      }
    }
    const crs::MapPosition at = label_place(area);
    list.labels.push_back({.at = on_ground(at.east_m, at.north_m, drawing, origin),
                           .text = area.name,
                           .size_px = plain ? 14.0F : 12.0F,
                           .ink = plain ? kNeighbourhood : kSensitive,
                           .priority = static_cast<float>(std::sqrt(std::max(0.0, area_m2(area)))),
                           .pick = {drawing::PickId::Kind::area, static_cast<std::uint32_t>(i)}});
  }
  return list;
}

drawing::Legend areas_legend() {
  using Swatch = drawing::LegendEntry::Swatch;
  return {{.swatch = Swatch::line, .colour = kSensitive, .label = {.key = "legend.areas.sensitive"}, .letter = {}},
          {.swatch = Swatch::dashed_line,
           .colour = kNeighbourhood,
           .label = {.key = "legend.areas.neighbourhood"},
           .letter = {}}};
}

}  // namespace schouw::areas
