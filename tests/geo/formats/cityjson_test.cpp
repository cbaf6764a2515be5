// SPDX-License-Identifier: EUPL-1.2
// Expected numbers are counted by hand from the texts in this file.
#include <gmock/gmock.h>

#include "tests/geo/formats/cityjson_texts.h"

namespace schouw::formats {
namespace {

using model::SurfaceKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kCube(kCubeVertices);

TEST(Cityjson, keeps_every_first_level_object_in_file_order) {
  const auto file =
      read_text(city(building("b", solid("\"2\"")) + "," + building("a", "") + R"(,"t":{"type":"Road"})", kCube));
  ASSERT_TRUE(file);
  ASSERT_EQ(file->surfaces.objects.size(), 3U);
  EXPECT_EQ(file->surfaces.objects[0].id, "b");
  EXPECT_EQ(file->surfaces.objects[1].id, "a");
  EXPECT_EQ(file->surfaces.objects[2].object_class, model::ObjectClass::road);
  EXPECT_EQ(file->surfaces.objects[0].polygons.size(), 6U);
  EXPECT_TRUE(file->surfaces.objects[1].polygons.empty());
  EXPECT_EQ(file->version, "2.0");
  EXPECT_FALSE(file->sequence);
  EXPECT_FALSE(file->crs_assumed);
}

TEST(Cityjson, folds_parts_into_their_first_level_object_whose_attributes_stay) {
  const std::string part =
      R"("p":{"type":"BuildingPart","parents":["b"],"attributes":{"no":1},"geometry":[)" + solid("\"2.2\"") + "]}";
  const std::string whole = building(
      "b", footprint(), R"("attributes":{"height": 10.50, "n":123456789012345678901234567890},"children":["p"],)");
  const auto file = read_text(city(part + "," + whole, kCube));
  ASSERT_TRUE(file);
  ASSERT_EQ(file->surfaces.objects.size(), 1U);
  const auto& object = file->surfaces.objects[0];
  EXPECT_EQ(object.id, "b");
  EXPECT_EQ(object.type_name, "Building");
  EXPECT_EQ(object.attributes, R"({"height": 10.50, "n":123456789012345678901234567890})");
  EXPECT_EQ(object.lod, "2.2");
  EXPECT_EQ(object.polygons.size(), 6U);  // the footprint beside a body is not shown
}

TEST(Cityjson, folds_a_child_that_only_its_parent_names) {
  const auto file = read_text(city(building("b", "", R"("children":["p"],)") +
                                       R"(,"p":{"type":"BuildingPart","geometry":[)" + solid("\"1\"") + "]}",
                                   kCube));
  ASSERT_TRUE(file);
  ASSERT_EQ(file->surfaces.objects.size(), 1U);
  EXPECT_EQ(file->surfaces.objects[0].polygons.size(), 6U);
}

TEST(Cityjson, leaves_members_of_a_group_first_level_objects) {
  const auto file = read_text(city(
      R"("g":{"type":"CityObjectGroup","children":["b"]},)" + building("b", solid("\"1\""), R"("parents":["g"],)"),
      kCube));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects.size(), 2U);
}

TEST(CityjsonLevel, is_the_highest_up_to_two_point_x) {
  const auto file = read_text(city(
      building("b", footprint() + "," + solid("\"1.2\"") + "," + solid("\"3\"") + "," + solid("\"2.2\"")), kCube));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects[0].lod, "2.2");
  EXPECT_EQ(file->surfaces.objects[0].polygons.size(), 6U);
  EXPECT_THAT(file->surfaces.lods, ElementsAre("0", "1.2", "2.2", "3"));
}

TEST(CityjsonLevel, is_the_preferred_one_where_an_object_has_it) {
  const std::string text =
      city(building("b", solid("\"1.2\"") + "," + solid("\"2.2\"")) + "," + building("c", solid("\"2.2\"")), kCube);
  const auto file = read_text(text, {.assumed_crs = {}, .preferred_lod = "1.2"});
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects[0].lod, "1.2");
  EXPECT_EQ(file->surfaces.objects[1].lod, "2.2");
  const auto whole = read_text(text, {.assumed_crs = {}, .preferred_lod = "1"});
  EXPECT_EQ(whole->surfaces.objects[0].lod, "1.2");
}

