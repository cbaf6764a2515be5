// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/datasheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "layers/register/field.h"
#include "layers/register/import_records.h"
#include "tests/layers/register/example_register.h"

// Values of the models here are made up for the test, round numbers.
namespace schouw::registers {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Pair;

RegisterRecord model(const std::string& id, std::vector<std::pair<std::string, std::string>> values = {}) {
  RegisterRecord record{.type = RecordType::model, .id = id};
  for (const auto& [field, value] : values) EXPECT_TRUE(set_value(record, field, value)) << field << " " << value;
  return record;
}

RegisterRecord zoom_camera() {
  return model("Q-600", {{"supplier", "Voorbeeld"},
                         {"lens", "rectilinear"},
                         {"camera_type", "ptz"},
                         {"hfov_deg", "60"},
                         {"hfov_min_deg", "3"},
                         {"vfov_deg", "35"},
                         {"focal_length_min_mm", "4"},
                         {"focal_length_max_mm", "80"},
                         {"sensor_width_mm", "5"},
                         {"sensor_height_mm", "3"},
                         {"pixels_w", "1920"},
                         {"pixels_h", "1080"},
                         {"microphone", "ja"}});
}

Sensor camera(const std::string& model_name) {
  Sensor sensor{.id = "cam-1", .kind = SensorKind::camera};
  sensor.model.value = model_name;
  return sensor;
}

TEST(ModelCatalogue, finds_a_model_whatever_its_case_blanks_and_hyphens) {
  const std::vector<RegisterRecord> records = {{.type = RecordType::system, .id = "Q-600"}, zoom_camera()};
  const ModelCatalogue catalogue(records);
  for (const char* name : {"Q-600", "q600", "Q 600", "Q\u2011600", "Voorbeeld Q-600", "VOORBEELD q600"}) {
    const ModelFound found = catalogue.find(camera(name));
    EXPECT_EQ(found.match, ModelMatch::found) << name;
    EXPECT_EQ(found.model, &records[1]) << name;
  }
  EXPECT_EQ(catalogue.find(camera("Q-601")).match, ModelMatch::not_in_catalogue);
  EXPECT_EQ(catalogue.find(Sensor{}).match, ModelMatch::no_model_stated);
}

TEST(ModelCatalogue, asks_for_the_supplier_where_both_state_one) {
  const std::vector<RegisterRecord> records = {zoom_camera()};
  const ModelCatalogue catalogue(records);
  Sensor sensor = camera("Q-600");
  sensor.supplier.value = "voor-beeld";
  EXPECT_EQ(catalogue.find(sensor).match, ModelMatch::found);
  sensor.supplier.value = "Ander";
  EXPECT_EQ(catalogue.find(sensor).match, ModelMatch::other_supplier);
  EXPECT_EQ(catalogue.find(sensor).model, nullptr);
}

TEST(ModelCatalogue, guesses_nothing_between_several) {
  const std::vector<RegisterRecord> records = {model("Q-600", {{"supplier", "Een"}}),
                                               model("Q 600", {{"supplier", "Twee"}})};
  const ModelCatalogue catalogue(records);
  const ModelFound found = catalogue.find(camera("q600"));
  EXPECT_EQ(found.match, ModelMatch::several);
  EXPECT_EQ(found.model, nullptr);
  EXPECT_THAT(found.candidates, ElementsAre("Q-600", "Q 600"));
  Sensor sensor = camera("q600");
  sensor.supplier.value = "Twee";
  EXPECT_EQ(catalogue.find(sensor).model, &records[1]);
}

TEST(Datasheet, fills_what_the_record_leaves_open_and_says_whence) {
  const auto filled = with_datasheet(camera("Q-600"), zoom_camera());
  ASSERT_TRUE(filled);
  EXPECT_EQ(*filled->sensor.hfov_deg, 60.0);
  EXPECT_EQ(*filled->sensor.hfov_min_deg, 3.0);
  EXPECT_EQ(*filled->sensor.pixels_h, 1080.0);
  EXPECT_EQ(*filled->sensor.camera_type, "ptz");
  EXPECT_EQ(filled->sensor.hfov_deg.basis, Basis::datasheet);
  EXPECT_EQ(filled->sensor.camera_type.basis, Basis::datasheet);
  EXPECT_EQ(filled->fields.size(), 11U) << "all but imagers, which one lens has none of";
}

TEST(Datasheet, leaves_stated_values_as_they_are) {
  Sensor sensor = camera("Q-600");
  sensor.pixels_w = {.value = 1920.0, .basis = Basis::declared};
  sensor.camera_type = {.value = "fixed", .basis = Basis::assumed};
  const auto filled = with_datasheet(sensor, zoom_camera());
  ASSERT_TRUE(filled);
  EXPECT_EQ(filled->sensor.pixels_w, sensor.pixels_w);
  EXPECT_EQ(filled->sensor.camera_type, sensor.camera_type);
  EXPECT_EQ(*filled->sensor.pixels_h, 1080.0) << "the datasheet says the same of the other half of the picture";
}

TEST(Datasheet, fills_no_half_of_values_that_belong_together) {
  Sensor sensor = camera("Q-600");
  sensor.pixels_w.value = 1280.0;          // a picture of another size
  sensor.focal_length_min_mm.value = 8.0;  // zoomed in when it was placed
  const auto filled = with_datasheet(sensor, zoom_camera());
  ASSERT_TRUE(filled);
  for (const char* field : {"pixels_h", "hfov_deg", "vfov_deg", "hfov_min_deg", "focal_length_max_mm"}) {
    EXPECT_FALSE(field_named(field)->get(filled->sensor)) << field;
  }
  EXPECT_EQ(*filled->sensor.sensor_width_mm, 5.0) << "with it the recorded focal length gives the width of view";
  const auto differences = differences_with_datasheet(sensor, zoom_camera());
  ASSERT_EQ(differences.size(), 2U);
  EXPECT_EQ(differences[0].field, "focal_length_min_mm");
  EXPECT_EQ(differences[0].stated, "8");
  EXPECT_EQ(differences[0].datasheet, "4");
}

TEST(Datasheet, fills_the_zoom_of_a_recorded_width_only_where_it_is_narrower) {
  Sensor sensor = camera("Q-600");
  sensor.hfov_deg.value = 30.0;
  EXPECT_EQ(*with_datasheet(sensor, zoom_camera())->sensor.hfov_min_deg, 3.0);
  EXPECT_FALSE(with_datasheet(sensor, zoom_camera())->sensor.vfov_deg) << "a height that goes with 60 degrees";
  sensor.hfov_deg.value = 2.0;
  EXPECT_FALSE(with_datasheet(sensor, zoom_camera())->sensor.hfov_min_deg);
}

TEST(Datasheet, is_no_way_around_what_a_source_withholds_or_says_not_to_have) {
  Sensor sensor = camera("Q-600");
  sensor.hfov_deg.missing = MissingReason::withheld;
  sensor.pixels_w.missing = MissingReason::source_says_none;
  sensor.pixels_h.missing = MissingReason::unreadable;
  const auto filled = with_datasheet(sensor, zoom_camera());
  ASSERT_TRUE(filled);
  EXPECT_FALSE(filled->sensor.hfov_deg);
  EXPECT_FALSE(filled->sensor.pixels_w);
  EXPECT_EQ(*filled->sensor.pixels_h, 1080.0) << "else the default of the kind would be taken";
}

TEST(Datasheet, of_another_sort_of_lens_fills_nothing) {
  Sensor sensor = camera("Q-600");
  sensor.lens.value = "fisheye";
  EXPECT_FALSE(with_datasheet(sensor, zoom_camera()));
}

TEST(Datasheet, of_a_multi_imager_gives_their_number) {
  const auto filled = with_datasheet(camera("M"), model("M", {{"lens", "multi_imager"}, {"imagers", "4"}}));
  ASSERT_TRUE(filled);
  EXPECT_EQ(*filled->sensor.imagers, 4.0);
  EXPECT_FALSE(with_datasheet(camera("M"), model("M", {{"imagers", "4"}})));
}

TEST(Datasheet, that_contradicts_itself_fills_nothing_of_it) {
  const RegisterRecord odd = model("X", {{"hfov_deg", "10"}, {"hfov_min_deg", "40"}, {"pixels_w", "100"}});
  ASSERT_EQ(contradictions_in(odd).size(), 1U);
  EXPECT_THAT(with_datasheet(camera("X"), odd)->fields, ElementsAre("pixels_w"));
}

TEST(Datasheet, without_models_there_is_no_hash_and_organisations_do_not_count) {
  std::vector<RegisterRecord> records = {{.type = RecordType::organisation, .id = "gemeente"}};
  EXPECT_EQ(models_hash(records), 0U);
  EXPECT_FALSE(with_datasheet(camera("Q-600"), ModelCatalogue(records)));
  records.push_back(zoom_camera());
  const std::uint64_t before = models_hash(records);
  EXPECT_NE(before, 0U);
  set_value(records[1], "hfov_deg", "61");
  EXPECT_NE(models_hash(records), before);
}

base::Result<RecordImport> imported(const model::FeatureTable& table) {
  const auto schemas = *load_schemas(SCHOUW_SOURCE_DIR "/data/registers");
  const Schema* schema = recognise(schemas, std::span(&table, 1));
  EXPECT_NE(schema, nullptr);
  if (schema == nullptr) return base::Diagnostic{.code = "TEST", .message = "not recognised"};
  EXPECT_EQ(schema->id, "models");
  return import_records(std::span(&table, 1), *schema, {.file_name = "modellen.csv"});
}

TEST(ModelImport, reads_dutch_headers_with_commas_and_units) {
  const auto read = imported(
      example::csv({"Model", "Merk", "Horizontale beeldhoek", "Brandpuntsafstand min", "Pixels breed", "Microfoon",
                    "Persoonsdetectie", "Ondersteund tot", "Kleur"},
                   {{"Q-600", "Voorbeeld", "58,3\u00b0", "4,3 mm", "1920 px", "Ja", "nee", "31-12-2027", "wit"}}));
  ASSERT_TRUE(read);
  const RegisterRecord& found = read->records.front();
  EXPECT_EQ(found.id, "Q-600");
  EXPECT_EQ(value_of(found, "supplier"), "Voorbeeld");
  EXPECT_EQ(value_of(found, "hfov_deg"), "58.3");
  EXPECT_EQ(value_of(found, "focal_length_min_mm"), "4.3");
  EXPECT_EQ(value_of(found, "pixels_w"), "1920");
  EXPECT_EQ(value_of(found, "microphone"), "true");
  EXPECT_EQ(value_of(found, "person_detection"), "false");
  EXPECT_EQ(value_of(found, "end_of_support"), "2027-12-31");
  EXPECT_THAT(found.unknown, ElementsAre(Pair("Kleur", "wit")));
  EXPECT_THAT(read.diagnostics(), IsEmpty());
}

TEST(ModelImport, says_what_is_nonsense_and_leaves_it_out) {
  const auto read = imported(example::csv(
      {"id", "end_of_support", "hfov_deg", "focal_length_min_mm", "focal_length_max_mm", "pixels_w", "vfov_deg"},
      {{"A", "2027-01-01", "400", "80", "4", "1,2 m", "n.v.t."}}));
  ASSERT_TRUE(read);
  const RegisterRecord& found = read->records.front();
  for (const char* field : {"hfov_deg", "focal_length_min_mm", "focal_length_max_mm", "pixels_w", "vfov_deg"}) {
    EXPECT_EQ(value_of(found, field), "") << field;
  }
  EXPECT_THAT(found.unknown, Contains(Pair("hfov_deg", "400")));
  EXPECT_THAT(found.unknown, Contains(Pair("focal_length_min_mm", "80")));
  const auto& said = read.diagnostics();
  ASSERT_EQ(said.size(), 3U) << "a width of 400 degrees, pixels in metres, focal lengths the wrong way round";
  EXPECT_EQ(said[0].code, "REG-104");
  EXPECT_THAT(said[0].message, testing::HasSubstr("a number from 0.1 to 360 deg"));
  EXPECT_EQ(said[0].where.row, 2) << "as the file counts, with its header";
  EXPECT_EQ(said[2].code, "REG-170");
}

}  // namespace
}  // namespace schouw::registers
