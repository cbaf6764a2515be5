// SPDX-License-Identifier: EUPL-1.2
// What is wrong with a file is told with its place; what is right in it is read. Offsets are counted by hand.
#include <gmock/gmock.h>

#include "geo/formats/json_grammar.h"
#include "tests/geo/formats/cityjson_texts.h"

namespace schouw::formats {
namespace {

using ::testing::HasSubstr;

const std::string kCube(kCubeVertices);

TEST(CityjsonFault, empty_file) {
  EXPECT_TRUE(fails_with(read_text(""), "IO-103"));
  EXPECT_TRUE(fails_with(read_text(" \n\t\n"), "IO-103"));
  EXPECT_TRUE(fails_with(read_text("\xef\xbb\xbf"), "IO-103"));
}

TEST(CityjsonFault, missing_file) { EXPECT_TRUE(fails_with(read_cityjson("no/such.city.json", {}), "IO-101")); }

TEST(CityjsonFault, text_that_is_not_json_names_the_byte) {
  const auto result = read_text(R"({"type":"CityJSON",})");
  ASSERT_TRUE(fails_with(result, "CITY-102"));
  EXPECT_EQ(result.diagnostics().front().where.byte, 19);
  const auto marked = read_text(
      "\xef\xbb\xbf"
      R"({"type":"CityJSON",})");
  EXPECT_EQ(marked.diagnostics().front().where.byte, 22);
}

TEST(CityjsonFault, text_cut_off_anywhere_fails_without_harm) {
  const std::string text = city(building("b", solid("\"2\"")), kCube);
  for (std::size_t length = 1; length < text.size(); ++length) {
    const auto result = read_text(std::string_view(text).substr(0, length));
    ASSERT_FALSE(result) << length;
    EXPECT_EQ(result.diagnostics().front().where.byte, static_cast<std::int64_t>(length)) << length;
  }
}

TEST(CityjsonFault, every_byte_replaced_gives_a_city_or_a_message) {
  const std::string text = city(building("b", solid("\"2\"")), kCube);
  const std::string_view replacements("\0\"]}9-,xe", 9);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = replacements[at % replacements.size()];
    const auto result = read_text(changed);
    EXPECT_TRUE(result || base::has_error(result.diagnostics())) << at;
  }
}

TEST(CityjsonFault, another_type_names_what_it_found) {
  const auto result = read_text(R"({"type":"FeatureCollection","features":[]})");
  ASSERT_TRUE(fails_with(result, "CITY-101"));
  EXPECT_THAT(result.diagnostics().front().message, HasSubstr("FeatureCollection"));
  for (const char* text : {"{}", "[]", "3", "\"CityJSON\"", "null", R"({"type":3})"}) {
    EXPECT_TRUE(fails_with(read_text(text), "CITY-101")) << text;
  }
}

TEST(CityjsonFault, unread_versions_are_refused) {
  EXPECT_TRUE(
      fails_with(read_text(R"({"type":"CityJSON","version":"0.9","CityObjects":{},"vertices":[]})"), "CITY-103"));
  EXPECT_TRUE(fails_with(read_text(R"({"type":"CityJSON","CityObjects":{},"vertices":[]})"), "CITY-103"));
  EXPECT_TRUE(
      fails_with(read_text(R"({"type":"CityJSON","version":"3.0","CityObjects":{},"vertices":[]})"), "CITY-103"));
}

TEST(CityjsonFault, missing_members_are_named) {
  EXPECT_TRUE(fails_with(read_text(R"({"type":"CityJSON","version":"2.0","vertices":[]})"), "CITY-105"));
  EXPECT_TRUE(fails_with(read_text(R"({"type":"CityJSON","version":"2.0","CityObjects":{}})"), "CITY-105"));
  EXPECT_TRUE(fails_with(read_text(city("", "[[1,2]]")), "CITY-105"));
  EXPECT_TRUE(fails_with(read_text(city("", R"([["a",2,3]])")), "CITY-105"));
  EXPECT_TRUE(fails_with(read_text(R"({"type":"CityJSON","version":"2.0","CityObjects":{},"vertices":[],)"
                                   R"("transform":{"scale":[1e999,1,1],"translate":[0,0,0]}})"),
                         "CITY-105"));
}

TEST(CityjsonFault, index_out_of_range_costs_one_object_by_name) {
  const std::string bad = R"({"type":"MultiSurface","lod":"2","boundaries":[[[0,1,8]]]})";
  const auto result = read_text(city(building("bad", bad) + "," + building("good", solid("\"2\"")), kCube));
  ASSERT_TRUE(result);
  ASSERT_EQ(result->surfaces.objects.size(), 1U);
  EXPECT_EQ(result->surfaces.objects[0].id, "good");
  const auto* why = find_code(result.diagnostics(), "CITY-111");
  ASSERT_NE(why, nullptr);
  EXPECT_EQ(why->where.feature, "bad");
  EXPECT_THAT(why->message, HasSubstr("vertex index 8, expected 0 to 7"));
}

TEST(CityjsonFault, index_that_is_no_index_costs_one_object) {
  for (const char* index : {"-1", "1.5", "1e0", "\"1\"", "null", "18446744073709551616", "[1]", "{}"}) {
    const std::string bad = R"({"type":"MultiSurface","lod":"2","boundaries":[[[0,1,)" + std::string(index) + "]]]}";
    const auto result = read_text(city(building("bad", bad) + "," + building("good", solid("\"2\"")), kCube));
    ASSERT_TRUE(result) << index;
    EXPECT_EQ(result->surfaces.objects.size(), 1U) << index;
  }
}

TEST(CityjsonFault, boundaries_of_another_depth_cost_one_object) {
  const std::string flat = R"({"type":"Solid","lod":"2","boundaries":[[[0,1,2]]]})";
  const std::string deep = R"({"type":"MultiSurface","lod":"2","boundaries":[[[[0,1,2]]]]})";
  const auto result = read_text(
      city(building("flat", flat) + "," + building("deep", deep) + "," + building("good", solid("\"2\"")), kCube));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->surfaces.objects.size(), 1U);
}