TEST(CityjsonLevel, may_be_a_number) {
  const auto file = read_text(city(building("b", solid("1.20") + "," + solid("2.0") + "," + solid("2.2")), kCube));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects[0].lod, "2.2");
  EXPECT_THAT(file->surfaces.lods, ElementsAre("1.2", "2", "2.2"));
}

TEST(CityjsonLevel, above_two_serves_where_nothing_lower_is_a_body) {
  const auto file = read_text(city(building("b", footprint() + "," + solid("\"3.1\"")), kCube));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects[0].lod, "3.1");
}

TEST(CityjsonLevel, zero_is_kept_as_a_face_where_there_is_nothing_else) {
  const auto file = read_text(city(building("b", footprint()), kCube));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects[0].lod, "0");
  EXPECT_EQ(file->surfaces.objects[0].polygons.size(), 1U);
  EXPECT_NE(find_code(file.diagnostics(), "CITY-121"), nullptr);
}

TEST(CityjsonLevel, of_a_part_without_the_familys_level_is_its_own_best) {
  const std::string objects =
      building("b", solid("\"1\"")) + R"(,"p":{"type":"BuildingPart","parents":["b"],"geometry":[)" +
      solid("\"2.2\"") + R"(]},"q":{"type":"BuildingPart","parents":["b"],"geometry":[)" + solid("\"1.2\"") + "]}";
  const auto file = read_text(city(objects, kCube));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects[0].lod, "2.2");
  EXPECT_EQ(file->surfaces.objects[0].polygons.size(), 12U);  // p at 2.2 and q at 1.2; not b, whose body they are
}

TEST(CityjsonLevel, of_a_body_stays_beside_an_installation_of_another_level) {
  const std::string objects = building("b", solid("\"1\"")) +
                              R"(,"i":{"type":"BuildingInstallation","parents":["b"],"geometry":[)" + solid("\"2\"") +
                              "]}";
  const auto file = read_text(city(objects, kCube));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects[0].polygons.size(), 12U);
}

TEST(CityjsonGeometry, reads_every_shell_of_every_solid) {
  const std::string shell(kCubeShell);
  const std::string hollow = R"({"type":"Solid","lod":"2","boundaries":[)" + shell + "," + shell + "]}";
  const std::string several =
      R"({"type":"MultiSolid","lod":"2","boundaries":[[)" + shell + "],[" + shell + "," + shell + "]]}";
  const std::string composite = R"({"type":"CompositeSolid","lod":"2","boundaries":[[)" + shell + "]]}";
  const std::string surface = R"({"type":"CompositeSurface","lod":"2","boundaries":)" + shell + "}";
  const auto file = read_text(city(building("a", hollow) + "," + building("b", several) + "," +
                                       building("c", composite) + "," + building("d", surface),
                                   kCube));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects[0].polygons.size(), 12U);
  EXPECT_EQ(file->surfaces.objects[1].polygons.size(), 18U);
  EXPECT_EQ(file->surfaces.objects[2].polygons.size(), 6U);
  EXPECT_EQ(file->surfaces.objects[3].polygons.size(), 6U);
}

TEST(CityjsonGeometry, keeps_holes_and_opens_rings_that_repeat_their_first_corner) {
  const std::string face = R"({"type":"MultiSurface","lod":"2","boundaries":[[[0,1,2,3,0],[4,5,5,6,7]]]})";
  const auto file = read_text(city(building("b", face), kCube));
  ASSERT_TRUE(file);
  const auto& rings = file->surfaces.objects[0].polygons[0].rings;
  ASSERT_EQ(rings.size(), 2U);
  EXPECT_EQ(rings[0].size(), 4U);
  EXPECT_EQ(rings[1].size(), 4U);
}

TEST(CityjsonSemantics, name_the_kind_of_each_face) {
  const std::string semantics =
      R"(,"semantics":{"surfaces":[{"type":"GroundSurface"},{"type":"RoofSurface","slope":3},{"type":"WallSurface"}],)"
      R"("values":[[0,1,2,null,2,9]]})";
  const auto file = read_text(city(building("b", solid("\"2\"", semantics)), kCube));
  ASSERT_TRUE(file);
  std::vector<SurfaceKind> kinds;
  for (const auto& polygon : file->surfaces.objects[0].polygons) kinds.push_back(polygon.kind);
  EXPECT_THAT(kinds, ElementsAre(SurfaceKind::ground, SurfaceKind::roof, SurfaceKind::wall, SurfaceKind::unknown,
                                 SurfaceKind::wall, SurfaceKind::unknown));
}

