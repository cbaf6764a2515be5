// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/generate_town.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "town_files.h"

namespace schouw::town {
namespace {

using base::Json;
using Point = std::array<double, 3>;

Point point(const Json& feature, const Json& index) {
  const Json& v = feature["vertices"][index.get<std::size_t>()];
  return {v[0].get<double>(), v[1].get<double>(), v[2].get<double>()};
}

const Json& faces_of(const Json& geometry) {
  return geometry["type"] == "Solid" ? geometry["boundaries"][0] : geometry["boundaries"];
}

// Twice the area of a ring as a vector, by Newell's method.
Point newell(const Json& feature, const Json& face) {
  Point sum{};
  for (const Json& ring : face) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point a = point(feature, ring[i]);
      const Point b = point(feature, ring[(i + 1) % ring.size()]);
      sum[0] += (a[1] - b[1]) * (a[2] + b[2]);
      sum[1] += (a[2] - b[2]) * (a[0] + b[0]);
      sum[2] += (a[0] - b[0]) * (a[1] + b[1]);
    }
  }
  return sum;
}

// How far the corners of a face lie from one plane, millimetres. A wall's plane stands upright on the line that fits
// its corners best; any other face's plane has Newell's normal.
double unevenness_mm(const Json& feature, const Json& face, bool wall) {
  Point normal = newell(feature, face);
  std::vector<Point> corners;
  for (const Json& ring : face) {
    for (const Json& index : ring) corners.push_back(point(feature, index));
  }
  Point mean{};
  for (const Point& c : corners) {
    for (std::size_t k = 0; k < 3; ++k) mean[k] += c[k] / static_cast<double>(corners.size());
  }
  if (wall) {
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    for (const Point& c : corners) {
      xx += (c[0] - mean[0]) * (c[0] - mean[0]);
      xy += (c[0] - mean[0]) * (c[1] - mean[1]);
      yy += (c[1] - mean[1]) * (c[1] - mean[1]);
    }
    const double along = 0.5 * std::atan2(2.0 * xy, xx - yy);
    normal = {-std::sin(along), std::cos(along), 0.0};
  }
  const double size = std::sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
  double worst = 0.0;
  for (const Point& c : corners) {
    double distance = 0.0;
    for (std::size_t k = 0; k < 3; ++k) distance += (c[k] - mean[k]) * normal[k] / size;
    worst = std::max(worst, std::fabs(distance));
  }
  return worst;
}

bool is_wall(const Json& geometry, std::size_t face) {
  const Json& semantics = geometry["semantics"];
  const auto place = semantics["values"][0][face].get<std::size_t>();
  return semantics["surfaces"][place]["type"] == "WallSurface";
}

void expect_closed_and_outward(const Json& feature, const Json& geometry, const std::string& id) {
  std::map<std::pair<std::int64_t, std::int64_t>, int> uses;
  double six_volumes = 0.0;
  for (const Json& face : faces_of(geometry)) {
    const Point normal = newell(feature, face);
    const Point on_face = point(feature, face[0][0]);
    for (std::size_t k = 0; k < 3; ++k) six_volumes += on_face[k] * normal[k];
    for (const Json& ring : face) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        ++uses[{ring[i].get<std::int64_t>(), ring[(i + 1) % ring.size()].get<std::int64_t>()}];
      }
    }
  }
  EXPECT_GT(six_volumes, 0.0) << id;
  for (const auto& [edge, count] : uses) {
    const auto opposite = uses.find({edge.second, edge.first});
    ASSERT_TRUE(count == 1 && opposite != uses.end() && opposite->second == 1) << id;
  }
}

TEST(Town, every_solid_is_closed_turns_outward_and_has_flat_faces_with_a_meaning_each) {
  const TownInFolder town({.buildings = 900});
  for (const Json& feature : town.features()) {
    for (const auto& [id, object] : feature["CityObjects"].items()) {
      for (const Json& geometry : object["geometry"]) {
        if (geometry["type"] != "Solid") continue;
        EXPECT_EQ(geometry["semantics"]["values"][0].size(), faces_of(geometry).size()) << id;
        expect_closed_and_outward(feature, geometry, id);
        for (std::size_t i = 0; i < faces_of(geometry).size(); ++i) {
          EXPECT_LE(unevenness_mm(feature, faces_of(geometry)[i], is_wall(geometry, i)), 1.0) << id << " face " << i;
        }
      }
    }
  }
}

