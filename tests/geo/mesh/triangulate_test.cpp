// SPDX-License-Identifier: EUPL-1.2
// Areas of hand-made faces are school geometry; those of random ones come from Newell's formula in doubles.
#include "geo/mesh/triangulate.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <random>

namespace schouw::mesh {
namespace {

using model::CityModel;
using model::CitySurfaces;
using model::MillimetrePoint;
using ::testing::HasSubstr;
using Vector = std::array<double, 3>;

// Faces by their corners, one object; nothing is shared.
CitySurfaces faces(const std::vector<std::vector<std::vector<MillimetrePoint>>>& polygons) {
  CitySurfaces surfaces;
  model::SurfaceObject object{.id = "b", .type_name = "Building", .object_class = model::ObjectClass::building};
  for (const auto& rings : polygons) {
    model::Polygon polygon{.rings = {}, .kind = model::SurfaceKind::wall};
    for (const auto& ring : rings) {
      auto& indices = polygon.rings.emplace_back();
      for (const MillimetrePoint& point : ring) {
        indices.push_back(static_cast<std::uint32_t>(surfaces.vertices.size()));
        surfaces.vertices.push_back(point);
      }
    }
    object.polygons.push_back(std::move(polygon));
  }
  surfaces.objects.push_back(std::move(object));
  return surfaces;
}

Vector cross_of(const CityModel& city, const std::array<std::uint32_t, 3>& triangle) {
  const auto a = city.position(triangle[0]);
  const auto b = city.position(triangle[1]);
  const auto c = city.position(triangle[2]);
  const Vector u{b.east_m - a.east_m, b.north_m - a.north_m, b.up_m - a.up_m};
  const Vector v{c.east_m - a.east_m, c.north_m - a.north_m, c.up_m - a.up_m};
  return {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
}

double length(const Vector& v) { return std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]); }

double area_m2(const CityModel& city) {
  double area = 0.0;
  for (const auto& triangle : city.triangles) area += length(cross_of(city, triangle)) / 2.0;
  return area;
}

CityModel triangulated(CitySurfaces surfaces, base::Diagnostics* diagnostics = nullptr) {
  auto result = triangulate(std::move(surfaces));
  EXPECT_TRUE(result);
  if (diagnostics != nullptr) *diagnostics = result.diagnostics();
  return *std::move(result);
}

// All triangles turn the way the face turns, whose normal points to `towards`.
void expect_orientation(const CityModel& city, const Vector& towards) {
  for (const auto& triangle : city.triangles) {
    const Vector normal = cross_of(city, triangle);
    EXPECT_GT(normal[0] * towards[0] + normal[1] * towards[1] + normal[2] * towards[2], 0.0);
  }
}

std::string counts(const base::Diagnostics& diagnostics) {
  for (const auto& diagnostic : diagnostics) {
    if (diagnostic.code == "MESH-101") return diagnostic.message;
  }
  return {};
}

TEST(Triangulate, fills_a_convex_face_with_two_triangles_fewer_than_corners) {
  base::Diagnostics diagnostics;
  const auto city =
      triangulated(faces({{{{0, 0, 0}, {4000, 0, 0}, {0, 3000, 0}}},
                          {{{0, 0, 0}, {4000, 0, 0}, {4000, 3000, 0}, {0, 3000, 0}}},
                          {{{0, 0, 0}, {2000, 0, 0}, {3000, 1000, 0}, {1000, 2000, 0}, {-1000, 1000, 0}}}}),
                   &diagnostics);
  EXPECT_EQ(city.triangles.size(), 1U + 2U + 3U);
  // 6 m2, 12 m2, and by the shoelace formula (0 + 2 + 5 + 3 + 0) / 2 = 5 m2.
  EXPECT_NEAR(area_m2(city), 6.0 + 12.0 + 5.0, 1e-9);
  EXPECT_THAT(counts(diagnostics), HasSubstr("1 triangles, 1 quads, 1 convex, 0 by Delaunay"));
  expect_orientation(city, {0, 0, 1});
  EXPECT_EQ(city.kinds.size(), city.triangles.size());
  EXPECT_EQ(city.kinds[0], model::SurfaceKind::wall);
}

TEST(Triangulate, leaves_holes_open) {
  const auto city =
      triangulated(faces({{{{0, 0, 5000}, {4000, 0, 5000}, {4000, 4000, 5000}, {0, 4000, 5000}},
                           {{1000, 1000, 5000}, {1000, 3000, 5000}, {3000, 3000, 5000}, {3000, 1000, 5000}}}}));
  EXPECT_NEAR(area_m2(city), 16.0 - 4.0, 1e-9);
  EXPECT_EQ(city.triangles.size(), 8U);    // corners + 2 * holes - 2
  EXPECT_EQ(city.vertices_mm.size(), 8U);  // none is new
  expect_orientation(city, {0, 0, 1});
}

TEST(Triangulate, keeps_the_side_that_a_face_shows) {
  // An L-shaped wall in the plane of north 7 m, seen from the south and then from the north.
  std::vector<MillimetrePoint> wall{{0, 7000, 0},       {4000, 7000, 0},    {4000, 7000, 1000},
                                    {1000, 7000, 1000}, {1000, 7000, 3000}, {0, 7000, 3000}};
  const auto south = triangulated(faces({{wall}}));
  EXPECT_NEAR(area_m2(south), 4.0 + 2.0, 1e-9);
  expect_orientation(south, {0, -1, 0});
  std::reverse(wall.begin(), wall.end());
  const auto north = triangulated(faces({{wall}}));
  EXPECT_NEAR(area_m2(north), 6.0, 1e-9);
  expect_orientation(north, {0, 1, 0});
}

TEST(Triangulate, splits_a_quad_at_its_hollow_corner) {
  const auto city = triangulated(faces({{{{0, 0, 0}, {4000, 0, 0}, {1000, 1000, 0}, {0, 4000, 0}}}}));
  EXPECT_NEAR(area_m2(city), 4.0, 1e-9);  // two triangles of base 4 and height 1
  expect_orientation(city, {0, 0, 1});
}

TEST(Triangulate, keeps_corners_on_a_straight_line) {
  const auto city = triangulated(
      faces({{{{0, 0, 0}, {1000, 0, 0}, {2000, 0, 0}, {2000, 0, 1000}, {1000, 0, 1000}, {0, 0, 1000}}}}));
  EXPECT_NEAR(area_m2(city), 2.0, 1e-9);
  EXPECT_EQ(city.triangles.size(), 4U);
  EXPECT_EQ(city.vertices_mm.size(), 6U);
}

TEST(Triangulate, repairs_a_bow_tie_and_names_its_object) {
  base::Diagnostics diagnostics;
  const auto city = triangulated(faces({{{{0, 0, 0}, {2000, 0, 0}, {0, 2000, 0}, {2000, 2000, 0}}}}), &diagnostics);
  EXPECT_NEAR(area_m2(city), 2.0, 1e-9);   // two triangles of base 2 and height 1
  EXPECT_EQ(city.vertices_mm.size(), 5U);  // the crossing in the middle
  ASSERT_EQ(diagnostics.front().code, "MESH-102");
  EXPECT_EQ(diagnostics.front().where.feature, "b");
}

TEST(Triangulate, leaves_out_and_counts_what_has_no_area) {
  base::Diagnostics diagnostics;
  const auto city = triangulated(faces({{{{0, 0, 0}, {1000, 1000, 1000}, {3000, 3000, 3000}, {2000, 2000, 2000}}},
                                        {{{5, 5, 5}, {5, 5, 5}, {5, 5, 5}}},
                                        {{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}}}}),
                                 &diagnostics);
  EXPECT_EQ(city.triangles.size(), 1U);  // half a square millimetre is an area
  EXPECT_THAT(counts(diagnostics), HasSubstr("2 without area left out"));
}