TEST(CityjsonSemantics, may_be_null_for_a_whole_shell) {
  const std::string shell(kCubeShell);
  const std::string hollow = R"({"boundaries":[)" + shell + "," + shell +
                             R"(],"semantics":{"values":[null,[0,0,0,0,0,0]],"surfaces":[{"type":"WallSurface"}]},)"
                             R"("lod":"2","type":"Solid"})";
  const auto file = read_text(city(building("b", hollow), kCube));
  ASSERT_TRUE(file);
  const auto& polygons = file->surfaces.objects[0].polygons;
  ASSERT_EQ(polygons.size(), 12U);
  EXPECT_EQ(polygons[5].kind, SurfaceKind::unknown);
  EXPECT_EQ(polygons[6].kind, SurfaceKind::wall);
}

TEST(CityjsonSemantics, of_a_room_are_interior) {
  const std::string room = R"(,"r":{"type":"BuildingRoom","parents":["b"],"geometry":[)" + solid("\"2\"") + "]}";
  const auto file = read_text(city(building("b", "") + room, kCube));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->surfaces.objects[0].polygons.at(0).kind, SurfaceKind::interior);
}

std::vector<model::MillimetrePoint> vertices_of(const std::string& transform, const std::string& vertices) {
  const std::string face = R"({"type":"MultiSurface","lod":"2","boundaries":[[[0,1,2]]]})";
  const auto file =
      read_text(R"({"type":"CityJSON","version":"1.0","metadata":{"referenceSystem":"EPSG:7415"},)" + transform +
                R"("vertices":)" + vertices + R"(,"CityObjects":{)" + building("b", face) + "}}");
  return file ? file->surfaces.vertices : std::vector<model::MillimetrePoint>{};
}

TEST(CityjsonVertices, of_millimetre_files_are_exact) {
  // 85346.555 has no exact double; 85,346,555 mm has.
  EXPECT_THAT(vertices_of(R"("transform":{"scale":[0.001,0.001,0.001],"translate":[85346.555,446973.982,0.0]},)",
                          "[[0,0,0],[-351275,23,7],[999,-657169,52303]]"),
              ElementsAre(model::MillimetrePoint{85346555, 446973982, 0},
                          model::MillimetrePoint{85346555 - 351275, 446974005, 7},
                          model::MillimetrePoint{85347554, 446973982 - 657169, 52303}));
}

TEST(CityjsonVertices, round_half_away_from_zero) {
  // 85088.3905 m + 1 mm = 85,088,391.5 mm; 0.0005 m and 1.0025 m are ties in decimals, not in binary.
  EXPECT_THAT(vertices_of(R"("transform":{"scale":[0.001,0.001,0.001],"translate":[85088.3905,0.4994,-0.0005]},)",
                          "[[1,0,0],[0,1,0],[0,0,1]]"),
              ElementsAre(model::MillimetrePoint{85088392, 499, -1}, model::MillimetrePoint{85088391, 500, -1},
                          model::MillimetrePoint{85088391, 499, 1}));
  EXPECT_THAT(vertices_of("", "[[0.0005,1.0025,-1.0025],[84816.9295,447538.5474,0],[1e2,2E0,-3.5e-1]]"),
              ElementsAre(model::MillimetrePoint{1, 1003, -1003}, model::MillimetrePoint{84816930, 447538547, 0},
                          model::MillimetrePoint{100000, 2000, -350}));
}

