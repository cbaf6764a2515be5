// SPDX-License-Identifier: EUPL-1.2
#include <cmath>

#include "geo/formats/read_features_gdal.h"
#include "geo/formats/read_geotiff_gdal.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

// Counts by ogrinfo -al -so (GDAL 3.6.2); those of CSV by counting records with a spreadsheet; the share of valid
// cells and the mean of the rasters by gdalinfo -stats.
struct RealTable {
  const char* file;
  const char* table;
  std::size_t rows;
  const char* crs;
};

class RealTables : public ::testing::TestWithParam<RealTable> {};

TEST_P(RealTables, hold_as_many_rows_as_another_program_counts) {
  const RealTable& expected = GetParam();
  const auto path = shared_file(expected.file);
  if (path.empty()) GTEST_SKIP() << "the shared real data is not here: " << expected.file;
  const auto tables = read_feature_file(path);
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  for (const auto& table : *tables) {
    if (table.name != expected.table) continue;
    EXPECT_EQ(table.features.size(), expected.rows);
    EXPECT_EQ(table.crs ? table.crs->id : "", expected.crs);
    return;
  }
  FAIL() << "no table " << expected.table;
}

INSTANTIATE_TEST_SUITE_P(
    Shared, RealTables,
    ::testing::Values(
        RealTable{"areas/stadsdelen.geojson", "stadsdelen", 18, "EPSG:4326"},
        RealTable{"areas/gebieden.geojson", "gebieden", 32, "EPSG:4326"},
        RealTable{"areas/wijken.geojson", "wijken", 168, "EPSG:4326"},
        RealTable{"areas/buurten.geojson", "buurten", 598, "EPSG:4326"},
        RealTable{"delft-campus/bag_footprints.geojson", "tudcampus2", 1529, "EPSG:28992"},
        RealTable{"delft-campus/cameras_2025.geojson", "cameras_2025", 51, "EPSG:4326"},
        RealTable{"delft-campus/overpass_surveillance_2025.json", "overpass_surveillance_2025", 51, "EPSG:4326"},
        RealTable{"delft-campus/tudelft-2025.osm.pbf", "points", 13596, "EPSG:4326"},
        RealTable{"delft-campus/tudelft-2025.osm.pbf", "lines", 5107, "EPSG:4326"},
        RealTable{"delft-campus/tudelft-2025.osm.pbf", "multipolygons", 4517, "EPSG:4326"},
        RealTable{"delft-north/bgt/bgt_pand.sqlite", "buildingpart", 160, "EPSG:28992"},
        RealTable{"delft-north/bgt/bgt_wegdeel.sqlite", "trafficarea", 151, "EPSG:28992"},
        RealTable{"delft-north/bgt/bgt_begroeidterreindeel.sqlite", "plantcover", 126, "EPSG:28992"},
        RealTable{"delft-north/bgt/bgt_onbegroeidterreindeel.sqlite", "onbegroeidterreindeel", 81, "EPSG:28992"},
        RealTable{"delft-north/bgt/bgt_scheiding.sqlite", "scheiding", 57, "EPSG:28992"},
        RealTable{"delft-north/bgt/bgt_waterdeel.sqlite", "waterdeel", 3, "EPSG:28992"},
        RealTable{"delft-north/bgt/bgt_overbruggingsdeel.sqlite", "bridgeconstructionelement", 3, "EPSG:28992"},
        RealTable{"delft-north/bgt/bgt_tunneldeel.sqlite", "tunnelpart", 0, "EPSG:28992"},
        RealTable{"denhaag-centre/bgt_sensor.gml", "Sensor", 104, "EPSG:28992"},
        RealTable{"denhaag-centre/bgt_ondersteunendwegdeel.gml", "AuxiliaryTrafficArea", 857, "EPSG:28992"},
        RealTable{"denhaag-centre/bgt_waterdeel.gml", "Waterdeel", 141, "EPSG:28992"},
        RealTable{"denhaag-centre/3dbag_binnenhof.gpkg", "pand_lod22_3d", 10, "EPSG:7415"},
        RealTable{"registers/amsterdam/iot-api/bulk/Sensorregistratie.csv", "Sensorregistratie", 2, ""},
        RealTable{"registers/amsterdam/iot-api/bulk_duplicate_references/Sensorregistratie.csv", "Sensorregistratie",
                  5, ""},
        RealTable{"registers/amsterdam/iot-api/iprox_multiple/Sensorregistratie.csv", "Sensorregistratie", 2, ""}));

