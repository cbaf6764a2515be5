// SPDX-License-Identifier: EUPL-1.2
#include "layers/city/draw_city.h"

#include <algorithm>
#include <cmath>

namespace schouw::city {

namespace {

using drawing::Tone;
using model::ObjectClass;
using model::SurfaceKind;

constexpr double kLevel_cos = 0.819;  // 35 degrees
constexpr double kFoot_m = 0.3;

// How level a triangle is: |cos| of its slope.
double levelness(const crs::MapPosition& a, const crs::MapPosition& b, const crs::MapPosition& c) {
  const double ux = b.east_m - a.east_m, uy = b.north_m - a.north_m, uz = b.up_m - a.up_m;
  const double vx = c.east_m - a.east_m, vy = c.north_m - a.north_m, vz = c.up_m - a.up_m;
  const double nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
  const double length = std::sqrt(nx * nx + ny * ny + nz * nz);
  return length > 0.0 ? std::abs(nz) / length : 0.0;
}

Tone by_normal(const model::CityModel& city, const model::CityObject& object, std::uint32_t triangle) {
  const auto& t = city.triangles[triangle];
  const crs::MapPosition a = city.position(t[0]);
  const crs::MapPosition b = city.position(t[1]);
  const crs::MapPosition c = city.position(t[2]);
  // A steep roof is still a roof: only what stands nearly upright is a wall, unless it is level and at the foot.
  constexpr double kUpright_cos = 0.17;
  const double level = levelness(a, b, c);
  if (level < kUpright_cos) return Tone::wall;
  const double top = std::max({a.up_m, b.up_m, c.up_m});
  return level > kLevel_cos && top < object.bounds.min.up_m + kFoot_m ? Tone::building_floor : Tone::roof;
}

Tone building_tone(const model::CityModel& city, const model::CityObject& object, std::uint32_t triangle) {
  switch (city.kinds[triangle]) {
    case SurfaceKind::roof: return Tone::roof;
    case SurfaceKind::ground: return Tone::building_floor;
    case SurfaceKind::outer_floor: return Tone::roof;
    case SurfaceKind::wall:
    case SurfaceKind::window:
    case SurfaceKind::door:
    case SurfaceKind::closure:
    case SurfaceKind::outer_ceiling: return Tone::wall;
    default: return by_normal(city, object, triangle);
  }
}

}  // namespace

Tone tone_of(const model::CityModel& city, const model::CityObject& object, std::uint32_t triangle) {
  switch (object.object_class) {
    case ObjectClass::building: return building_tone(city, object, triangle);
    case ObjectClass::bridge: return Tone::bridge;
    case ObjectClass::tunnel:
    case ObjectClass::other_construction: return Tone::construction;
    case ObjectClass::road: return Tone::road;
    case ObjectClass::square: return Tone::square;
    case ObjectClass::railway: return Tone::railway;
    case ObjectClass::water_body:
    case ObjectClass::waterway: return Tone::water;
    case ObjectClass::plant_cover:
    case ObjectClass::vegetation: return Tone::plant;
    case ObjectClass::land_use: return Tone::land;
    case ObjectClass::relief: return Tone::terrain;
    case ObjectClass::furniture: return Tone::furniture;
    default: return Tone::generic;
  }
}

drawing::SurfaceMesh draw_city(const model::CityModel& city, const crs::SceneOrigin& origin) {
  drawing::SurfaceMesh mesh{.origin = origin};
  mesh.positions.reserve(city.triangles.size() * 3);
  mesh.tones.reserve(city.triangles.size());
  mesh.objects.reserve(city.triangles.size());
  mesh.ground.reserve(city.triangles.size());
  for (std::uint32_t o = 0; o < city.objects.size(); ++o) {
    const model::CityObject& object = city.objects[o];
    const bool ground = model::is_ground_cover(object.object_class);
    for (std::uint32_t t = object.first_triangle; t < object.first_triangle + object.triangle_count; ++t) {
      for (const std::uint32_t v : city.triangles[t]) mesh.positions.push_back(origin.to_scene(city.position(v)));
      mesh.tones.push_back(tone_of(city, object, t));
      mesh.objects.push_back(o);
      mesh.ground.push_back(ground);
    }
  }
  return mesh;
}

bool covers_ground(const model::CityModel& city) {
  return std::any_of(city.objects.begin(), city.objects.end(), [](const model::CityObject& object) {
    return model::is_ground_cover(object.object_class) && object.triangle_count > 0;
  });
}

}  // namespace schouw::city
