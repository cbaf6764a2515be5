// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/export_sensors.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "example_register.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/rfc7946.h"
#include "geo/formats/workbook.h"
#include "geo/formats/write_tables.h"
#include "layers/register/read_row.h"

namespace schouw::registers {
namespace {

// Texts that files, spreadsheets and readers of CSV trip over.
const std::vector<std::string>& nasty_texts() {
  static const std::vector<std::string> kTexts = {
      "007",
      "=1+1",
      "+31 15 1234567",
      "-3",
      "1e5",
      "TRUE",
      "nee",
      "3-4-2026",
      "12:30",
      "a,b;c\td",
      "\"quoted\"",
      "it's",
      "'s-Hertogenbosch",
      "'007",
      "two\nlines",
      "Caf\xc3\xa9 de Z\xc3\xb3n",
      "\xf0\x9f\x93\xb7",
      "12345678901234567890",
      "_x000D_",
      "<b>&amp;</b>",
      "100%",
      "\xe2\x82\xac 5",
      "\\n",
      "NaN",
      "inf",
      "0x1F",
      "1 mei",
      "C:\\pad\\naar",
      "a\r\nb",
      "select * from sensors; --",
  };
  return kTexts;
}

// Random values of every field, whatever fields there are.
class RecordMaker {
 public:
  explicit RecordMaker(unsigned seed) : random_(seed) {}

  Sensor sensor(int number) {
    Sensor sensor{.id = unique_id(number)};
    sensor.uuid = base::named_uuid("native", sensor.id);
    sensor.sources = {{"native", sensor.id, ""}};
    sensor.position = crs::MapPosition{85000.0 + real(0.0, 900.0), 446000.0 + real(0.0, 900.0), 0.0};
    for (const Field& field : registered_fields()) {
      if (field.name == "id" || (field.clear != nullptr && chance(3))) continue;
      set(field, sensor);
    }
    if (sensor.name.empty()) sensor.name = "name";
    for (int i = 0; i < static_cast<int>(random_() % 4); ++i) {
      sensor.unknown_fields.emplace_back("eigen kolom " + std::to_string(i), text());
    }
    return sensor;
  }

 private:
  bool chance(unsigned of) { return random_() % of == 0; }
  double real(double from, double to) { return std::uniform_real_distribution<double>(from, to)(random_); }

  std::string unique_id(int number) {
    const auto& texts = nasty_texts();
    const auto i = static_cast<std::size_t>(number);
    return i < texts.size() ? texts[i] : "cam-" + std::to_string(number);
  }

  std::string text() {
    if (chance(40)) return std::string(10'000, 'x') + "\xc3\xab";
    std::string out = nasty_texts()[random_() % nasty_texts().size()];
    return chance(3) ? out + " " + nasty_texts()[random_() % nasty_texts().size()] : out;
  }

  void set(const Field& field, Sensor& sensor) {
    switch (field.type) {
      case FieldType::yes_no: field.set(sensor, chance(2) ? "true" : "false"); break;
      case FieldType::date: field.set(sensor, date()); break;
      case FieldType::number: set_number(field, sensor); break;
      case FieldType::choice: set_choice(field, sensor); break;
      case FieldType::text: set_text(field, sensor); break;
    }
  }

  std::string date() {
    const auto two = [&](unsigned most) {
      const unsigned n = 1 + static_cast<unsigned>(random_()) % most;
      return (n < 10 ? "0" : "") + std::to_string(n);
    };
    return std::to_string(1901 + random_() % 140) + "-" + two(12) + "-" + two(28);
  }

  void set_number(const Field& field, Sensor& sensor) {
    double value = real(field.minimum, field.maximum);
    if (chance(2)) value = std::round(value);
    if (chance(4)) value = field.minimum;
    const std::string text = std::to_string(value);
    const std::set<std::string> none = {"9999.000000", "99999.000000",
                                        "-999.000000"};  // the import takes for no value
    if (none.count(text) == 0) field.set(sensor, chance(2) ? text : full(value));
  }
  static std::string full(double value) {
    char out[40];
    std::snprintf(out, sizeof(out), "%.17g", value);
    return out;
  }

  void set_choice(const Field& field, Sensor& sensor) {
    std::vector<std::string> words(1);
    for (const char c : field.choices) {
      if (c == ' ') words.emplace_back();
      if (c != ' ') words.back() += c;
    }
    field.set(sensor, words[random_() % words.size()]);
  }

  // A field with a form takes one of these; a field of a form that is not here stays missing.
  void set_text(const Field& field, Sensor& sensor) {
    if (field.fault == nullptr) {
      field.set(sensor, text());
      return;
    }
    for (const char* text : {"mo-fr 08:00-18:00; sa 10:00-17:00", "entrance: 90, 20, 30; square: 180, 15",
                             "POLYGON ((0.1 0.1, 0.9 0.1, 0.9 0.9, 0.1 0.1))",
                             "MULTIPOLYGON (((85000 446000, 85010 446000, 85010 446010, 85000 446000)))", "25",
                             R"([{"name":"beeld; \"live\"","personal_data":"identifiable","retention":"P28D"}])",
                             R"([{"from":"2026-01-01","until":"2026-02-01","east":85000,"north":446000}])"}) {
      if (field.set(sensor, text)) return;
    }
  }

