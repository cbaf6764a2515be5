// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/round_list.h"

#include <gmock/gmock.h>

#include "tests/layers/fieldwork/round_example.h"

namespace schouw::fieldwork {
namespace {

using namespace example;  // NOLINT: the fixture of these tests
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// The key, and the values behind it: what is said, in no language.
std::string key_only(const base::Sentence& sentence) {
  std::string said = sentence.key;
  for (const auto& [name, value] : sentence.values) {
    if (const auto* text = std::get_if<std::string>(&value)) said += " " + *text;
    if (const auto* number = std::get_if<base::Sentence::Number>(&value)) said += fmt::format(" {}", number->value);
  }
  return said;
}

std::vector<std::string> ids(const StreetList& street) {
  std::vector<std::string> ids;
  for (const ListedSensor& one : street.sensors) ids.push_back(one.id);
  return ids;
}

TEST(RoundList, goes_by_street_with_those_without_one_last) {
  plan::Plan plan = plan_of({sensor("n", 0, 0, ""), sensor("z", 0, 0, "Zuidwal"), sensor("m", 0, 0, "markt"),
                             sensor("m2", 5, 0, "Markt"), sensor("p", 500, 500, "")});
  areas::Area playground{.id = "1", .name = "Agnetapark", .type = "playground"};
  const auto corner = [](double east_m, double north_m) {
    return model::Coordinate{kEast_m + east_m, kNorth_m + north_m, {}};
  };
  playground.polygons = {{{{corner(450, 450), corner(550, 450), corner(550, 550), corner(450, 550)}}}};
  plan.areas.push_back(playground);
  const auto list = round_list(plan, {});
  ASSERT_TRUE(list);
  ASSERT_EQ(list->streets.size(), 4U);
  EXPECT_EQ(list->streets[0].street, "Agnetapark");
  EXPECT_THAT(ids(list->streets[1]), ElementsAre("m", "m2")) << "one street, however it is written";
  EXPECT_EQ(list->streets[2].street, "Zuidwal");
  EXPECT_EQ(list->streets[3].street, "");
  const auto one = round_list(plan, {.street = " MARKT "});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->streets.size(), 1U);
  EXPECT_EQ(round_list(plan, {.street = "Nergens"}).diagnostics().front().code, "FLD-120");
}

TEST(RoundList, walks_a_street_from_its_western_end) {
  // Along a street that runs north-east, in no order.
  const plan::Plan plan = plan_of({sensor("3", 200, 210, "s"), sensor("1", 0, 5, "s"), sensor("4", 300, 290, "s"),
                                   sensor("2", 100, 95, "s"), sensor("without", 0, 0, "s")});
  plan::Plan some = plan;
  some.sensors.change(4).position.reset();
  EXPECT_THAT(ids(round_list(some, {})->streets.front()), ElementsAre("1", "2", "3", "4", "without"));
  // Due north: from the south.
  const plan::Plan north = plan_of({sensor("b", 0, 50, "s"), sensor("c", 0, 90, "s"), sensor("a", 0, 0, "s")});
  EXPECT_THAT(ids(round_list(north, {})->streets.front()), ElementsAre("a", "b", "c"));
  // Round a corner: east along one side, then north along the other.
  const plan::Plan corner = plan_of({sensor("d", 100, 60, "s"), sensor("a", 0, 0, "s"), sensor("c", 100, 10, "s"),
                                     sensor("b", 60, 0, "s"), sensor("e", 100, 90, "s")});
  EXPECT_THAT(ids(round_list(corner, {})->streets.front()), ElementsAre("a", "b", "c", "d", "e"));
}

TEST(RoundList, leaves_off_what_should_not_stand_there_and_what_is_secret) {
  plan::Plan plan =
      plan_of({sensor("active", 0, 0, "s"), sensor("removed", 1, 0, "s"), sensor("proposed", 2, 0, "s"),
               sensor("secret", 3, 0, "s"), sensor("household", 4, 0, "s"), sensor("inactive", 5, 0, "s")});
  plan.sensors.change(1).status.value = registers::Status::removed;
  plan.sensors.change(2).status.value = registers::Status::proposed;
  plan.sensors.change(3).publication.value = registers::Publication::secret;
  plan.sensors.change(4).scope = registers::Scope::household;
  plan.sensors.change(5).status.value = registers::Status::inactive;
  const auto list = round_list(plan, {});
  ASSERT_TRUE(list);
  EXPECT_THAT(ids(list->streets.front()), ElementsAre("active", "inactive"));
  EXPECT_EQ(list->secret, 1);
}

// A sensor that states everything that leads to a person or to what it does.
plan::Plan talkative() {
  plan::Plan plan = plan_of({sensor("cam-1", 0, 0, "Markt <3 & \"co\"")});
  registers::Sensor& one = plan.sensors.change(0);
  one.name = "Camera bel v.achter@gmail.com";
  one.deployment.contact.value = "mevrouw Contact";
  one.deployment.responsible_officer.value = "heer Functie";
  one.deployment.owner.value = "Eigenaar";
  one.deployment.schedule.value = "mo-fr 08:00-18:00";
  one.model.value = "Q-600";
  one.deployment.purposes = {{.purpose = "toezicht"}};
  one.mount.value = "paal";
  one.azimuth_deg.value = 100.0;
  one.unknown_fields = {{"telefoon", "06-12345678"}};
  return plan;
}

TEST(RoundHtml, tells_what_it_looks_like_and_nothing_of_persons) {
  const auto list = round_list(talkative(), {.round = "<r>"});
  const std::string html = html_of(*list, key_only);
  EXPECT_THAT(html, HasSubstr("cam-1"));
  EXPECT_THAT(html, HasSubstr("paal, field_round.faces compass.2")) << "100 degrees is east";
  EXPECT_THAT(html, HasSubstr("Markt &lt;3 &amp; &quot;co&quot;"));
  EXPECT_THAT(html, HasSubstr("field_round.title.round &lt;r&gt;"));
  for (const char* hidden : {"achter", "Contact", "Functie", "Eigenaar", "08:00", "Q-600", "toezicht", "06-1234"}) {
    EXPECT_THAT(html, Not(HasSubstr(hidden))) << hidden;
  }
}

TEST(RoundHtml, runs_no_script_and_fetches_nothing) {
  const std::string html = html_of(*round_list(talkative(), {}), key_only);
  EXPECT_THAT(html, HasSubstr("default-src 'none'; style-src 'unsafe-inline'"));
  for (const char* part : {"<script", "http://", "https://", "url(", "<img", "<link"}) {
    EXPECT_THAT(html, Not(HasSubstr(part))) << part;
  }
}

TEST(RoundHtml, of_a_blind_list_names_no_sensor) {
  const auto list = round_list(talkative(), {.blind = true, .empty_lines = 3});
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->streets.front().sensors.empty());
  EXPECT_THAT(html_of(*list, key_only), Not(HasSubstr("cam-1")));
  EXPECT_EQ(sheet_of(*list, key_only).rows.size(), 3U);
}