TEST(RealFiles, the_sensors_of_the_hague_keep_ids_places_and_fields) {
  const auto path = shared_file("denhaag-centre/bgt_sensor.gml");
  if (path.empty()) GTEST_SKIP() << "the shared real data is not here";
  const auto tables = read_features(path);
  ASSERT_TRUE(tables);
  std::size_t live = 0;
  for (const auto& feature : tables->front().features) {
    EXPECT_TRUE(std::holds_alternative<model::Coordinate>(feature.geometry)) << feature.id;
    EXPECT_FALSE(feature.id.empty());
    const auto* ended = feature.field("terminationDate");
    live += ended == nullptr || std::holds_alternative<std::monostate>(*ended) ? 1 : 0;
  }
  EXPECT_EQ(live, 74U);  // ogrinfo -sql "SELECT COUNT(*) FROM Sensor WHERE terminationDate IS NULL"
  EXPECT_FALSE(std::filesystem::exists(path.parent_path() / "bgt_sensor.gfs")) << "reading wrote beside the file";
}

TEST(RealFiles, openstreetmap_gives_the_same_cameras_as_overpass) {
  const auto pbf = shared_file("delft-campus/tudelft-2025.osm.pbf");
  const auto overpass = shared_file("delft-campus/overpass_surveillance_2025.json");
  if (pbf.empty() || overpass.empty()) GTEST_SKIP() << "the shared real data is not here";
  const auto all = read_feature_file(pbf);
  const auto cameras = read_feature_file(overpass);
  ASSERT_TRUE(all && cameras);
  std::size_t found = 0;
  for (const auto& camera : cameras->front().features) {
    for (const auto& node : all->front().features) {
      if (node.id != camera.id) continue;
      ++found;
      EXPECT_NEAR(std::get<model::Coordinate>(node.geometry).x, std::get<model::Coordinate>(camera.geometry).x, 1e-7);
      const auto* direction = camera.field("camera:direction");
      if (direction == nullptr) continue;
      EXPECT_EQ(*node.field("camera:direction"), *direction) << node.id;
    }
  }
  EXPECT_EQ(found, 51U);
}

struct RealRaster {
  const char* file;
  int columns;
  int rows;
  double south_m;
  double valid_percent;
  double mean_m;
};

class RealRasters : public ::testing::TestWithParam<RealRaster> {};

TEST_P(RealRasters, hold_the_heights_that_gdalinfo_tells) {
  const RealRaster& expected = GetParam();
  const auto path = shared_file(expected.file);
  if (path.empty()) GTEST_SKIP() << "the shared real data is not here: " << expected.file;
  const auto terrain = read_geotiff(path, {});
  ASSERT_TRUE(terrain) << describe(terrain.diagnostics().front());
  EXPECT_EQ(terrain->crs.id, "EPSG:7415");
  const auto& grid = terrain->heights_m;
  EXPECT_EQ(grid.frame().columns, expected.columns);
  EXPECT_EQ(grid.frame().rows, expected.rows);
  EXPECT_EQ(grid.frame().south_m, expected.south_m);
  std::size_t valid = 0;
  double sum_m = 0.0;
  for (const float height_m : grid.values()) {
    if (std::isnan(height_m)) continue;
    ++valid;
    sum_m += static_cast<double>(height_m);
  }
  EXPECT_NEAR(100.0 * static_cast<double>(valid) / static_cast<double>(grid.values().size()), expected.valid_percent,
              0.006);
  EXPECT_NEAR(sum_m / static_cast<double>(valid), expected.mean_m, 0.0005);
}

INSTANTIATE_TEST_SUITE_P(
    Shared, RealRasters,
    ::testing::Values(RealRaster{"delft-campus/tu_campus_ground_from_3dbag_2m_APPROX.tif", 330, 345, 446310, 99.6,
                                 -0.65305420806942},
                      RealRaster{"delft-north/delft_ahn3_dtm_05m.tif", 530, 460, 447412, 48.54, 0.43604426772628},
                      RealRaster{"delft-north/delft_ahn3_dtm_05m_filled.tif", 530, 460, 447412, 100, 0.3602570877736},
                      RealRaster{"delft-north/delft_ahn3_dsm_05m.tif", 530, 460, 447412, 87.72, 4.973651104252}));

}  // namespace
}  // namespace schouw::formats
