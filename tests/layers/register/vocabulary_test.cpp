// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "layers/register/field_rules.h"
#include "layers/register/import_records.h"
#include "layers/register/stream_text.h"
#include "tests/geo/formats/temporary_folder.h"
#include "tests/layers/register/example_register.h"

namespace schouw::registers {
namespace {

using example::csv;
using formats::TemporaryFolder;

const Vocabulary& shipped() {
  static const Vocabulary kVocabulary = [] {
    auto loaded = load_vocabulary(SCHOUW_SOURCE_DIR "/data/vocabulary");
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.diagnostics().front().message);
    return loaded ? *std::move(loaded) : Vocabulary();
  }();
  return kVocabulary;
}

base::Result<RegisterImport> import(const model::FeatureTable& table) {
  return import_register(std::span(&table, 1), example::schema("native"),
                         {.project_crs = *crs::project_crs_from_text("EPSG:7415"),
                          .file_name = "t.csv",
                          .today_iso = "2026-11-27",
                          .vocabulary = &shipped()});
}

std::vector<std::string> codes_of(const base::Diagnostics& said) {
  std::vector<std::string> codes;
  for (const base::Diagnostic& diagnostic : said) codes.push_back(diagnostic.code);
  return codes;
}

std::string load_of(std::string_view bytes) {
  const TemporaryFolder folder;
  folder.file("v.json", bytes);
  const auto loaded = load_vocabulary(folder.file("v.json").parent_path());
  return loaded ? "ok" : loaded.diagnostics().front().code + " " + loaded.diagnostics().front().message;
}

// Expected: the names of the files in which DTPR publishes its elements, by group.
TEST(Vocabulary, holds_every_purpose_technology_kind_of_data_and_process_of_dtpr_and_no_other) {
  const auto elements = formats::shared_file("registers/dtpr/dtpr.v1/elements/en");
  if (elements.empty()) GTEST_SKIP() << "needs the shared registers";
  std::set<std::string> published, held;
  for (const auto& entry : std::filesystem::directory_iterator(elements)) {
    const std::string id = entry.path().stem().string();
    const std::string group = id.substr(0, id.find("__"));
    if (group == "purpose" || group == "tech" || group == "data" || group == "process") published.insert(id);
  }
  for (const auto& [id, term] : shipped().terms) held.insert(id);
  EXPECT_EQ(held, published);
  EXPECT_EQ(published.size(), 104U);
}

// The words of DTPR are under CC BY 4.0: we use its ids, and our own words.
TEST(Vocabulary, every_technology_is_a_kind_of_sensor_and_nothing_else_is) {
  for (const auto& [id, term] : shipped().terms) {
    EXPECT_EQ(term.kind.has_value(), id.rfind("tech__", 0) == 0) << id;
    EXPECT_NE(term.nl, id);
    EXPECT_NE(term.en, id);
  }
  EXPECT_EQ(term_named(shipped(), " Tech__Induction_Loop ")->kind, SensorKind::traffic_loop);
  EXPECT_EQ(term_named(shipped(), "tech__identifiable_wifi_sensor")->kind, SensorKind::wifi);
  EXPECT_EQ(term_named(shipped(), "tech__chatbot")->kind, SensorKind::other);
  EXPECT_EQ(term_named(shipped(), "process__de_identified")->personal_data, PersonalData::de_identified);
  EXPECT_EQ(term_named(shipped(), "data__personal")->personal_data, PersonalData::identifiable);
  EXPECT_EQ(term_named(shipped(), "tech__biometrics")->personal_data, PersonalData::biometric);
  EXPECT_EQ(term_named(shipped(), "video_camera"), nullptr);
}

// A lower resolution is not anonymous (domain.md 2), whatever a vocabulary calls it.
TEST(Vocabulary, states_no_level_for_video_that_is_said_to_show_nobody) {
  EXPECT_EQ(term_named(shipped(), "tech__non_identifiable_video")->personal_data, std::nullopt);
  for (const auto& [id, term] : shipped().terms) EXPECT_NE(term.personal_data, PersonalData::none) << id;
}

TEST(Vocabulary, a_register_in_the_terms_of_dtpr_is_read_as_one_in_the_words_of_the_record) {
  const auto read =
      import(csv({"id", "kind", "x", "y", "purpose", "personal_data", "observed_data", "processing"},
                 {{"a", "tech__li_dar", "84971", "446812", "Purpose__Safety_Security|orde", "process__de_identified",
                   "data__spatial", "process__encrypted; process__aggregated"},
                  {"b", "radar", "84981", "446812", "[\"purpose__mobility\", \"purpose__health\"]", "geen",
                   "afstand tot data__spatial", "telt; process__aggregated"}}));
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  const Sensor& a = read->sensors.at(0);
  EXPECT_EQ(a.kind, SensorKind::lidar);
  EXPECT_EQ(a.data.personal_data.value, PersonalData::de_identified);
  EXPECT_EQ(field_named("purpose")->get(a), "purpose__safety_security|orde") << "beside a word of the register's own";
  EXPECT_EQ(a.data.observed_data.value, "data__spatial");
  EXPECT_EQ(a.data.processing.value, "process__encrypted; process__aggregated");
  EXPECT_THAT(a.unknown_fields, testing::Contains(testing::Pair("kind", "tech__li_dar"))) << "the term may say more";
  const Sensor& b = read->sensors.at(1);
  EXPECT_EQ(field_named("purpose")->get(b), "purpose__mobility|purpose__health");
  EXPECT_EQ(b.data.observed_data.value, "afstand tot data__spatial") << "a sentence stays as it is written";
  EXPECT_EQ(b.data.processing.value, "telt; process__aggregated");
  EXPECT_TRUE(b.unknown_fields.empty());
  EXPECT_THAT(codes_of(read.diagnostics()), testing::Not(testing::Contains("REG-106")));
  EXPECT_THAT(codes_of(read.diagnostics()), testing::Not(testing::Contains("REG-104")));
}

TEST(Vocabulary, terms_in_a_data_stream_are_read_as_those_of_the_sensor) {
  const auto read = import(csv(
      {"id", "kind", "x", "y", "data_streams"},
      {{"a", "camera", "84971", "446812",
        R"([{"name": "tel", "purpose": "Purpose__Mobility, purpose__health", "personal_data": "process__de_identified",
            "observed_data": "DATA__SPATIAL", "processing": "telt personen", "retention": "P1D"},
           {"name": "Purpose__Mobility", "personal_data": "identifiable"}])"},
       {"b", "camera", "84981", "446812", R"([{"name": "beeld", "personal_data": "purpose__health"}])"}}));
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  const auto streams = streams_from_text(field_named("data_streams")->get(read->sensors.at(0)).value_or(""));
  ASSERT_TRUE(streams);
  const StatedStream& first = streams->at(0);
  EXPECT_EQ(first.purpose, "purpose__mobility; purpose__health");
  EXPECT_EQ(first.personal_data, PersonalData::de_identified);
  EXPECT_EQ(first.observed_data, "data__spatial");
  EXPECT_EQ(first.processing, "telt personen") << "a sentence stays as it is written";
  EXPECT_EQ(first.retention, "P1D");
  EXPECT_EQ(streams->at(1).name, "Purpose__Mobility") << "a name is no term";
  EXPECT_EQ(streams->at(1).personal_data, PersonalData::identifiable);
  EXPECT_FALSE(field_named("data_streams")->get(read->sensors.at(1))) << "a purpose is no level";
  EXPECT_THAT(codes_of(read.diagnostics()), testing::Contains("REG-104"));
}