TEST(CityjsonFault, vertex_that_is_too_far_or_no_number_costs_the_objects_that_use_it) {
  const std::string far = R"({"type":"MultiSurface","lod":"2","boundaries":[[[0,1,8]]]})";
  std::string vertices = kCube;
  vertices.back() = ',';
  for (const char* vertex : {"[1e30,0,0]", "[1e999,0,0]", "[0,-99999999999999999999,0]"}) {
    const auto result =
        read_text(city(building("bad", far) + "," + building("good", solid("\"2\"")), vertices + vertex + "]"));
    ASSERT_TRUE(result) << vertex;
    ASSERT_EQ(result->surfaces.objects.size(), 1U) << vertex;
    EXPECT_EQ(result->surfaces.objects[0].id, "good");
    EXPECT_NE(find_code(result.diagnostics(), "CITY-111"), nullptr);
  }
}

TEST(CityjsonFault, ring_with_fewer_than_three_corners_is_dropped_and_told) {
  const std::string thin = R"({"type":"MultiSurface","lod":"2","boundaries":[[[0,1]],[[0,1,2,3],[4,5]],[[]],[]]})";
  const auto result = read_text(city(building("thin", thin), kCube));
  ASSERT_TRUE(result);
  ASSERT_EQ(result->surfaces.objects[0].polygons.size(), 1U);
  EXPECT_EQ(result->surfaces.objects[0].polygons[0].rings.size(), 1U);
  const auto* why = find_code(result.diagnostics(), "CITY-114");
  ASSERT_NE(why, nullptr);
  EXPECT_THAT(why->message, HasSubstr("3 rings"));
}

TEST(CityjsonFault, second_object_of_one_id_is_left_out_and_told) {
  const auto result = read_text(city(building("b", solid("\"2\"")) + "," + building("b", footprint()), kCube));
  ASSERT_TRUE(result);
  ASSERT_EQ(result->surfaces.objects.size(), 1U);
  EXPECT_EQ(result->surfaces.objects[0].lod, "2");
  EXPECT_NE(find_code(result.diagnostics(), "CITY-115"), nullptr);
}

TEST(CityjsonFault, unknown_parent_leaves_an_object_on_its_own) {
  const auto result = read_text(city(building("b", solid("\"2\""), R"("parents":["gone"],)"), kCube));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->surfaces.objects.size(), 1U);
  EXPECT_NE(find_code(result.diagnostics(), "CITY-116"), nullptr);
}

TEST(CityjsonFault, parents_in_a_ring_end_at_the_first_of_them) {
  const auto result = read_text(
      city(building("c", solid("\"2\""), R"("parents":["a"],)") + "," + building("a", "", R"("parents":["b"],)") +
               "," + building("b", "", R"("parents":["a"],)") + "," + building("self", "", R"("parents":["self"],)"),
           kCube));
  ASSERT_TRUE(result);
  ASSERT_EQ(result->surfaces.objects.size(), 2U);
  EXPECT_EQ(result->surfaces.objects[0].id, "a");
  EXPECT_EQ(result->surfaces.objects[0].polygons.size(), 6U);
  EXPECT_EQ(result->surfaces.objects[1].id, "self");
  EXPECT_NE(find_code(result.diagnostics(), "CITY-117"), nullptr);
}

