// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "layers/register/import_records.h"
#include "layers/register/register_record.h"
#include "tests/layers/register/example_register.h"

// What a municipality answers for: docs/dossiers.md.
namespace schouw::registers {
namespace {

RegisterOptions options() {
  return {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "dossiers.csv"};
}
RegisterRecord dossier() { return {.type = RecordType::dossier, .id = "markt"}; }

TEST(Dossier, tells_what_a_source_denies_from_what_nobody_filled_in) {
  RegisterRecord record = dossier();
  EXPECT_EQ(said(record, "weighing_url"), Said::missing);
  for (const char* word : {"geen", "Nee", "none", "NIEMAND"}) {
    ASSERT_TRUE(set_value(record, "weighing_url", word));
    EXPECT_EQ(value_of(record, "weighing_url"), "none") << word;
    EXPECT_EQ(said(record, "weighing_url"), Said::none) << word;
  }
  ASSERT_TRUE(set_value(record, "weighing_url", "https://www.gemeente.example/deda"));
  EXPECT_EQ(said(record, "weighing_url"), Said::value);
  ASSERT_TRUE(set_value(record, "weighing_date", "geen"));
  EXPECT_EQ(said(record, "weighing_date"), Said::none);
  ASSERT_TRUE(set_value(record, "weighing_date", "1-2-2026"));
  EXPECT_EQ(value_of(record, "weighing_date"), "2026-02-01");
  ASSERT_TRUE(set_value(record, "name", "geen"));
  EXPECT_EQ(value_of(record, "name"), "geen") << "a name is no statement";
  EXPECT_EQ(said(record, "name"), Said::value);
}

TEST(Dossier, takes_words_of_its_choices_alone) {
  RegisterRecord record = dossier();
  EXPECT_TRUE(set_value(record, "plan_parts", "goal | risks|"));
  EXPECT_EQ(value_of(record, "plan_parts"), "goal|risks");
  EXPECT_FALSE(set_value(record, "plan_parts", "goal|koffie"));
  EXPECT_TRUE(set_value(record, "risk_network", "ja"));
  EXPECT_EQ(value_of(record, "risk_network"), "yes");
  EXPECT_TRUE(set_value(record, "biometrics", "unknown"));
  EXPECT_FALSE(set_value(record, "decision_body", "raadslid"));
  EXPECT_FALSE(set_value(record, "cost_per_year_eur", "-5"));
  EXPECT_TRUE(set_value(record, "cost_per_year_eur", "12500"));
  EXPECT_FALSE(set_value(record, "statement_date", "2026-02-30"));
}

TEST(Dossier, each_type_is_read_by_the_headings_of_its_own_table) {
  const auto schemas = *load_schemas(SCHOUW_SOURCE_DIR "/data/registers");
  const auto read = [&](const std::vector<std::string>& columns, const std::vector<std::string>& row) {
    const auto table = example::csv(columns, {row});
    const Schema* schema = recognise(schemas, std::span(&table, 1));
    if (schema == nullptr) return RegisterRecord{};
    const auto imported = import_records(std::span(&table, 1), *schema, options());
    return imported ? imported->records.front() : RegisterRecord{};
  };
  const auto file =
      read({"kenmerk", "naam", "openbaarheid", "doel", "besluit genomen door", "nummer van het besluit",
            "onderdelen van het plan", "datum van de afweging", "grond voor biometrie"},
           {"d1", "Markt", "openbaar", "orde", "burgemeester", "B-26-4", "doel; aanpak, risico's", "geen", "n.v.t."});
  EXPECT_EQ(key_of(file), "dossier d1");
  EXPECT_EQ(value_of(file, "decision_body"), "mayor");
  EXPECT_EQ(value_of(file, "plan_parts"), "goal|approach|risks");
  EXPECT_EQ(value_of(file, "publication"), "public");
  EXPECT_EQ(said(file, "weighing_date"), Said::none);
  EXPECT_EQ(said(file, "biometrics_ground"), Said::missing) << "does not apply is no denial";
  const auto goal =
      read({"id", "probleem", "alternatieven", "nodige scherpte"}, {"orde", "Overlast", "geen", "62,5"});
  EXPECT_EQ(key_of(goal), "goal orde");
  EXPECT_EQ(said(goal, "alternatives"), Said::none);
  EXPECT_EQ(value_of(goal, "needed_density_px_per_m"), "62.5");
  const auto found = read({"id", "gaat over", "datum", "uitkomst", "besluit", "besloten door"},
                          {"e1", "d1", "2026-03-01", "Minder", "aanpassen", "college"});
  EXPECT_EQ(key_of(found), "evaluation e1");
  EXPECT_EQ(value_of(found, "decision"), "adjust");
  EXPECT_EQ(value_of(found, "body"), "executive");
  EXPECT_EQ(key_of(read({"id", "about", "method"}, {"c1", "plan", "avond"})), "consultation c1");
  EXPECT_EQ(key_of(read({"id", "gaat over", "advies"}, {"r1", "plan", "Doen"})), "review r1");
  const auto year = read({"jaar", "vragen om beelden", "klachten"}, {"2026", "12", "3"});
  EXPECT_EQ(key_of(year), "year 2026");
  EXPECT_EQ(value_of(year, "footage_requests"), "12");
  EXPECT_EQ(key_of(read({"id", "toezegging", "toegezegd op"}, {"t1", "Tellen", "2026-01-01"})), "commitment t1");
  const auto fact = read({"id", "datum van het plan", "in het veld gezien"}, {"plan", "2026-11-01", "121"});
  EXPECT_EQ(key_of(fact), "plan_fact plan");
  EXPECT_EQ(value_of(fact, "field_survey_found"), "121");
}

TEST(Dossier, keeps_internal_what_tells_how_something_is_guarded) {
  for (const char* field : {"security_requirements", "supply_chain", "processor_agreement"}) {
    EXPECT_EQ(record_field_named(RecordType::dossier, field)->publicity, Publicity::internal) << field;
  }
  RegisterRecord record = dossier();
  ASSERT_TRUE(set_value(record, "publication", "public"));
  ASSERT_TRUE(set_value(record, "supply_chain", "nagegaan"));
  ASSERT_TRUE(set_value(record, "cost_per_year_eur", "9000"));
  const auto open = public_part(record);
  ASSERT_TRUE(open);
  EXPECT_EQ(value_of(*open, "supply_chain"), "");
  EXPECT_EQ(value_of(*open, "cost_per_year_eur"), "9000");
}

TEST(Dossier, of_a_sensor_is_a_list_of_ids_that_does_not_tell_where_a_generalised_one_stands) {
  const Field* field = field_named("dossier");
  ASSERT_NE(field, nullptr);
  EXPECT_TRUE(field->list);
  Sensor sensor;
  ASSERT_TRUE(field->set(sensor, "markt|station"));
  EXPECT_EQ(sensor.dossier.value_or(""), "markt|station");
  EXPECT_FALSE(may_be_public(*field, Publication::generalised));
  EXPECT_TRUE(may_be_public(*field, Publication::published));
}

}  // namespace
}  // namespace schouw::registers
