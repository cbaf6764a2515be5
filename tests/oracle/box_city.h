// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "geo/model/city_model.h"
#include "geo/model/terrain.h"

// Cities of boxes, made from a seed: what sight is tried on. Coordinates are near those of a real RD project, so that
// floats that forget their origin fail.
namespace schouw::testing {

inline constexpr double kEast_m = 85'000.0;
inline constexpr double kNorth_m = 446'000.0;

struct Box {
  double west_m, south_m, east_m, north_m, foot_m, top_m;  // east and north counted from kEast_m and kNorth_m
  double turn_deg = 0.0;                                   // about its middle
  model::ObjectClass object_class = model::ObjectClass::building;
  model::SurfaceKind underside = model::SurfaceKind::ground;
  std::string sides = "frw";  // which of floor, roof and walls it has
};

// What hangs: a bridge's deck, an arcade's upper floors, a canopy of one sheet.
inline Box deck(Box box) {
  box.object_class = model::ObjectClass::bridge;
  box.underside = model::SurfaceKind::unknown;
  return box;
}
inline Box over_arcade(Box box) {
  box.underside = model::SurfaceKind::outer_ceiling;
  return box;
}
inline Box canopy(Box box) {
  box.object_class = model::ObjectClass::other_construction;
  box.sides = "r";
  return box;
}

inline model::CityModel city_of(const std::vector<Box>& boxes) {
  model::CityModel city;
  city.origin = {kEast_m, kNorth_m, 0.0};
  for (const Box& b : boxes) {
    const auto first_vertex = static_cast<std::uint32_t>(city.vertices_mm.size());
    const double middle_e = (b.west_m + b.east_m) / 2.0;
    const double middle_n = (b.south_m + b.north_m) / 2.0;
    const double c = std::cos(b.turn_deg * M_PI / 180.0);
    const double s = std::sin(b.turn_deg * M_PI / 180.0);
    model::CityObject object{.id = "box-" + std::to_string(city.objects.size()),
                             .type_name = "Building",
                             .object_class = b.object_class,
                             .lod = "1.2",
                             .attributes = "{}",
                             .first_triangle = static_cast<std::uint32_t>(city.triangles.size())};
    for (const double up : {b.foot_m, b.top_m}) {
      for (const auto& [e, n] :
           {std::pair{b.west_m, b.south_m}, {b.east_m, b.south_m}, {b.east_m, b.north_m}, {b.west_m, b.north_m}}) {
        const double te = middle_e + (e - middle_e) * c - (n - middle_n) * s;
        const double tn = middle_n + (e - middle_e) * s + (n - middle_n) * c;
        city.vertices_mm.push_back({static_cast<std::int32_t>(std::lround(te * 1000.0)),
                                    static_cast<std::int32_t>(std::lround(tn * 1000.0)),
                                    static_cast<std::int32_t>(std::lround(up * 1000.0))});
        object.bounds.include(city.position(static_cast<std::uint32_t>(city.vertices_mm.size() - 1)));
      }
    }
    const auto add = [&](std::array<std::uint32_t, 4> q, model::SurfaceKind kind) {
      for (auto& v : q) v += first_vertex;
      city.triangles.push_back({q[0], q[1], q[2]});
      city.triangles.push_back({q[0], q[2], q[3]});
      city.kinds.insert(city.kinds.end(), 2, kind);
    };
    const auto has = [&b](char side) { return b.sides.find(side) != std::string::npos; };
    if (has('f')) add({0, 3, 2, 1}, b.underside);
    if (has('r')) add({4, 5, 6, 7}, model::SurfaceKind::roof);
    for (std::uint32_t side = 0; side < 4 && has('w'); ++side) {
      add({side, (side + 1) % 4, 4 + (side + 1) % 4, 4 + side}, model::SurfaceKind::wall);
    }
    object.triangle_count = static_cast<std::uint32_t>(city.triangles.size()) - object.first_triangle;
    city.bounds.include(object.bounds);
    city.objects.push_back(std::move(object));
  }
  return city;
}

// Blocks along streets of 10 to 20 m, some turned a little, on flat ground at 0.
inline std::vector<Box> random_boxes(std::uint64_t seed, double side_m) {
  std::mt19937_64 random(seed);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() >> 11) / 9007199254740992.0;
  };
  std::vector<Box> boxes;
  for (double south = 5.0; south < side_m; south += 35.0) {
    for (double west = 5.0; west < side_m; west += 35.0) {
      if (between(0.0, 1.0) < 0.2) continue;
      const double w = west + between(0.0, 4.0);
      const double s = south + between(0.0, 4.0);
      boxes.push_back(
          {w, s, w + between(8.0, 20.0), s + between(8.0, 20.0), 0.0, between(2.5, 15.0), between(-25.0, 25.0)});
    }
  }
  return boxes;
}

// Measured ground at 0, from 100 m south-west of the city's corner.
inline model::Terrain flat_terrain(double side_m) {
  const auto cells = static_cast<int>(side_m + 200.0);
  model::Terrain terrain;
  terrain.heights_m = raster::Grid<float>(
      {.west_m = kEast_m - 100.0, .south_m = kNorth_m - 100.0, .cell_m = 1.0, .columns = cells, .rows = cells}, 0.0F);
  return terrain;
}

// Ground that rolls by a few metres; every cell measured.
inline model::Terrain rolling_terrain(std::uint64_t seed, double side_m, double cell_m) {
  std::mt19937_64 random(seed);
  const double phase = static_cast<double>(random() % 1000) / 100.0;
  const auto cells = static_cast<int>(side_m / cell_m);
  model::Terrain terrain;
  terrain.heights_m = raster::Grid<float>(
      {.west_m = kEast_m, .south_m = kNorth_m, .cell_m = cell_m, .columns = cells, .rows = cells});
  for (int row = 0; row < cells; ++row) {
    for (int column = 0; column < cells; ++column) {
      const double e = (column + 0.5) * cell_m;
      const double n = (row + 0.5) * cell_m;
      terrain.heights_m.at(column, row) =
          static_cast<float>(1.5 * std::sin(e / 17.0 + phase) + 1.2 * std::cos(n / 23.0));
    }
  }
  return terrain;
}

}  // namespace schouw::testing