TEST(CityjsonFault, a_long_line_of_parents_is_walked_once) {
  std::string objects = building("p0", solid("\"2\""));
  for (int i = 1; i < 20000; ++i) {
    objects += "," + building("p" + std::to_string(i), "", R"("parents":["p)" + std::to_string(i - 1) + R"("],)");
  }
  const auto result = read_text(city(objects, kCube));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->surfaces.objects.size(), 1U);
}

TEST(CityjsonFault, nesting_without_end_is_refused) {
  EXPECT_TRUE(fails_with(read_text(std::string(200000, '[')), "CITY-102"));
  const std::string deep =
      R"({"type":"MultiSurface","lod":"2","boundaries":)" + std::string(900, '[') + std::string(900, ']') + "}";
  const auto result = read_text(city(building("b", deep), kCube));
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->surfaces.objects.empty());
}

TEST(CityjsonFault, object_that_is_no_object_is_left_out) {
  const auto result =
      read_text(city(R"("a":3,"b":{},"c":{"type":7},"d":{"type":"Building","geometry":{}},"e":null,)" +
                         building("good", solid("\"2\"")),
                     kCube));
  ASSERT_TRUE(result);
  ASSERT_EQ(result->surfaces.objects.size(), 1U);
  EXPECT_EQ(result->surfaces.objects[0].id, "good");
}

TEST(CityjsonFault, name_with_half_a_surrogate_costs_no_other_object) {
  const auto result =
      read_text(city(building("a", solid("\"2\""), R"("\ud800":[1,{"x":[2]}],"attributes":{"\ud800":1},)") +
                         R"(,"t":{"type":"\ud800","geometry":[]},)" + building("good", solid("\"2\"")),
                     kCube));
  ASSERT_TRUE(result);
  ASSERT_FALSE(result->surfaces.objects.empty());
  EXPECT_EQ(result->surfaces.objects.back().id, "good");
  EXPECT_EQ(result->surfaces.objects.back().polygons.size(), 6U);
  const auto bad_id =
      read_text(city(building("\\ud800", solid("\"2\"")) + "," + building("good", solid("\"2\"")), kCube));
  ASSERT_TRUE(bad_id);
  ASSERT_EQ(bad_id->surfaces.objects.size(), 1U);
  EXPECT_NE(find_code(bad_id.diagnostics(), "CITY-112"), nullptr);
}

TEST(CityjsonFault, broken_line_of_a_sequence_is_named_and_the_others_are_read) {
  const std::string good = R"({"type":"CityJSONFeature","id":"a","CityObjects":{)" + building("a", solid("2")) +
                           R"(},"vertices":)" + kCube + "}";
  const std::string text = city("", "[]") + "\n{\"type\":\n" + good + "\n" +
                           R"({"type":"CityJSONFeature","id":"z","CityObjects":{},"vertices":[]})";
  const auto result = read_text(text);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->surfaces.objects.size(), 1U);
  const auto* broken = find_code(result.diagnostics(), "CITY-102");
  ASSERT_NE(broken, nullptr);
  EXPECT_EQ(broken->where.line, 2);
  EXPECT_EQ(broken->severity, base::Severity::warning);
  const auto* rootless = find_code(result.diagnostics(), "CITY-119");
  ASSERT_NE(rootless, nullptr);
  EXPECT_EQ(rootless->where.line, 4);
}

TEST(CityjsonFault, a_thousand_broken_objects_are_not_a_thousand_messages) {
  std::string objects;
  for (int i = 0; i < 1000; ++i) {
    objects +=
        (i > 0 ? "," : "") + building("b" + std::to_string(i), R"({"type":"MultiSurface","boundaries":[[[99]]]})");
  }
  const auto result = read_text(city(objects, kCube));
  ASSERT_TRUE(result);
  EXPECT_EQ(result.diagnostics().size(), 51U);
  EXPECT_THAT(result.diagnostics().back().message, HasSubstr("950 more"));
}