TEST(Vocabulary, a_system_may_state_terms_too) {
  const auto table = csv({"id", "name", "kind", "purpose", "personal_data", "processing"},
                         {{"vms", "Beelden", "video_management", "purpose__safety_security|Purpose__Mobility",
                           "data__personal", "process__encrypted"},
                          {"x", "Data__Personal", "tech__video_camera", "orde", "identifiable", "bewaart"}});
  const auto read = import_records(std::span(&table, 1), example::schema("systems"),
                                   {.file_name = "s.csv", .vocabulary = &shipped()});
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  const RegisterRecord& vms = read->records.at(0);
  EXPECT_EQ(value_of(vms, "purpose"), "purpose__safety_security; purpose__mobility");
  EXPECT_EQ(value_of(vms, "personal_data"), "identifiable");
  EXPECT_EQ(value_of(vms, "processing"), "process__encrypted");
  const RegisterRecord& other = read->records.at(1);
  EXPECT_EQ(value_of(other, "name"), "Data__Personal");
  EXPECT_EQ(value_of(other, "kind"), "") << "a device is no kind of system";
  EXPECT_EQ(value_of(other, "purpose"), "orde");
}

TEST(Vocabulary, of_several_technologies_the_kind_that_says_most_is_taken) {
  const auto read = import(
      csv({"id", "kind", "x", "y"}, {{"a", "tech__wireless_access_point; tech__video_camera", "84971", "446812"},
                                     {"b", "tech__video_camera, tech__identifiable_wifi_sensor", "84981", "446812"},
                                     {"c", "tech__video_camera;tech__identifiable_video", "84991", "446812"},
                                     {"d", "purpose__health", "85001", "446812"}}));
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  EXPECT_EQ(read->sensors.at(0).kind, SensorKind::camera);
  EXPECT_EQ(read->sensors.at(1).kind, SensorKind::wifi);
  EXPECT_EQ(read->sensors.at(2).kind, SensorKind::camera);
  EXPECT_THAT(read->sensors.at(2).unknown_fields,
              testing::Contains(testing::Pair("kind", "tech__video_camera;tech__identifiable_video")));
  EXPECT_EQ(read->sensors.at(3).kind, SensorKind::other);
  EXPECT_EQ(std::count_if(read.diagnostics().begin(), read.diagnostics().end(),
                          [](const auto& said) { return said.code == "REG-106"; }),
            1)
      << "a purpose is no kind";
}