TEST(Town, ground_covers_tile_the_town_without_gap_or_overlap) {
  const TownInFolder town({.buildings = 900});
  static const std::set<std::string> kCovers = {"Road",    "TransportSquare", "WaterBody",
                                                "LandUse", "PlantCover",      "Railway"};
  double twice_mm2 = 0.0;
  for (const Json& feature : town.features()) {
    const Json& object = feature["CityObjects"][feature["id"].get<std::string>()];
    if (!kCovers.count(object["type"].get<std::string>())) continue;
    for (const Json& geometry : object["geometry"]) {
      for (const Json& face : faces_of(geometry)) {
        const double up = newell(feature, face)[2];
        EXPECT_GT(up, 0.0) << feature["id"] << " has a face that looks down";
        twice_mm2 += up;
      }
    }
  }
  // The square of 720 m and the railway of 720 by 36 m beside it.
  EXPECT_NEAR(twice_mm2 / 2e6, 720.0 * 720.0 + 720.0 * 36.0, 20.0);
}

TEST(Town, the_same_options_give_the_same_bytes_and_another_seed_gives_others) {
  const TownInFolder town({.buildings = 300, .seed = 5}, "a");
  const TownInFolder again({.buildings = 300, .seed = 5}, "b");
  const TownInFolder other({.buildings = 300, .seed = 6}, "c");
  for (const auto& path : town.paths()) {
    const std::string name = path.filename().string();
    EXPECT_EQ(town.bytes(name.c_str()), again.bytes(name.c_str())) << name;
    EXPECT_FALSE(town.bytes(name.c_str()).empty()) << name;
  }
  EXPECT_NE(town.bytes("town.city.jsonl"), other.bytes("town.city.jsonl"));
  EXPECT_NE(town.bytes("register.geojson"), other.bytes("register.geojson"));
}

TEST(Town, has_as_many_buildings_and_sensors_as_were_asked_for) {
  for (const auto& [buildings, sensors] : {std::pair{20, 17}, std::pair{900, 120}, std::pair{1500, 400}}) {
    const TownInFolder town({.buildings = buildings, .sensors = sensors}, std::to_string(buildings));
    std::int64_t built = 0;
    std::set<std::string> ids;
    for (const Json& feature : town.features()) {
      ids.insert(feature["id"]);
      built += feature["CityObjects"][feature["id"].get<std::string>()]["type"] == "Building" ? 1 : 0;
    }
    EXPECT_EQ(built, buildings);
    EXPECT_EQ(ids.size(), town.features().size()) << "an id occurs twice";
    std::set<std::string> sensor_ids;
    const Json collection = town.json("register.geojson");
    for (const Json& sensor : collection["features"]) sensor_ids.insert(sensor["id"]);
    EXPECT_EQ(sensor_ids.size(), static_cast<std::size_t>(sensors));
  }
}

TEST(Town, an_impossible_number_of_buildings_is_refused_and_writes_nothing) {
  const auto folder = std::filesystem::temp_directory_path() / "schouw-town-refused";
  std::filesystem::remove_all(folder);
  const auto made = generate_town({.buildings = 0}, folder);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.diagnostics()[0].code, "TOWN-101");
  EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST(Town, a_stopped_run_leaves_no_file_behind) {
  const auto folder = std::filesystem::temp_directory_path() / "schouw-town-stopped";
  std::filesystem::remove_all(folder);
  base::Progress progress;
  progress.cancel.cancel();
  const auto made = generate_town({.buildings = 5000}, folder, progress);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.diagnostics()[0].code, "TOWN-102");
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

// OGC 06-103r4: polygons of a multipolygon may touch in points, and share no side.
TEST(GenerateTown, areas_have_no_side_twice) {
  const TownInFolder town({.buildings = 160, .sensors = 20, .seed = 7});
  const Json areas = town.json("areas.geojson");
  std::size_t sides = 0;
  for (const Json& feature : areas["features"]) {
    std::set<std::array<double, 4>> known;
    for (const Json& polygon : feature["geometry"]["coordinates"]) {
      for (const Json& ring : polygon) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
          std::array<double, 2> a = {ring[i][0].get<double>(), ring[i][1].get<double>()};
          std::array<double, 2> b = {ring[i + 1][0].get<double>(), ring[i + 1][1].get<double>()};
          if (b < a) std::swap(a, b);
          ++sides;
          EXPECT_TRUE(known.insert({a[0], a[1], b[0], b[1]}).second) << feature["id"];
        }
      }
    }
  }
  EXPECT_GT(sides, 200U);
}

}  // namespace
}  // namespace schouw::town
