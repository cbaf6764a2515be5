// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "run_schouw.h"

// A catalogue and rounds, as a person at a shell meets them; on three cameras and a wifi counter
// (tests/data/small_square).
namespace schouw::scripts {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write(const std::string& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

class FieldRound : public testing::Test {
 protected:
  void SetUp() override {
    project_ = folder_ / "proef-4711.schouw.gpkg";
    expect_ok({"import", project_, SCHOUW_SOURCE_DIR "/tests/data/small_square/register.geojson", "--json"});
  }
  static Answer expect_ok(const std::vector<std::string>& arguments) {
    const Answer answer = run_schouw(arguments);
    EXPECT_EQ(answer.exit_code, 0) << answer.out << answer.err;
    return answer;
  }
  // The answers of a round: "id;outcome;direction" a line.
  base::Json answer(const std::string& round, const std::string& rows, const std::vector<std::string>& more = {}) {
    const std::string file = folder_ / (round + ".csv");
    write(file, "id;uitkomst;kijkt nu naar;soort;x;y;datum\n" + rows);
    std::vector<std::string> arguments{"field-round", project_, "--answers", file, "--round", round, "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return expect_ok(arguments).json();
  }
  base::Json quality() { return expect_ok({"quality", project_, "--json"}).json(); }

  Folder folder_;
  std::string project_;
};

TEST_F(FieldRound, writes_a_list_in_three_forms_and_reads_it_back) {
  const std::string html = folder_ / "list.html";
  const std::string csv = folder_ / "list.csv";
  const std::string book = folder_ / "list.xlsx";
  for (const std::string& file : {html, csv, book})
    expect_ok({"field-round", project_, "--out", file, "--round", "a"});
  EXPECT_THAT(text_of(html), HasSubstr("Ronde langs de sensoren: a"));
  EXPECT_THAT(text_of(html), Not(HasSubstr("<script")));
  EXPECT_THAT(text_of(csv), HasSubstr("uitkomst;datum;kijkt nu naar;functie;opmerking;uuid"));
  for (const std::string& file : {csv, book}) {
    const base::Json read = expect_ok({"field-round", project_, "--answers", file, "--round", "a", "--json"}).json();
    EXPECT_EQ(read["answers"], 0) << "nobody filled it in";
    EXPECT_EQ(read["unanswered"], read["read"]);
    EXPECT_EQ(read["rejected"], 0);
  }
}

TEST_F(FieldRound, does_not_take_its_list_for_a_register) {
  for (const std::string language : {"nl", "en"}) {
    const std::string list = folder_ / (language + ".csv");
    expect_ok({"field-round", project_, "--out", list, "--lang", language});
    const Answer refused = run_schouw({"import", project_, list});
    EXPECT_EQ(refused.exit_code, 4) << language;
    EXPECT_THAT(refused.err, HasSubstr("REG-171")) << language;
  }
}

TEST_F(FieldRound, keeps_answers_and_changes_the_register_only_when_asked) {
  const std::string rows =
      "north;weg;;;;;20-11-2026\neast;staat er;;;;;20-11-2026\n;nieuw;NO;camera;120050;480050;20-11-2026\n";
  const base::Json first = answer("a", rows);
  EXPECT_EQ(first["added"], 3);
  EXPECT_EQ(first["proposals"].size(), 2U);
  EXPECT_EQ(expect_ok({"query", project_, "--where", "status = removed", "--json"}).json()["matched"], 0);
  EXPECT_EQ(quality()["against_rounds"].size(), 2U);
  const base::Json again = answer("a", rows);
  EXPECT_EQ(again["added"], 0);
  EXPECT_EQ(again["unchanged"], 3);
  const base::Json taken = answer("a", rows, {"--take", "--role", "toezichthouder"});
  EXPECT_EQ(taken["proposals"].size(), 2U);
  const base::Json removed =
      expect_ok({"query", project_, "--where", "status = removed and active_until = 2026-11-20", "--json"}).json();
  ASSERT_EQ(removed["matched"], 1);
  EXPECT_EQ(removed["sensors"][0]["id"], "north");
  EXPECT_EQ(removed["total"], 5) << "and one that is new";
  EXPECT_TRUE(quality()["against_rounds"].empty());
  EXPECT_TRUE(answer("a", rows, {"--take"})["proposals"].empty());
}

TEST_F(FieldRound, estimates_from_two_rounds_or_says_why_not) {
  answer("a", "north;staat er;;;;;20-11-2026\neast;staat er;;;;;20-11-2026\nwest;weg;;;;;20-11-2026\n");
  answer("b", "north;staat er;;;;;21-11-2026\nwest;staat er;;;;;21-11-2026\n");
  const base::Json found = expect_ok({"field-round", project_, "--estimate", "a", "b", "--json"}).json();
  EXPECT_EQ(found["first"], 2);
  EXPECT_EQ(found["second"], 2);
  EXPECT_EQ(found["both"], 1);
  EXPECT_DOUBLE_EQ(found["estimate"].get<double>(), 3.5) << "3 * 3 / 2 - 1";
  EXPECT_EQ(found["in_register"], 3);
  EXPECT_TRUE(found["few"]);
  answer("c", "west;staat er;;;;;22-11-2026\n");
  EXPECT_EQ(run_schouw({"field-round", project_, "--estimate", "a", "c"}).exit_code, 4) << "nothing in both";
  EXPECT_EQ(run_schouw({"field-round", project_, "--estimate", "a", "x"}).exit_code, 3) << "no such round";
  EXPECT_EQ(run_schouw({"field-round", project_, "--estimate", "a", "a"}).exit_code, 2);
  EXPECT_EQ(run_schouw({"field-round", project_}).exit_code, 2);
  EXPECT_EQ(run_schouw({"field-round", project_, "--answers", "x.csv"}).exit_code, 2) << "of which round?";
  EXPECT_EQ(run_schouw({"field-round", project_, "--out", "x.doc"}).exit_code, 2);
}

TEST_F(FieldRound, leaves_nothing_in_a_public_copy) {
  answer("geheime-ronde", "north;weg;;;;;20-11-2026\n;nieuw;;camera;120050,5;480050,5;20-11-2026\n");
  const std::string copy = folder_ / "public.gpkg";
  // On the very day on which something was seen: a date is everyone's.
  expect_ok({"publish", project_, "--out", copy, "--date", "2026-11-20"});
  EXPECT_THAT(text_of(copy), Not(HasSubstr("geheime-ronde")));
  EXPECT_THAT(text_of(copy), Not(HasSubstr("observations")));
}

TEST_F(FieldRound, is_apart_from_a_catalogue_that_tells_what_devices_could_do) {
  EXPECT_FALSE(quality().contains("catalogue"));
  const std::string models = folder_ / "modellen.csv";
  write(models, "model;merk;beeldhoek;microfoon;ondersteund tot\nQ-600;Voorbeeld;58,3;ja;31-12-2020\n");
  expect_ok({"import", project_, models});
  write(folder_ / "set.txt", "set-field sensor=north field=model value=\"voorbeeld q600\"\n");
  expect_ok({"run", project_, "--script", folder_ / "set.txt", "--save"});
  const base::Json catalogue = quality()["catalogue"];
  EXPECT_EQ(catalogue["models"], 1);
  EXPECT_EQ(catalogue["matched"], 1);
  const base::Json& north = catalogue["sensors"][0];
  EXPECT_EQ(north["could"][0]["capability"], "record_sound");
  EXPECT_EQ(north["could"][0]["in_use"], "cannot_tell");
  EXPECT_TRUE(north["support_ended"]);
  const base::Json analysis = expect_ok({"analyse", project_, "--json"}).json();
  for (const auto& one : analysis["per_sensor"]) EXPECT_TRUE(one.contains("datasheet")) << one["id"];
}

}  // namespace
}  // namespace schouw::scripts
