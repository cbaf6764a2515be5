// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "geo/formats/gdal_environment.h"
#include "geo/formats/read_geotiff_gdal.h"
#include "town_files.h"

namespace schouw::town {
namespace {

using base::Json;

std::vector<Json> sensors_of(const TownInFolder& town) {
  std::vector<Json> out;
  const Json collection = town.json("register.geojson");
  for (const Json& feature : collection["features"]) out.push_back(feature);
  return out;
}

bool states(const Json& sensor, const char* field) { return sensor["properties"].contains(field); }

TEST(TownRegister, holds_every_kind_of_interface_md) {
  std::istringstream kinds(
      "camera anpr thermal optical_counter lidar radar wifi microphone sound_level air_quality weather water "
      "traffic_loop parking beacon light other");
  std::set<std::string> wanted{std::istream_iterator<std::string>(kinds), {}};
  const TownInFolder town({.buildings = 20});
  std::set<std::string> found;
  for (const Json& sensor : sensors_of(town)) found.insert(sensor["properties"]["kind"]);
  EXPECT_EQ(found, wanted);
}

TEST(TownRegister, shows_the_flaws_of_real_registers) {
  const TownInFolder town({.buildings = 20});
  const auto sensors = sensors_of(town);
  const auto count = [&](auto matches) { return std::count_if(sensors.begin(), sensors.end(), matches); };
  const auto says = [](const Json& s, const char* field, const char* value) {
    return states(s, field) && s["properties"][field] == value;
  };
  EXPECT_GE(count([&](const Json& s) { return says(s, "active_until", "2026-09-01"); }), 4) << "expired";
  EXPECT_GE(count([&](const Json& s) { return says(s, "active_until", "2050-01-01"); }), 2) << "placeholders";
  EXPECT_GE(count([&](const Json& s) { return !states(s, "responsible_officer"); }), 8);
  EXPECT_GE(count([&](const Json& s) { return !states(s, "height_above_ground_m"); }), 3);
  EXPECT_GE(count([&](const Json& s) { return says(s, "kind", "camera") && !states(s, "azimuth_deg"); }), 2);
  EXPECT_GE(count([&](const Json& s) { return says(s, "kind", "camera") && says(s, "personal_data", "none"); }), 1);
  EXPECT_GE(count([&](const Json& s) {
              return says(s, "purpose", "drukte meten") && s["properties"].value("pixels_w", 0) == 3840;
            }),
            1)
      << "a 4K camera that counts";
  for (const char* publication : {"public", "generalised", "internal", "secret"}) {
    EXPECT_GE(count([&](const Json& s) { return says(s, "publication", publication); }), 1) << publication;
  }
  for (const char* status : {"proposed", "approved", "temporary", "active", "inactive", "removed"}) {
    EXPECT_GE(count([&](const Json& s) { return says(s, "status", status); }), 1) << status;
  }
}

std::set<std::string> first_column(const std::string& csv) {
  std::istringstream in(csv);
  std::set<std::string> ids;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) ids.insert(line.substr(0, line.find(',')));
  return ids;
}

TEST(TownRegister, sensors_feed_systems_that_its_tables_hold) {
  const TownInFolder town({.buildings = 20});
  const auto systems = first_column(town.bytes("systems.csv"));
  EXPECT_EQ(systems.size(), 4U);
  std::set<std::string> fed;
  for (const Json& sensor : sensors_of(town)) {
    if (states(sensor, "systems")) fed.insert(sensor["properties"]["systems"]);
  }
  EXPECT_EQ(fed, systems);
}

TEST(TownRegister, every_dossier_that_a_sensor_names_is_there_and_started_after_its_decision) {
  const TownInFolder town({.buildings = 20});
  const auto dossiers = first_column(town.bytes("dossiers.csv"));
  const std::map<std::string, std::string> decided = {// as dossiers.csv says
                                                      {"cameratoezicht", "2024-03-12"},
                                                      {"milieuzone", "2022-03-01"},
                                                      {"drukte", "2025-06-03"}};
  std::set<std::string> named;
  for (const Json& sensor : sensors_of(town)) {
    if (!states(sensor, "dossier")) continue;
    const std::string dossier = sensor["properties"]["dossier"];
    named.insert(dossier);
    if (decided.count(dossier)) {
      EXPECT_GE(sensor["properties"]["active_from"].get<std::string>(), decided.at(dossier)) << sensor["id"];
    }
  }
  EXPECT_EQ(named, dossiers);
  const auto goals = first_column(town.bytes("goals.csv"));
  EXPECT_EQ(goals, (std::set<std::string>{"openbare-orde", "drukte", "schone-lucht", "looproutes"}));
}

TEST(TownRegister, names_functions_and_reserved_addresses_only) {
  const TownInFolder town({.buildings = 20});
  for (const Json& sensor : sensors_of(town)) {
    if (!states(sensor, "contact")) continue;
    const auto contact = sensor["properties"]["contact"].get<std::string>();
    EXPECT_TRUE(contact.size() > 11 && contact.substr(contact.size() - 11) == ".example.nl") << contact;
  }
}

TEST(TownRegister, cameras_of_several_controllers_stand_round_the_market) {
  const TownInFolder town({.buildings = 20});
  int cameras = 0;
  std::set<std::string> controllers;
  for (const Json& sensor : sensors_of(town)) {
    const double x = sensor["geometry"]["coordinates"][0].get<double>() - 145000.0;
    const double y = sensor["geometry"]["coordinates"][1].get<double>() - 507000.0;
    if (sensor["properties"]["kind"] != "camera" || std::hypot(x, y) > 55.0) continue;
    ++cameras;
    controllers.insert(sensor["properties"].value("controller", ""));
  }
  EXPECT_GE(cameras, 9);
  EXPECT_GE(controllers.size(), 4U);
}

using Ring = std::vector<std::array<double, 2>>;

std::vector<Ring> footprints_of(const TownInFolder& town) {
  std::vector<Ring> rings;
  for (const Json& feature : town.features()) {
    if (feature["CityObjects"].begin().value()["type"] != "Building") continue;
    for (const auto& object : feature["CityObjects"]) {
      for (const Json& geometry : object["geometry"]) {
        for (std::size_t i = 0; i < geometry["boundaries"][0].size(); ++i) {
          const auto surface = geometry["semantics"]["values"][0][i].get<std::size_t>();
          if (geometry["semantics"]["surfaces"][surface]["type"] != "GroundSurface") continue;
          Ring ring;
          for (const Json& index : geometry["boundaries"][0][i][0]) {
            const Json& v = feature["vertices"][index.get<std::size_t>()];
            ring.push_back({v[0].get<double>() / 1000.0, v[1].get<double>() / 1000.0});
          }
          rings.push_back(ring);
        }
      }
    }
  }
  return rings;
}

// Distance to the ring's edge, negative inside.
double distance_m(const Ring& ring, double x, double y) {
  double nearest = 1e9;
  bool odd = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[(i + 1) % ring.size()];
    const double dx = b[0] - a[0];
    const double dy = b[1] - a[1];
    const double t = std::clamp(((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    nearest = std::min(nearest, std::hypot(x - a[0] - t * dx, y - a[1] - t * dy));
    if ((a[1] > y) != (b[1] > y) && x < a[0] + dx * (y - a[1]) / dy) odd = !odd;
  }
  return odd ? -nearest : nearest;
}

TEST(TownRegister, no_sensor_hangs_inside_a_building_and_wall_cameras_hang_before_one) {
  const TownInFolder town({.buildings = 900});
  const auto footprints = footprints_of(town);
  ASSERT_GT(footprints.size(), 890U);
  for (const Json& sensor : sensors_of(town)) {
    const double x = sensor["geometry"]["coordinates"][0].get<double>() - 145000.0;
    const double y = sensor["geometry"]["coordinates"][1].get<double>() - 507000.0;
    double nearest = 1e9;
    for (const Ring& ring : footprints) nearest = std::min(nearest, distance_m(ring, x, y));
    const std::string name = sensor["properties"]["name"];
    EXPECT_GT(nearest, 0.0) << name << " lies " << -nearest << " m inside";
    const bool wall = sensor["properties"].value("mount", "") == "wall" && sensor["properties"]["kind"] == "camera";
    // North of the market the wall stands above the arcade, whose ground floor lies back.
    if (wall && name != "Camera Marktplein noord") {
      EXPECT_NEAR(nearest, 0.1, 0.03) << name;
    }
  }
}

TEST(TownTerrain, canals_lie_below_the_quays) {
  formats::prepare_gdal();
  const TownInFolder town({.buildings = 20});
  const auto terrain = formats::read_geotiff(town.file("terrain.tif"), {});
  ASSERT_TRUE(terrain);
  const auto& frame = terrain->heights_m.frame();
  const auto at = [&](double x, double y) {
    return terrain->heights_m.at(frame.column_of(145000.0 + x), frame.row_of(507000.0 + y));
  };
  EXPECT_NEAR(at(0.0, 0.0), 1.2F, 0.01F);      // the top of the mound
  EXPECT_NEAR(at(4.5, -165.0), -1.6F, 0.01F);  // the bed of the Haven, which runs south along x = 4
  EXPECT_GT(at(4.5, -80.0), 0.9F);             // land north of where it begins
  EXPECT_EQ(terrain->crs.id, "EPSG:7415");
}

}  // namespace
}  // namespace schouw::town
