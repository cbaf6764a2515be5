// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/read_answers.h"

#include <gmock/gmock.h>

#include "tests/layers/fieldwork/round_example.h"
#include "tests/layers/register/example_register.h"

namespace schouw::fieldwork {
namespace {

using namespace example;  // NOLINT: the fixture of these tests
using testing::ElementsAre;
using testing::IsEmpty;

plan::Plan two_cameras() { return plan_of({sensor("a", 0, 0, "Markt"), sensor("b", 50, 0, "Markt")}); }

const std::vector<std::string> kHeader = {"straat",        "id",      "soort",     "x",   "y", "uitkomst", "datum",
                                          "kijkt nu naar", "functie", "opmerking", "uuid"};

base::Result<Answers> read(const plan::Plan& plan, const std::vector<std::vector<std::string>>& rows,
                           const std::vector<std::string>& header = kHeader) {
  const auto schema = registers::load_schema(SCHOUW_SOURCE_DIR "/data/registers/observations.json");
  EXPECT_TRUE(schema);
  const auto table = registers::example::csv(header, rows);
  return read_answers(std::span(&table, 1), *schema, plan,
                      {.round = "r", .role = "boa", .today_iso = "2026-11-27", .file_name = "ronde.csv"});
}

TEST(ReadAnswers, takes_what_was_filled_in_by_the_words_of_the_list) {
  const plan::Plan plan = two_cameras();
  const std::string a = plan.sensors[0].uuid.text();
  const std::string b = plan.sensors[1].uuid.text();
  const auto answers =
      read(plan, {{"Markt", "a", "camera", "84000", "446000", "Gedraaid", "20-11-2026", "ZW", "", "", a},
                  {"Markt", "b", "camera", "84050", "446000", "", "", "", "", "", b},
                  {"Markt", "", "", "", "", "", "", "", "", "", ""},
                  {"Markt", "", "kentekencamera", "84010,5", "446003", "nieuw", "2026-11-20", "45", "toezichthouder",
                   "bel voor.achter@gmail.com", ""}});
  ASSERT_TRUE(answers);
  EXPECT_EQ(answers->read, 4);
  EXPECT_EQ(answers->unanswered, 2);
  EXPECT_EQ(answers->rejected, 0);
  EXPECT_THAT(answers.diagnostics(), IsEmpty());
  ASSERT_EQ(answers->observations.size(), 2U);
  const Observation& turned = answers->observations[0];
  EXPECT_EQ(turned.outcome, Outcome::turned);
  EXPECT_EQ(turned.sensor, plan.sensors[0].uuid);
  EXPECT_EQ(turned.azimuth_deg, 225.0);
  EXPECT_EQ(turned.seen_on, "2026-11-20");
  EXPECT_EQ(turned.seen_by, "boa") << "as the row says nothing of it";
  EXPECT_FALSE(turned.place) << "where the register has it, not where somebody saw it";
  const Observation& fresh = answers->observations[1];
  EXPECT_EQ(fresh.outcome, Outcome::unregistered);
  EXPECT_EQ(fresh.kind, registers::SensorKind::anpr);
  ASSERT_TRUE(fresh.place);
  EXPECT_NEAR(fresh.place->east_m, 84010.5, 1e-6);
  EXPECT_EQ(fresh.seen_by, "toezichthouder");
  EXPECT_EQ(fresh.note, "bel ***@gmail.com");
}

TEST(ReadAnswers, names_row_and_column_of_what_it_leaves_out) {
  const plan::Plan plan = two_cameras();
  const std::string a = plan.sensors[0].uuid.text();
  const std::string stranger = base::named_uuid("x", "y").text();
  const auto answers = read(plan, {{"", "", "", "", "", "weg", "20-11-2026", "", "", "", stranger},
                                   {"", "a", "", "", "", "mooi", "20-11-2026", "", "", "", a},
                                   {"", "a", "", "", "", "weg", "", "", "", "", a},
                                   {"", "a", "", "", "", "weg", "31-2-2026", "", "", "", a},
                                   {"", "a", "", "", "", "weg", "28-11-2026", "", "", "", a},
                                   {"", "a", "", "", "", "nieuw", "20-11-2026", "", "", "", a},
                                   {"", "", "", "", "", "weg", "20-11-2026", "", "", "", ""},
                                   {"", "zz", "", "", "", "weg", "20-11-2026", "", "", "", ""},
                                   {"", "a", "", "", "", "weg", "27-11-2026", "", "", "", ""},
                                   {"", "a", "", "", "", "staat er", "27-11-2026", "", "", "", a}});
  ASSERT_TRUE(answers);
  ASSERT_EQ(answers->observations.size(), 1U) << "the day itself is no day to come";
  EXPECT_EQ(answers->rejected, 8);
  EXPECT_EQ(answers->repeated, 1);
  std::vector<std::string> said;
  for (const auto& one : answers.diagnostics()) {
    EXPECT_EQ(one.where.file, "ronde.csv");
    said.push_back(fmt::format("{} {}:{} {}", one.code, one.where.row.value_or(0), one.where.column.value_or(0),
                               one.where.field));
  }
  EXPECT_THAT(said, ElementsAre("FLD-101 2:11 uuid", "FLD-102 3:6 uitkomst", "FLD-103 4:7 datum", "FLD-103 5:7 datum",
                                "FLD-104 6:7 datum", "FLD-105 7:6 uitkomst", "FLD-101 8:11 uuid", "FLD-101 9:2 id",
                                "FLD-106 11:11 uuid"));
}

TEST(ReadAnswers, keeps_an_answer_of_which_a_part_cannot_be_read) {
  const auto answers =
      read(two_cameras(), {{"", "", "ufo", "aa", "446000", "nieuw", "20-11-2026", "boven", "", "", ""},
                           {"", "b", "", "", "", "gedraaid", "20-11-2026", "N;O", "", "", ""}});
  ASSERT_TRUE(answers);
  ASSERT_EQ(answers->observations.size(), 2U);
  EXPECT_FALSE(answers->observations[0].kind);
  EXPECT_FALSE(answers->observations[0].place);
  EXPECT_FALSE(answers->observations[1].azimuth_deg) << "two directions are none";
  EXPECT_EQ(answers.diagnostics().size(), 4U);
  for (const auto& one : answers.diagnostics()) EXPECT_EQ(one.code, "FLD-107");
}

TEST(ReadAnswers, reads_english_headers_and_a_place_in_degrees) {
  const auto answers = read(two_cameras(), {{"new", "2026-11-20", "number plate camera", "52.0116", "4.3571", "NE"}},
                            {"outcome", "date", "kind", "latitude", "longitude", "now faces"});
  ASSERT_TRUE(answers);
  const Observation& fresh = answers->observations.front();
  EXPECT_EQ(fresh.kind, registers::SensorKind::anpr);
  EXPECT_EQ(fresh.azimuth_deg, 45.0);
  ASSERT_TRUE(fresh.place);
  // By the polynomials of Schreutelkamp and Strang van Hees, worked in Python: good to some decimetres.
  EXPECT_NEAR(fresh.place->east_m, 84'280.53, 1.0);
  EXPECT_NEAR(fresh.place->north_m, 447'527.43, 1.0);
}

TEST(ReadAnswers, gives_the_same_answers_the_same_ids_and_two_the_same_two) {
  const std::vector<std::vector<std::string>> rows = {
      {"Markt", "", "camera", "84010", "446003", "nieuw", "20-11-2026", "", "", "", ""},
      {"Markt", "", "camera", "84010", "446003", "nieuw", "20-11-2026", "", "", "", ""},
      {"Markt", "a", "", "", "", "weg", "20-11-2026", "", "", "", ""}};
  const auto once = read(two_cameras(), rows);
  const auto again = read(two_cameras(), rows);
  ASSERT_TRUE(once);
  EXPECT_EQ(once->observations.size(), 3U);
  EXPECT_EQ(once->observations, again->observations);
  for (const Observation& observation : once->observations) {
    EXPECT_EQ(observation_of(record_of(observation)), observation) << "as it comes back from the project";
  }
}

TEST(ReadAnswers, of_which_none_can_be_taken_is_an_error) {
  const auto none = read(two_cameras(), {{"", "a", "", "", "", "mooi", "20-11-2026", "", "", "", ""}});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.diagnostics().back().code, "FLD-108");
  EXPECT_FALSE(read(two_cameras(), {{"weg", "camera"}}, {"uitkomst", "soort"})) << "the sheet of the choices";
  const auto unanswered = read(two_cameras(), {{"", "a", "", "", "", "", "", "", "", "", ""}});
  ASSERT_TRUE(unanswered) << "a list that nobody filled in is no mistake";
  EXPECT_EQ(unanswered->unanswered, 1);
}

}  // namespace
}  // namespace schouw::fieldwork
