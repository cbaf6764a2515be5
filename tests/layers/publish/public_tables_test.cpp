// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/public_tables.h"

#include <gmock/gmock.h>

#include "layers/publish/restricted_values.h"
#include "layers/register/field.h"
#include "tests/layers/publish/example_plan.h"

namespace schouw::publish {
namespace {

using registers::Publication;
using registers::Sensor;
using testing::Contains;

std::string text_at(const tables::Table& table, std::size_t row, const std::string& column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name != column) continue;
    const tables::Cell& cell = table.rows.at(row).cells.at(i);
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (const auto* real = std::get_if<double>(&cell)) return std::to_string(static_cast<int>(*real));
    return "";
  }
  return "no column " + column;
}

// Three squares beside each other in the playground of 121680 to 121740, two of them seen by two sensors and more.
PublicFigures figures_in_the_playground() {
  return {.cells = {{.cell = {48746, 12168}, .sensors = 1, .optical = 1, .personal = 1},
                    {.cell = {48746, 12169}, .sensors = 2, .optical = 1, .personal = 2},
                    {.cell = {48746, 12170}, .sensors = 3, .optical = 3, .personal = 1},
                    {.cell = {48700, 12170}, .sensors = 9, .optical = 9, .personal = 9}},
          .sight = {}};
}

TEST(PublicTables, every_column_of_sensors_is_a_field_that_may_be_public_or_is_named_in_the_manual) {
  for (const tables::Column& column : sensor_table({}, key_of).columns) {
    const registers::Field* field = registers::field_named(column.name);
    if (field != nullptr) {
      EXPECT_EQ(field->publicity, registers::Publicity::open) << column.name;
    } else {
      EXPECT_THAT((std::vector<std::string>{"uuid", "position_generalised", "sight", "source", "licence"}),
                  Contains(column.name));
    }
  }
}

TEST(PublicTables, squares_are_ten_metres_and_nothing_stands_where_nobody_looks) {
  const tables::Table table = coverage_table(figures_in_the_playground(), key_of);
  ASSERT_EQ(table.rows.size(), 4U);
  const auto& square = std::get<std::vector<model::PolygonWithHoles>>(table.rows[0].geometry);
  EXPECT_EQ(square[0].rings[0][0], (model::Coordinate{121680.0, 487460.0, {}}));
  EXPECT_EQ(square[0].rings[0][2], (model::Coordinate{121690.0, 487470.0, {}}));
  EXPECT_EQ(text_at(table, 2, "at_least"), "3");
  for (std::size_t row = 0; row < table.rows.size(); ++row) EXPECT_NE(text_at(table, row, "at_least"), "0");
}

TEST(PublicTables, places_tell_hundreds_of_square_metres_and_neighbourhoods_nothing) {
  const plan::Plan plan = plan_of({});
  const tables::Table areas = public_area_table(plan, figures_in_the_playground(), key_of);
  ASSERT_EQ(text_at(areas, 1, "name"), "De Wip");
  EXPECT_EQ(text_at(areas, 1, "at_least"), "3");
  EXPECT_EQ(text_at(areas, 1, "personal_at_least"), "2");
  EXPECT_EQ(text_at(areas, 1, "m2_at_least_2"), "200");
  EXPECT_EQ(text_at(areas, 1, "m2_at_least_3"), "100");
  EXPECT_EQ(text_at(areas, 1, "m2_at_least_4"), "");
  EXPECT_EQ(text_at(areas, 1, "exceeded_at_a"), "2") << "data/policy/thresholds.json, playground";
  EXPECT_EQ(text_at(areas, 0, "at_least"), "") << "no ranking of neighbourhoods";
  EXPECT_EQ(text_at(areas, 0, "label"), "");
  EXPECT_EQ(text_at(public_area_table(plan, {}, key_of), 1, "label"), "publish.unknown");
}

TEST(PublicTables, a_street_is_read_from_a_name) {
  EXPECT_EQ(street_in("Camera Oosterstraat 12"), "Oosterstraat");
  EXPECT_EQ(street_in("Camera Oude Oosterstraat, hoek"), "Oude Oosterstraat");
  EXPECT_EQ(street_in("Marktplein noordwest"), "Marktplein");
  EXPECT_EQ(street_in("Camera (Grote Markt)"), "Grote Markt");
  EXPECT_EQ(street_in("Camera taxistandplaats"), "");
  EXPECT_EQ(street_in("Telpunt fietspad"), "");
  EXPECT_EQ(street_in("Camera kantorenpark"), "") << "a kind of place, and no name";
  EXPECT_EQ(street_in(""), "");
}

