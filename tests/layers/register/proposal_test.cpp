// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "layers/register/import_records.h"
#include "layers/register/propose_mapping.h"
#include "tests/layers/register/example_register.h"

namespace schouw::registers {
namespace {

ProposalWords words() {
  return {.column_words = *base::read_json_file(SCHOUW_SOURCE_DIR "/data/proposal/column_words.json"),
          .schemas = *load_schemas(SCHOUW_SOURCE_DIR "/data/registers")};
}

RegisterOptions options() {
  return {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "lijst.csv"};
}

const std::vector<std::string> kHeader = {"Cameranummer", "Locatienaam",  "Soort",    "RD X",
                                          "RD Y",         "Ophanghoogte", "Kleur kap"};
const std::vector<std::vector<std::string>> kRows = {
    {"C-1", "Markt", "camera", "84971,5", "446812", "4,5 m", "grijs"},
    {"C-2", "Plein", "ALPR", "84990", "446830", "5", "zwart"},
    {"C-3", "Plein", "koffie", "85010", "446835", "", "zwart"}};

TEST(MappingProposal, is_taken_by_import_as_it_stands) {
  const auto table = example::csv(kHeader, kRows);
  const auto proposal = propose_mapping(std::span(&table, 1), words(), "lijst.csv");
  ASSERT_TRUE(proposal) << proposal.diagnostics().front().message;
  EXPECT_TRUE(proposal->has_position);
  EXPECT_THAT(proposal->unmapped, testing::ElementsAre("Kleur kap"));
  const auto schema = schema_from_json(proposal->mapping, "lijst.json");
  ASSERT_TRUE(schema) << schema.diagnostics().front().message;
  const auto read = import_register(std::span(&table, 1), *schema, options());
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  ASSERT_EQ(read->sensors.size(), 3U);
  EXPECT_EQ(read->sensors[0].id, "C-1");
  EXPECT_EQ(read->sensors[0].name, "Markt");
  EXPECT_EQ(*read->sensors[0].height_above_ground_m, 4.5);
  EXPECT_NEAR(read->sensors[0].position->east_m, 84971.5, 0.001);
  EXPECT_EQ(read->sensors[1].kind, SensorKind::anpr) << "ALPR is known from OpenStreetMap";
  EXPECT_EQ(read->sensors[2].kind, SensorKind::other) << "what nobody knows is told of at import";
}

TEST(MappingProposal, finds_coordinates_by_their_values_where_their_names_say_nothing) {
  const auto table = example::csv({"nr", "a", "b"}, {{"1", "52,0116", "4,3571"}, {"2", "52,0118", "4,3577"}});
  const auto proposal = propose_mapping(std::span(&table, 1), words(), "x.csv");
  ASSERT_TRUE(proposal);
  ASSERT_TRUE(proposal->has_position);
  const base::Json& position = proposal->mapping["positions"][0];
  EXPECT_EQ(position["crs"], "EPSG:4326");
  EXPECT_EQ(position["east"][0], "b");
  EXPECT_EQ(position["north"][0], "a");
}

TEST(MappingProposal, masks_addresses_among_the_values_that_it_shows) {
  const auto table = example::csv({"nr", "iets"}, {{"1", "j.naam@voorbeeld.nl"}});
  const auto proposal = propose_mapping(std::span(&table, 1), words(), "x.csv");
  ASSERT_TRUE(proposal);
  EXPECT_EQ(proposal->mapping["unmapped"].dump().find("j.naam"), std::string::npos);
}

TEST(MappingProposal, of_no_rows_is_refused) {
  const auto table = example::csv({"nr"}, {});
  const auto proposal = propose_mapping(std::span(&table, 1), words(), "x.csv");
  ASSERT_FALSE(proposal);
  EXPECT_EQ(proposal.diagnostics().front().code, "REG-146");
}

TEST(RecordImport, reads_systems_and_links_by_their_columns) {
  const auto schemas = *load_schemas(SCHOUW_SOURCE_DIR "/data/registers");
  const auto systems = example::csv({"id", "naam", "kind", "retention", "kleur"},
                                    {{"vms", "Cameratoezicht", "video_management", "P28D", "rood"},
                                     {"vms", "nog eens", "video_management", "", ""},
                                     {"", "zonder", "other", "", ""},
                                     {"drukte", "Druktemeter", "koffie", "", ""}});
  const Schema* schema = recognise(schemas, std::span(&systems, 1));
  ASSERT_NE(schema, nullptr);
  EXPECT_EQ(schema->id, "systems");
  const auto read = import_records(std::span(&systems, 1), *schema, options());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->read, 4);
  EXPECT_EQ(read->merged, 1);
  EXPECT_EQ(read->rejected, 1);
  ASSERT_EQ(read->records.size(), 2U);
  EXPECT_EQ(value_of(read->records[0], "name"), "Cameratoezicht");
  EXPECT_THAT(read->records[0].unknown, testing::Contains(testing::Pair("kleur", "rood")));
  EXPECT_EQ(value_of(read->records[1], "kind"), "");
  EXPECT_THAT(read.diagnostics(), testing::Contains(testing::Field(&base::Diagnostic::code, "REG-104")));
  const auto links = example::csv({"id", "van", "naar", "from", "to"}, {{"l1", "", "", "cam-1", "vms"}});
  EXPECT_EQ(recognise(schemas, std::span(&links, 1))->id, "links");
}

TEST(RecordImport, again_changes_what_changed_and_keeps_the_rest) {
  RegisterRecord vms{.type = RecordType::system, .id = "vms"};
  std::vector<RegisterRecord> held = {vms, {.type = RecordType::link, .id = "vms"}};
  set_value(vms, "name", "Nieuw");
  const auto counts = merge_records(held, {vms, {.type = RecordType::organisation, .id = "gemeente"}});
  EXPECT_EQ(counts.changed, 1);
  EXPECT_EQ(counts.added, 1);
  EXPECT_EQ(held.size(), 3U);
}

}  // namespace
}  // namespace schouw::registers