  std::mt19937 random_;
};

enum class File { gpkg, geojson, open_csv, excel_csv, xlsx };

formats::Workbook workbook_of(const SensorTable& rows) {
  formats::Workbook book{.title = "t", .choices_name = "keuzelijsten"};
  formats::WorkbookSheet sheet{.name = "sensoren"};
  for (std::size_t i = 0; i < rows.fields.size(); ++i) {
    sheet.columns.push_back({.name = rows.table.field_names[i], .type = rows.types[i]});
  }
  for (const auto& row : rows.table.features) {
    sheet.rows.emplace_back();
    for (const auto& [name, value] : row.fields) sheet.rows.back().push_back(value);
  }
  book.sheets.push_back(sheet);
  book.sheets.push_back({.name = "uitleg", .columns = {{.name = "kolom"}}, .rows = {{std::string("id")}}});
  return book;
}

std::filesystem::path write(const SensorTable& rows, File file) {
  const std::filesystem::path base =
      std::filesystem::path(::testing::TempDir()) /
      ("export_" + std::to_string(::getpid()) + std::to_string(static_cast<int>(file)));
  const auto text = [&](const char* extension, const std::string& bytes) {
    const auto path = base.string() + extension;
    std::ofstream(path, std::ios::binary) << bytes;
    return std::filesystem::path(path);
  };
  switch (file) {
    case File::geojson: return text(".geojson", formats::geojson_text(*formats::as_rfc7946(rows.table)));
    case File::open_csv: return text(".csv", formats::csv_text(rows.table, formats::CsvProfile::open, rows.types));
    case File::excel_csv:
      return text(".csv", formats::csv_text(rows.table, formats::CsvProfile::excel_nl, rows.types));
    case File::xlsx: {
      const auto path = base.string() + ".xlsx";
      EXPECT_TRUE(formats::write_xlsx(path, workbook_of(rows)));
      return path;
    }
    case File::gpkg: break;
  }
  const auto path = base.string() + ".gpkg";
  EXPECT_TRUE(formats::write_gpkg(path, {&rows.table, 1}, {&rows.types, 1}));
  return path;
}

RegisterImport read(const std::filesystem::path& path, const crs::Crs& project) {
  const auto tables = formats::read_feature_file(path);
  EXPECT_TRUE(tables) << (tables ? "" : base::describe(tables.diagnostics().front()));
  if (!tables) return {};
  auto imported = import_register(*tables, example::schema("native"), {.project_crs = project, .file_name = "t"});
  // Values that are random contradict each other (REG-116) and so on; none may be lost.
  const std::set<std::string> losses = {"REG-101", "REG-102", "REG-103", "REG-104", "REG-105", "REG-106",
                                        "REG-107", "REG-109", "REG-112", "REG-119", "REG-124", "REG-134"};
  for (const auto& said : imported.diagnostics()) {
    EXPECT_EQ(losses.count(said.code), 0U) << base::describe(said);
  }
  EXPECT_TRUE(imported);
  std::filesystem::remove(path);
  return imported ? *std::move(imported) : RegisterImport{};
}