TEST(Triangulate, fills_a_face_that_is_not_flat) {
  // A quad whose fourth corner is lifted: the plan is covered whichever diagonal is taken.
  const auto city = triangulated(faces({{{{0, 0, 0}, {4000, 0, 0}, {4000, 4000, 0}, {0, 4000, 500}}}}));
  double plan = 0.0;
  for (const auto& triangle : city.triangles) plan += cross_of(city, triangle)[2] / 2.0;
  EXPECT_NEAR(plan, 16.0, 1e-9);
}

TEST(Triangulate, counts_from_whole_metres_near_the_data_and_gives_the_bounds) {
  const auto city = triangulated(
      faces({{{{85346555, 446973982, -2300}, {85356555, 446973982, -2300}, {85346555, 446983982, 7700}}}}));
  EXPECT_EQ(city.origin.east_m, 85346.0);
  EXPECT_EQ(city.origin.north_m, 446973.0);
  EXPECT_EQ(std::fmod(city.origin.up_m, 1.0), 0.0);
  EXPECT_NEAR(city.bounds.min.east_m, 85346.555, 1e-9);
  EXPECT_NEAR(city.bounds.max.north_m, 446983.982, 1e-9);
  EXPECT_NEAR(city.bounds.min.up_m, -2.3, 1e-9);
  EXPECT_EQ(city.objects[0].bounds.max, city.bounds.max);
  EXPECT_EQ(city.objects[0].triangle_count, 1U);
}