TEST(CityjsonFault, instances_cannot_multiply_without_end) {
  std::string ring = "0";
  for (int i = 1; i < 3000; ++i) ring += "," + std::to_string(i % 3);
  std::string faces = "[[" + ring + "]]";
  std::string instances;
  const std::string one = R"({"type":"GeometryInstance","template":0,"boundaries":[0],"transformationMatrix":)"
                          "[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]}";
  for (int i = 0; i < 7000; ++i) instances += (i > 0 ? "," : "") + one;
  const std::string templates =
      R"("metadata":{"referenceSystem":"EPSG:7415"},"geometry-templates":{"templates":[{"type":"MultiSurface","lod":"2",)"
      R"("boundaries":[[[)" +
      ring + R"(]]]}],"vertices-templates":[[0,0,0],[1,0,0],[0,1,0]]})";
  const auto result = read_text(city(building("many", instances), kCube, templates));
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->surfaces.objects.empty());
  EXPECT_NE(find_code(result.diagnostics(), "CITY-111"), nullptr);
}

TEST(CityjsonCrs, is_read_from_every_spelling) {
  for (const char* spelling :
       {R"("EPSG:28992")", R"("urn:ogc:def:crs:EPSG::28992")", R"("https://www.opengis.net/def/crs/EPSG/0/28992")",
        R"("http://www.opengis.net/def/crs/EPSG/0/28992")", "28992"}) {
    const auto result = read_text(city(building("b", solid("\"2\"")), kCube,
                                       R"("metadata":{"referenceSystem":)" + std::string(spelling) + "}"));
    ASSERT_TRUE(result) << spelling;
    EXPECT_EQ(result->surfaces.crs.id, "EPSG:28992") << spelling;
    EXPECT_FALSE(result->crs_assumed);
  }
}

TEST(CityjsonCrs, that_misses_is_assumed_only_where_the_coordinates_fit) {
  const auto dutch = read_text(city(building("b", solid("\"2\"")), kCube, R"("metadata":{})"));
  ASSERT_TRUE(dutch);
  EXPECT_EQ(dutch->surfaces.crs.id, "EPSG:7415");
  EXPECT_TRUE(dutch->crs_assumed);
  ASSERT_NE(find_code(dutch.diagnostics(), "CITY-104"), nullptr);
  EXPECT_THAT(find_code(dutch.diagnostics(), "CITY-104")->hint, HasSubstr("--crs"));

  std::string elsewhere = city(building("b", solid("\"2\"")), kCube, R"("metadata":{})");
  elsewhere.replace(elsewhere.find("447000.0"), 8, "5820000.0");
  const auto result = read_text(elsewhere);
  ASSERT_TRUE(fails_with(result, "CRS-104"));
  EXPECT_THAT(result.diagnostics().front().hint, HasSubstr("--crs"));
}

TEST(CityjsonCrs, whose_area_lies_elsewhere_is_told) {
  std::string elsewhere = city(building("b", solid("\"2\"")), kCube);
  EXPECT_EQ(find_code(read_text(elsewhere).diagnostics(), "CITY-123"), nullptr);
  elsewhere.replace(elsewhere.find("447000.0"), 8, "1447000.0");  // 1,000 km north of Delft
  const auto result = read_text(elsewhere);
  ASSERT_TRUE(result);
  EXPECT_NE(find_code(result.diagnostics(), "CITY-123"), nullptr);
}

TEST(CityjsonCrs, in_degrees_is_refused) {
  EXPECT_TRUE(
      fails_with(read_text(city(building("b", solid("\"2\"")), kCube,
                                R"("metadata":{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/4979"})")),
                 "CITY-106"));
}

TEST(CityjsonCrs, that_nobody_knows_is_refused_with_the_way_out) {
  const auto result = read_text(city("", "[]", R"("metadata":{"referenceSystem":"Middle Earth"})"));
  ASSERT_TRUE(fails_with(result, "CRS-101"));
  EXPECT_THAT(result.diagnostics().front().hint, HasSubstr("--crs"));
}

TEST(JsonGrammar, names_the_first_byte_that_is_wrong) {
  EXPECT_FALSE(first_json_fault(R"( {"a":[1,-0.5e+3,"\u00e9\n",true,null,{}],"b":""} )"));
  EXPECT_EQ(first_json_fault("[1,]")->byte, 3U);
  EXPECT_EQ(first_json_fault("[01]")->byte, 2U);
  EXPECT_EQ(first_json_fault("{\"a\" 1}")->byte, 5U);
  EXPECT_EQ(first_json_fault("[\"\xff\"]")->byte, 2U);
  EXPECT_EQ(first_json_fault("[] []")->byte, 3U);
  EXPECT_EQ(first_json_fault("[1}")->byte, 2U);
}

}  // namespace
}  // namespace schouw::formats
