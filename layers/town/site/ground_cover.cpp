// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "layers/town/build.h"
#include "layers/town/site/ground_height.h"

namespace schouw::town {
namespace {

constexpr double kLongestEdge_m = 40.0;
constexpr double kFlat_m = 0.0008;
constexpr double kLeast_m2 = 0.02;

Corner on_ground(Spot spot) { return {spot.x_m, spot.y_m, ground_m(spot) + kCover_m}; }

Loop with_short_edges(const Loop& loop) {
  Loop out;
  for (std::size_t i = 0; i < loop.size(); ++i) {
    const Spot a = loop[i];
    const Spot b = loop[(i + 1) % loop.size()];
    const int pieces = std::max(1, static_cast<int>(std::ceil(length_m(b - a) / kLongestEdge_m)));
    for (int k = 0; k < pieces; ++k) out.push_back(between(a, b, static_cast<double>(k) / pieces));
  }
  return out;
}

void add_level(Shape& shape, const Loop& loop, double z_m, Surface surface) {
  if (area_m2(loop) < kLeast_m2) return;
  std::vector<std::size_t> ring;
  for (const Spot spot : loop) ring.push_back(shape.add({spot.x_m, spot.y_m, z_m}));
  shape.face(ring, surface);
}

bool level(const Loop& loop) {
  return std::all_of(loop.begin(), loop.end(),
                     [&](Spot spot) { return std::fabs(ground_m(spot) - ground_m(loop[0])) < kFlat_m; });
}

// The strip between two loops along side i, cut into pieces that are short enough.
template <class Add>
void for_strip(const Loop& outer, const Loop& inner, std::size_t i, Add add) {
  const std::size_t j = (i + 1) % outer.size();
  const double length = length_m(outer[j] - outer[i]);
  const int pieces = std::max(1, static_cast<int>(std::ceil(length / kLongestEdge_m)));
  for (int k = 0; k < pieces; ++k) {
    const double from = static_cast<double>(k) / pieces;
    const double to = static_cast<double>(k + 1) / pieces;
    add(Loop{between(outer[i], outer[j], from), between(outer[i], outer[j], to), between(inner[i], inner[j], to),
             between(inner[i], inner[j], from)});
  }
}

void add_quad(Shape& shape, const Loop& quad, Surface surface) {
  if (area_m2(quad) < kLeast_m2) return;
  if (level(quad)) {
    add_level(shape, quad, ground_m(quad[0]) + kCover_m, surface);
    return;
  }
  std::size_t c[4];
  for (std::size_t i = 0; i < 4; ++i) c[i] = shape.add(on_ground(quad[i]));
  if (length_m(quad[0] - quad[1]) > 0.01) shape.face({c[0], c[1], c[2]}, surface);
  if (length_m(quad[2] - quad[3]) > 0.01) shape.face({c[0], c[2], c[3]}, surface);
}

void add_quay(Shape& shape, Spot a, Spot b) {  // seen from the water
  const std::size_t low_a = shape.add({a.x_m, a.y_m, kBedLevel_m});
  const std::size_t low_b = shape.add({b.x_m, b.y_m, kBedLevel_m});
  const std::size_t high_b = shape.add(on_ground(b));
  const std::size_t high_a = shape.add(on_ground(a));
  shape.face({low_b, low_a, high_a, high_b}, Surface::wall);
}

void lay_water(Site& site, const PlanFace& face, const FaceLoops& loops) {
  CityFeature water = site.start("WaterBody", "gracht");
  CityFeature quay = site.start("OtherConstruction", "kademuur");
  Shape surface;
  Shape walls;
  for (std::size_t i = 0; i < face.loop.size(); ++i) {
    for_strip(loops.middle_lines, loops.bank, i, [&](const Loop& quad) {
      add_level(surface, quad, kWaterLevel_m, Surface::water);
      if (profile_of(face.sides[i].kind).water_m > 0.0) add_quay(walls, quad[3], quad[2]);
    });
  }
  water.surfaces(surface);
  quay.surfaces(walls);
  site.put(water);
  site.put(quay);
}

}  // namespace

void add_ground(Shape& shape, const Loop& loop, Surface surface) {
  if (loop.size() < 3 || area_m2(loop) < kLeast_m2) return;
  if (level(loop) && level({middle(loop), loop[0], loop[1]})) {
    add_level(shape, loop, ground_m(loop[0]) + kCover_m, surface);
    return;
  }
  const Loop edge = with_short_edges(loop);
  const std::size_t centre = shape.add(on_ground(middle(loop)));
  const std::size_t first = shape.corners.size();
  for (const Spot spot : edge) shape.add(on_ground(spot));
  for (std::size_t i = 0; i < edge.size(); ++i)
    shape.face({centre, first + i, first + (i + 1) % edge.size()}, surface);
}

void lay_streets(Site& site, const PlanFace& face, const FaceLoops& loops) {
  lay_water(site, face, loops);
  CityFeature road = site.start("Road", "rijbaan");
  CityFeature square = site.start("TransportSquare", "voetgangersgebied");
  CityFeature walk = site.start("Road", "voetpad");
  Shape carriageway;
  Shape pedestrian;
  Shape footway;
  for (std::size_t i = 0; i < face.loop.size(); ++i) {
    const bool on_foot = profile_of(face.sides[i].kind).on_foot;
    for_strip(loops.bank, loops.kerb, i,
              [&](const Loop& quad) { add_quad(on_foot ? pedestrian : carriageway, quad, Surface::traffic); });
    for_strip(loops.kerb, loops.front, i,
              [&](const Loop& quad) { add_quad(on_foot ? pedestrian : footway, quad, Surface::auxiliary_traffic); });
  }
  road.surfaces(carriageway);
  square.surfaces(pedestrian);
  walk.surfaces(footway);
  site.put(road);
  site.put(square);
  site.put(walk);
}

}  // namespace schouw::town