TEST(Triangulate, leaves_out_an_object_on_the_other_side_of_the_world) {
  CitySurfaces surfaces = faces({{{{0, 0, 0}, {1000, 0, 0}, {0, 1000, 0}}}});
  surfaces.objects.push_back(surfaces.objects[0]);
  surfaces.objects.push_back(surfaces.objects[0]);
  surfaces.objects[2].id = "far";
  for (const std::int64_t x : {0, 1000, 0}) {
    surfaces.objects[2].polygons[0].rings[0][surfaces.vertices.size() - 3] =
        static_cast<std::uint32_t>(surfaces.vertices.size());
    surfaces.vertices.push_back({50'000'000'000 + x, static_cast<std::int64_t>(surfaces.vertices.size()) * 700, 0});
  }
  base::Diagnostics diagnostics;
  const auto city = triangulated(std::move(surfaces), &diagnostics);
  EXPECT_EQ(city.objects.size(), 2U);
  EXPECT_EQ(diagnostics.front().code, "MESH-103");
  EXPECT_EQ(diagnostics.front().where.feature, "far");
}

TEST(Triangulate, of_nothing_is_an_empty_city) {
  const auto city = triangulated({});
  EXPECT_TRUE(city.triangles.empty());
  EXPECT_TRUE(city.bounds.empty());
}

// A star around a hole, tilted; the seed is printed with a failure.
std::vector<std::vector<MillimetrePoint>> random_star(std::mt19937& random, bool with_hole) {
  std::uniform_real_distribution<double> radius(2000.0, 9000.0);
  std::uniform_int_distribution<int> corners(5, 40);
  std::uniform_int_distribution<std::int64_t> slope(-3, 3);
  const std::int64_t a = slope(random);
  const std::int64_t b = slope(random);
  // Heights are whole multiples of the plan, so that the corners lie exactly in one plane.
  const auto on_plane = [&](double angle, double r) {
    const std::int64_t x = std::llround(r * std::cos(angle));
    const std::int64_t y = std::llround(r * std::sin(angle));
    return MillimetrePoint{x, y, a * x + b * y};
  };
  std::vector<std::vector<MillimetrePoint>> rings(1);
  const int count = corners(random);
  for (int i = 0; i < count; ++i) rings[0].push_back(on_plane(2 * std::numbers::pi * i / count, radius(random)));
  if (with_hole) {
    auto& hole = rings.emplace_back();
    for (int i = 6; i > 0; --i) hole.push_back(on_plane(i, 900.0));
  }
  return rings;
}

Vector newell_m2(const std::vector<MillimetrePoint>& ring) {
  Vector normal{};
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const MillimetrePoint& p = ring[i];
    const MillimetrePoint& q = ring[(i + 1) % ring.size()];
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const std::size_t u = (axis + 1) % 3;
      const std::size_t v = (axis + 2) % 3;
      normal[axis] += static_cast<double>(p[u] - q[u]) * static_cast<double>(p[v] + q[v]) / 2e6;
    }
  }
  return normal;
}

TEST(Triangulate, covers_the_area_of_random_faces) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random(seed);
    const auto rings = random_star(random, seed % 2 == 0);
    Vector normal = newell_m2(rings[0]);
    double area = length(normal);
    if (rings.size() > 1) area -= length(newell_m2(rings[1]));
    base::Diagnostics diagnostics;
    const auto city = triangulated(faces({rings}), &diagnostics);
    EXPECT_NEAR(area_m2(city), area, 1e-6 * area) << "seed " << seed;
    EXPECT_EQ(diagnostics.size(), 1U) << "seed " << seed << ": only the counts";
    expect_orientation(city, normal);
  }
}

TEST(Triangulate, fills_a_hall_with_many_courts) {
  // A plate of 100 by 60 m with 5 by 3 courts of 10 m: 6000 - 15 * 100 m2.
  std::vector<std::vector<MillimetrePoint>> rings{{{0, 0, 0}, {100000, 0, 0}, {100000, 60000, 0}, {0, 60000, 0}}};
  for (std::int64_t column = 0; column < 5; ++column) {
    for (std::int64_t row = 0; row < 3; ++row) {
      const std::int64_t x = 5000 + 20000 * column;
      const std::int64_t y = 5000 + 20000 * row;
      rings.push_back({{x, y, 0}, {x, y + 10000, 0}, {x + 10000, y + 10000, 0}, {x + 10000, y, 0}});
    }
  }
  const auto city = triangulated(faces({rings}));
  EXPECT_NEAR(area_m2(city), 4500.0, 1e-6);
  EXPECT_EQ(city.triangles.size(), 64U + 2 * 15 - 2);
}

TEST(Triangulate, gives_the_same_city_every_time) {
  std::mt19937 random(7);
  CitySurfaces surfaces;
  for (int i = 0; i < 200; ++i) {
    CitySurfaces one = faces({random_star(random, i % 3 == 0)});
    const auto shift = static_cast<std::uint32_t>(surfaces.vertices.size());
    for (auto& ring : one.objects[0].polygons[0].rings) {
      for (auto& vertex : ring) vertex += shift;
    }
    surfaces.vertices.insert(surfaces.vertices.end(), one.vertices.begin(), one.vertices.end());
    surfaces.objects.push_back(std::move(one.objects[0]));
  }
  const auto first = triangulated(surfaces);
  const auto second = triangulated(surfaces);
  EXPECT_EQ(first.triangles, second.triangles);
  EXPECT_EQ(first.vertices_mm, second.vertices_mm);
}

TEST(Triangulate, stops_when_asked) {
  base::Progress progress;
  progress.cancel.cancel();
  EXPECT_FALSE(triangulate(faces({{{{0, 0, 0}, {1000, 0, 0}, {0, 1000, 0}}}}), progress));
}

}  // namespace
}  // namespace schouw::mesh