void expect_same(const Sensor& sensor, const Sensor& again, File file) {
  for (const Field& field : registered_fields()) {
    const auto before = field.get(sensor);
    const auto after = field.get(again);
    if (file == File::xlsx && field.type == FieldType::number && before && after) {
      // A workbook keeps 16 digits.
      EXPECT_NEAR(std::stod(*before), std::stod(*after), 1e-15 * std::abs(std::stod(*before))) << field.name;
      continue;
    }
    EXPECT_EQ(before, after) << field.name << " of " << sensor.id;
  }
  EXPECT_EQ(sensor.uuid, again.uuid);
  EXPECT_EQ(sensor.unknown_fields, again.unknown_fields);
  ASSERT_TRUE(again.position);
  EXPECT_NEAR(sensor.position->east_m, again.position->east_m, 0.001);
  EXPECT_NEAR(sensor.position->north_m, again.position->north_m, 0.001);
}

class RoundTrip : public testing::TestWithParam<std::tuple<File, const char*>> {};

// The property that an export stands for, over every field there is and texts that files trip over.
TEST_P(RoundTrip, gives_every_field_back) {
  const auto [file, crs_id] = GetParam();
  const auto project = *crs::project_crs_from_text(crs_id);
  constexpr unsigned kSeed = 20261127;
  RecordMaker maker(kSeed);
  SensorList sensors;
  const auto move = crs::Transformation::between(*crs::project_crs_from_text("EPSG:7415"), project);
  for (int i = 0; i < 60; ++i) {
    Sensor sensor = maker.sensor(i);
    if (move) {
      const auto at = move->forward({sensor.position->east_m, sensor.position->north_m, {}});
      ASSERT_TRUE(at);
      sensor.position = crs::MapPosition{at->x, at->y, 0.0};
    }
    sensors.push_back(std::move(sensor));
  }
  const bool columns = file != File::gpkg && file != File::geojson;
  const auto rows =
      export_sensors(sensors, project, example::schema("native"), {.internal = true, .place_in_columns = columns});
  ASSERT_TRUE(rows);
  const RegisterImport again = read(write(*rows, file), project);
  ASSERT_EQ(again.sensors.size(), sensors.size());
  for (std::size_t i = 0; i < sensors.size(); ++i) expect_same(sensors[i], again.sensors[i], file);
}

INSTANTIATE_TEST_SUITE_P(EveryFile, RoundTrip,
                         testing::Combine(testing::Values(File::gpkg, File::geojson, File::open_csv, File::excel_csv,
                                                          File::xlsx),
                                          testing::Values("EPSG:7415", "EPSG:25831")));

Sensor sensor_with(Publication publication, const char* id) {
  Sensor sensor{.id = id, .name = id, .kind = SensorKind::camera, .sources = {{"native", id, ""}}};
  sensor.position = crs::MapPosition{85000.0, 446000.0, 0.0};
  sensor.publication.value = publication;
  sensor.model.value = "Restricted 3000";
  sensor.unknown_fields = {{"contract nr", "secret 42"}};
  return sensor;
}

TEST(ExportSensors, the_public_table_holds_only_what_is_public) {
  const SensorList sensors = {sensor_with(Publication::published, "open"), sensor_with(Publication::internal, "in"),
                              sensor_with(Publication::secret, "se")};
  const auto rows = export_sensors(sensors, *crs::project_crs_from_text("EPSG:7415"), example::schema("native"), {});
  ASSERT_TRUE(rows);
  const std::string text = formats::csv_text(rows->table) + formats::geojson_text(rows->table);
  EXPECT_EQ(rows->table.features.size(), 1U);
  for (const char* restricted : {"Restricted", "secret", "contract nr", "model", "schedule"}) {
    EXPECT_EQ(text.find(restricted), std::string::npos) << restricted;
  }
  EXPECT_NE(text.find("uuid"), std::string::npos);
}

// Names that tables hold to be the same, that the import gives a meaning, or that a sensor states twice.
TEST(ExportSensors, a_column_of_the_source_never_passes_for_one_of_ours) {
  Sensor sensor = sensor_with(Publication::published, "a");
  sensor.unknown_fields = {{"Kind", "banana"}, {"lat", "52"}, {"scope", "household"},
                           {"merk", "A"},      {"merk", "B"}, {"MERK", "C"}};
  Sensor other = sensor_with(Publication::published, "b");
  other.unknown_fields = {{"Merk", "D"}};
  const auto rows = export_sensors({sensor, other}, *crs::project_crs_from_text("EPSG:7415"),
                                   example::schema("native"), {.internal = true});
  ASSERT_TRUE(rows);
  const auto& names = rows->table.field_names;
  const auto uuid = std::find(names.begin(), names.end(), "uuid");
  EXPECT_EQ(std::vector<std::string>(uuid + 1, names.end()),
            (std::vector<std::string>{"Kind #2", "lat #2", "scope #2", "merk", "merk #2", "MERK #3"}));
  EXPECT_EQ(std::get<std::string>(*rows->table.features[1].field("merk")), "D");
}