TEST(PublicTables, streets_run_from_a_to_z_and_those_without_one_come_last) {
  Sensor z = sensor_of("c1", 121687.0, 487484.0, Publication::published);
  Sensor a = z;
  Sensor none = z;
  Sensor coarse = z;
  z.name = "Camera Zuidsingel";
  a.name = "camera Abdijlaan";
  none.name = "Camera c3";
  coarse.position_generalised = true;
  coarse.name = "Camera Brugstraat";
  std::vector<PublicSensor> sensors;
  for (const Sensor& sensor : {none, z, coarse, a}) sensors.push_back({sensor, Sight::computed});
  const tables::Table table = street_table(sensors, plan_of({}).areas, key_of);
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_EQ(text_at(table, 0, "street"), "Abdijlaan");
  EXPECT_EQ(text_at(table, 0, "neighbourhood"), "Binnenstad");
  EXPECT_EQ(text_at(table, 0, "place"), "De Wip");
  EXPECT_EQ(text_at(table, 1, "street"), "Zuidsingel");
  EXPECT_EQ(text_at(table, 2, "street"), "publish.street.generalised");
  EXPECT_EQ(text_at(table, 2, "neighbourhood"), "") << "a square may lie in two";
  EXPECT_EQ(text_at(table, 3, "street"), "publish.street.none");
  EXPECT_EQ(text_at(table, 3, "neighbourhood"), "Binnenstad");
}

tables::Package package_with(const std::string& text) {
  tables::Package package;
  package.tables.push_back({.name = "sensors", .columns = {{"name"}}, .rows = {{.cells = {text}}}});
  return package;
}
std::string first_code(const tables::Package& package, std::string_view bytes, const RestrictedValues& values) {
  const auto found = find_restricted(package, bytes, "", values);
  return found.empty() ? "" : found.front().code;
}

TEST(RestrictedValues, are_found_in_rows_and_in_bytes_in_any_writing) {
  Sensor secret = sensor_of("CAM-0901", 121689.5, 487471.5, Publication::secret);
  secret.name = "Post \"Kerk\" & co";
  const RestrictedValues values = restricted_values(plan_of({secret}), "2026-12-01", {});
  EXPECT_EQ(first_code(package_with("bij cam-0901"), "", values), "PUB-120") << "small letters";
  EXPECT_EQ(first_code(package_with(""), "xxCAM-0901xx", values), "PUB-121");
  EXPECT_EQ(first_code(package_with(""), R"({"n":"Post \"Kerk\" & co"})", values), "PUB-121");
  EXPECT_EQ(first_code(package_with(""), "<a b=\"Post &quot;Kerk&quot; &amp; co\"/>", values), "PUB-121");
  EXPECT_EQ(first_code(package_with("naam.de.achter@gmail.com"), "", values), "PUB-122");
  EXPECT_EQ(first_code(package_with("CAM-0902"), "CAM-090", values), "");
}

TEST(RestrictedValues, that_name_something_may_be_part_of_a_public_name_and_of_nothing_else) {
  const Sensor secret = sensor_of("sensor-1", 121689.5, 487471.5, Publication::secret);
  const Sensor open = sensor_of("sensor-10", 121699.5, 487471.5, Publication::published);
  const RestrictedValues values = restricted_values(plan_of({secret, open}), "2026-12-01", {});
  EXPECT_EQ(first_code(package_with("Camera sensor-10"), "sensor-10Camera sensor-10", values), "");
  tables::Package told = package_with("tegenover sensor-10");
  told.tables[0].columns[0].name = "description_nl";
  EXPECT_EQ(first_code(told, "", values), "");
  told.tables[0].rows[0].cells[0] = std::string("tegenover sensor-1, links");
  EXPECT_EQ(first_code(told, "", values), "PUB-120");
}

TEST(RestrictedValues, of_places_are_found_as_numbers_in_both_byte_orders) {
  const Sensor secret = sensor_of("CAM-0901", 121689.5, 487471.5, Publication::secret);
  const RestrictedValues values = restricted_values(plan_of({secret}), "2026-12-01", {});
  double east_m = 121689.5;
  std::string bytes(reinterpret_cast<const char*>(&east_m), sizeof(east_m));
  EXPECT_EQ(first_code(package_with(""), "??" + bytes + "??", values), "PUB-123");
  EXPECT_EQ(first_code(package_with(""), std::string(bytes.rbegin(), bytes.rend()), values), "PUB-123");
  tables::Package package = package_with("");
  package.tables[0].geometry = tables::GeometryType::point;
  package.tables[0].rows[0].geometry = model::Coordinate{121689.5, 1.0, {}};
  EXPECT_EQ(first_code(package, "", values), "PUB-123");
}

TEST(RestrictedValues, that_are_public_as_well_are_none) {
  Sensor secret = sensor_of("CAM-0901", 121689.5, 487471.5, Publication::secret);
  Sensor open = sensor_of("CAM-0001", 121689.5, 487000.5, Publication::published);
  open.name = "Camera Oosterstraat 12";
  secret.unknown_fields = {{"straat", "Oosterstraat"}, {"stad", "Gemeente Delft"}, {"kast", "KAST-77"}};
  open.deployment.owner.value = "gemeente Delft";
  const RestrictedValues values = restricted_values(plan_of({secret, open}), "2026-12-01", {"kast-77"});
  std::vector<std::string> texts;
  for (const RestrictedText& text : values.texts) texts.push_back(text.text);
  EXPECT_THAT(texts, testing::Not(Contains("Oosterstraat"))) << "a word of a public name";
  EXPECT_THAT(texts, testing::Not(Contains("Gemeente Delft"))) << "a public value";
  EXPECT_THAT(texts, testing::Not(Contains("KAST-77"))) << "a person let it through";
  EXPECT_THAT(texts, Contains("CAM-0901"));
  EXPECT_THAT(values.coordinates, testing::ElementsAre(487471.5)) << "the other one is public too";
}

}  // namespace
}  // namespace schouw::publish