TEST(CityjsonTemplates, are_placed_by_matrix_and_reference_point) {
  // Twice the size, moved 1 m east by the matrix, at (85010, 447000, 5): (1,0,0) comes to 85010 + 2 + 1.
  const std::string tree =
      R"("t":{"type":"SolitaryVegetationObject","geometry":[{"type":"GeometryInstance","template":0,"boundaries":[0],)"
      R"("transformationMatrix":[2,0,0,1, 0,2,0,0, 0,0,2,0, 0,0,0,1]}]})";
  const std::string templates =
      R"("metadata":{"referenceSystem":"EPSG:7415"},"geometry-templates":{"templates":[{"type":"MultiSurface","lod":"2.1",)"
      R"("boundaries":[[[1,2,3]]]}],"vertices-templates":[[9,9,9],[0,0,0],[1.0,0,0],[0,0.5,3]]})";
  const auto file = read_text(city(tree, "[[10000,0,5000]]", templates));
  ASSERT_TRUE(file);
  ASSERT_EQ(file->surfaces.objects[0].polygons.size(), 1U);
  EXPECT_EQ(file->surfaces.objects[0].lod, "2.1");
  EXPECT_THAT(file->surfaces.vertices, ElementsAre(model::MillimetrePoint{85011000, 447000000, 5000},
                                                   model::MillimetrePoint{85013000, 447000000, 5000},
                                                   model::MillimetrePoint{85011000, 447001000, 11000}));
}

TEST(CityjsonSequence, takes_transform_and_crs_from_its_header) {
  const std::string header =
      R"({"type":"CityJSON","version":"1.1","CityObjects":{},"vertices":[],"metadata":{"referenceSystem":)"
      R"("https://www.opengis.net/def/crs/EPSG/0/7415"},"transform":{"scale":[0.001,0.001,0.001],"translate":[1,2,3]}})";
  const auto feature = [](const std::string& id) {
    return R"({"type":"CityJSONFeature","id":")" + id + R"(","CityObjects":{)" + building(id, solid("2.2")) +
           R"(},"vertices":)" + std::string(kCubeVertices) + "}";
  };
  const auto file = read_text(header + "\n" + feature("a") + "\r\n\n" + feature("b") + "\n");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->sequence);
  EXPECT_EQ(file->version, "1.1");
  EXPECT_EQ(file->surfaces.crs.id, "EPSG:7415");
  ASSERT_EQ(file->surfaces.objects.size(), 2U);
  ASSERT_EQ(file->surfaces.vertices.size(), 16U);
  const auto& second = file->surfaces.objects[1].polygons[0].rings[0];  // bottom: corners 0, 3, 2, 1 of the cube
  EXPECT_EQ(file->surfaces.vertices[second[1]], (model::MillimetrePoint{1000, 12000, 3000}));
}

TEST(CityjsonSequence, of_many_lines_is_the_same_as_line_by_line) {
  std::string text = city("", "[]") + "\n";
  for (int i = 0; i < 300; ++i) {
    const std::string id = "b" + std::to_string(i);
    text += R"({"type":"CityJSONFeature","id":")" + id + R"(","CityObjects":{)" + building(id, solid("2")) +
            R"(},"vertices":)" + kCube + "}\n";
  }
  const auto file = read_text(text);
  ASSERT_TRUE(file);
  ASSERT_EQ(file->surfaces.objects.size(), 300U);
  EXPECT_EQ(file->surfaces.vertices.size(), 2400U);
  for (std::size_t i = 0; i < 300; ++i) {
    EXPECT_EQ(file->surfaces.objects[i].id, "b" + std::to_string(i));
    EXPECT_EQ(file->surfaces.objects[i].polygons[0].rings[0][0] / 8, i);
  }
}

TEST(CityjsonSequence, without_header_needs_an_assumed_crs) {
  const std::string feature = R"({"type":"CityJSONFeature","id":"a","CityObjects":{)" + building("a", solid("1")) +
                              R"(},"vertices":[[85000,447000,0],[85010,447000,0],[85010,447010,0],[85000,447010,0],)"
                              R"([85000,447000,9],[85010,447000,9],[85010,447010,9],[85000,447010,9]]})";
  EXPECT_TRUE(fails_with(read_text(feature), "CRS-104"));
  auto dutch = crs::crs_from_text("EPSG:7415");
  ASSERT_TRUE(dutch);
  const auto file = read_text(feature, {.assumed_crs = *dutch, .preferred_lod = {}});
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->sequence);
  EXPECT_TRUE(file->crs_assumed);
  EXPECT_EQ(file->surfaces.vertices[0], (model::MillimetrePoint{85000000, 447000000, 0}));
  EXPECT_NE(find_code(file.diagnostics(), "CITY-122"), nullptr);
}

}  // namespace
}  // namespace schouw::formats