// "kind #2" of the table is the "kind" that is held: it comes back as nothing new, however often.
TEST(ExportSensors, a_text_that_is_kept_beside_a_field_does_not_pile_up) {
  const auto project = *crs::project_crs_from_text("EPSG:7415");
  const auto native = example::schema("native");
  Sensor sensor = sensor_with(Publication::internal, "a");
  sensor.sources = {{"gemeente", "a", ""}};
  sensor.uuid = base::named_uuid("gemeente", "a");
  sensor.unknown_fields = {{"azimuth_deg", "rond"}, {"Merk", "A"}, {"Merk", "B"}};
  SensorList plan = {sensor};
  const auto held = sensor.unknown_fields;
  for (int time = 0; time < 2; ++time) {
    const auto rows = export_sensors(plan, project, native, {.internal = true});
    ASSERT_TRUE(rows);
    auto again = import_register({&rows->table, 1}, native, {.project_crs = project});
    ASSERT_TRUE(again);
    merge_register(plan, std::move(again->sensors));
    ASSERT_EQ(plan.size(), 1U);
    EXPECT_EQ(plan[0].unknown_fields, held);
  }
}

TEST(ExportSensors, a_sensor_without_a_place_is_told_of) {
  Sensor sensor = sensor_with(Publication::published, "a");
  sensor.position.reset();
  const auto rows = export_sensors({sensor}, *crs::project_crs_from_text("EPSG:7415"), example::schema("native"), {});
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows.diagnostics().front().code, "EXP-110");
}

// What a source of Schouw's own gives keeps its identity, whatever register it came from before.
TEST(ExportSensors, the_identity_of_a_sensor_comes_back_with_it) {
  Sensor sensor = sensor_with(Publication::published, "node/1");
  sensor.sources = {{"osm", "node/1", "ODbL-1.0"}};
  sensor.uuid = base::named_uuid("osm", "node/1");
  sensor.tilt_deg = {.value = 10.0, .basis = Basis::measured};
  const auto project = *crs::project_crs_from_text("EPSG:7415");
  const auto rows = export_sensors({sensor}, project, example::schema("native"), {.internal = true});
  ASSERT_TRUE(rows);
  const auto again = import_register({&rows->table, 1}, example::schema("native"), {.project_crs = project});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->sensors.front().uuid, sensor.uuid);
  SensorList plan = {sensor};
  const MergeCounts counts = merge_register(plan, again->sensors);
  EXPECT_EQ(plan.size(), 1U) << "the same sensor, not a second one";
  EXPECT_EQ(counts.unchanged, 1);
  EXPECT_EQ(plan[0], sensor) << "its sources and the basis of its values as well";
}

// A public file that is read into the plan that it was made of.
TEST(ExportSensors, what_an_export_leaves_out_is_not_taken_away_when_it_comes_back) {
  Sensor sensor = sensor_with(Publication::published, "node/1");
  sensor.sources = {{"osm", "node/1", "ODbL-1.0"}};
  sensor.uuid = base::named_uuid("osm", "node/1");
  sensor.tilt_deg = {.value = 10.0, .basis = Basis::measured};
  const auto project = *crs::project_crs_from_text("EPSG:7415");
  auto rows = export_sensors({sensor}, project, example::schema("native"), {});
  ASSERT_TRUE(rows);
  for (auto& [name, value] : rows->table.features.front().fields) {
    if (name == "name") value = std::string("Nieuwe Markt");
  }
  const auto again = import_register({&rows->table, 1}, example::schema("native"), {.project_crs = project});
  ASSERT_TRUE(again);
  SensorList plan = {sensor};
  merge_register(plan, again->sensors);
  sensor.name = "Nieuwe Markt";
  EXPECT_EQ(plan[0], sensor);
}

}  // namespace
}  // namespace schouw::registers