TEST(Vocabulary, a_field_is_set_to_a_term_as_an_import_would_read_it) {
  const auto rules = FieldRules::load(SCHOUW_SOURCE_DIR "/data/registers", shipped());
  ASSERT_TRUE(rules);
  const Sensor sensor{.id = "a", .name = "A", .kind = SensorKind::other};
  const auto camera = rules->with_value(sensor, "kind", "tech__video_camera");
  ASSERT_TRUE(camera) << camera.diagnostics().front().message;
  EXPECT_EQ(camera->kind, SensorKind::camera);
  const auto purpose = rules->with_value(sensor, "purpose", "PURPOSE__MOBILITY");
  ASSERT_TRUE(purpose);
  EXPECT_EQ(field_named("purpose")->get(*purpose), "purpose__mobility");
  EXPECT_FALSE(rules->with_value(sensor, "personal_data", "purpose__mobility"));
}

TEST(Vocabulary, a_file_that_is_none_is_refused_by_file_and_term) {
  EXPECT_EQ(load_of(R"({"terms": {"a__b": {"en": "x", "nl": "y", "kind": "camera"}}})"), "ok");
  using testing::HasSubstr;
  using testing::StartsWith;
  EXPECT_THAT(load_of("[]"), StartsWith("REG-160"));
  EXPECT_THAT(load_of(R"({"terms": {"a__b": {"en": "x"}}})"), HasSubstr("a__b: found no label"));
  EXPECT_THAT(load_of(R"({"terms": {"health": {"en": "x", "nl": "y"}}})"), HasSubstr("'health'"));
  EXPECT_THAT(load_of(R"({"terms": {"a__b": {"en": "x", "nl": "y", "kind": "eye"}}})"), HasSubstr("'eye'"));
  EXPECT_THAT(load_of(R"({"terms": {"a__b": {"en": "x", "nl": "y", "personal_data": "some"}}})"),
              HasSubstr("'some'"));
  EXPECT_THAT(load_of("{"), StartsWith("IO-110"));
  EXPECT_EQ(load_vocabulary(SCHOUW_SOURCE_DIR "/data/nowhere").diagnostics().front().code, "REG-160");
}

}  // namespace
}  // namespace schouw::registers