TEST(RoundSheet, has_a_row_a_sensor_with_its_uuid_and_lists_to_choose_from) {
  const plan::Plan plan = talkative();
  const auto list = round_list(plan, {.empty_lines = 2});
  const formats::WorkbookSheet sheet = sheet_of(*list, key_only);
  ASSERT_EQ(sheet.rows.size(), 3U);
  ASSERT_EQ(sheet.columns.size(), sheet.rows.front().size());
  EXPECT_EQ(sheet.columns.back().name, "field_round.column.uuid");
  EXPECT_EQ(std::get<std::string>(sheet.rows.front().back()), plan.sensors[0].uuid.text());
  for (const formats::SheetColumn& column : sheet.columns) {
    if (column.name == "field_round.column.outcome") {
      EXPECT_THAT(column.choices, ElementsAre("outcome.stands", "outcome.gone", "outcome.turned", "outcome.masked",
                                              "outcome.blocked", "outcome.new"));
    }
  }
  for (const auto& row : sheet.rows) {
    for (const auto& cell : row) {
      const auto* text = std::get_if<std::string>(&cell);
      EXPECT_THAT(text == nullptr ? std::string() : *text, Not(HasSubstr("achter")));
    }
  }
}

TEST(CompassWord, is_the_nearest_of_eight) {
  for (const auto& [azimuth_deg, word] : {std::pair{0.0, "compass.0"},
                                          {22.4, "compass.0"},
                                          {22.6, "compass.1"},
                                          {90.0, "compass.2"},
                                          {225.0, "compass.5"},
                                          {338.0, "compass.0"}}) {
    EXPECT_EQ(compass_word(azimuth_deg, key_only), word) << azimuth_deg;
  }
}

}  // namespace
}  // namespace schouw::fieldwork
