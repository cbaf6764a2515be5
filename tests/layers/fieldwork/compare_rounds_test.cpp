// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/compare_rounds.h"

#include <gmock/gmock.h>

#include "tests/layers/fieldwork/round_example.h"

namespace schouw::fieldwork {
namespace {

using namespace example;  // NOLINT: the fixture of these tests
using testing::Contains;
using testing::ElementsAre;
using testing::Field;

plan::Plan with(plan::Plan plan, const std::vector<Observation>& answers) {
  for (const Observation& answer : answers) plan.records.push_back(record_of(answer));
  return plan;
}

plan::Plan three_cameras() {
  return plan_of({sensor("a", 0, 0, "Markt"), sensor("b", 50, 0, "Markt"), sensor("c", 100, 0, "Markt")});
}

TEST(CompareRounds, counts_what_both_saw_by_sensor_and_by_place) {
  const plan::Plan plan = three_cameras();
  const auto found =
      compare_rounds(with(plan, {answer(plan, "1", "a", Outcome::stands), answer(plan, "1", "b", Outcome::turned),
                                 answer(plan, "1", "c", Outcome::gone), new_one("1", 200, 0), new_one("1", 300, 0),
                                 answer(plan, "2", "a", Outcome::masked), answer(plan, "2", "c", Outcome::stands),
                                 new_one("2", 206, 8),    // 10 m off: the same
                                 new_one("2", 311, 0)}),  // 11 m off: another
                     "1", "2");
  ASSERT_TRUE(found) << base::describe(found.diagnostics().front());
  EXPECT_EQ(found->counts.first, 4) << "a, b and two new; c was gone";
  EXPECT_EQ(found->counts.second, 4);
  EXPECT_EQ(found->counts.both, 2);
  EXPECT_EQ(found->matched_by_place, 1);
  EXPECT_EQ(found->in_register, 3) << "a, b and c";
  EXPECT_EQ(found->estimate->seen, 6);
  EXPECT_NEAR(found->estimate->number, 25.0 / 3.0 - 1.0, 1e-12) << "5 * 5 / 3 - 1";
  EXPECT_THAT(found.diagnostics(), Contains(Field(&base::Diagnostic::code, "FLD-112")));
}

TEST(CompareRounds, knows_a_new_one_again_after_it_got_into_the_register) {
  plan::Plan plan = three_cameras();
  registers::Sensor taken = sensor("veld-1", 203, 0, "Markt");
  plan.sensors.push_back(taken);
  const auto found =
      compare_rounds(with(plan, {new_one("1", 200, 0), answer(plan, "2", "veld-1", Outcome::stands)}), "1", "2");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->counts.both, 1);
  EXPECT_EQ(found->in_register, 1);
}

TEST(CompareRounds, does_not_take_two_sensors_of_the_register_for_one) {
  const plan::Plan plan =
      plan_of({sensor("a", 0, 0, "Markt"), sensor("b", 1, 0, "Markt"), sensor("c", 9, 0, "Markt")});
  const auto found =
      compare_rounds(with(plan, {answer(plan, "1", "a", Outcome::stands), answer(plan, "1", "c", Outcome::stands),
                                 answer(plan, "2", "b", Outcome::stands), answer(plan, "2", "c", Outcome::stands)}),
                     "1", "2");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->counts.both, 1);
}

TEST(CompareRounds, takes_each_device_once_and_the_nearest_first) {
  const plan::Plan plan = three_cameras();
  // 0 and 9 of the first round, 8 and 17 of the second: 9 with 8 first, and then 0 with nothing (17 m).
  const auto found = compare_rounds(
      with(plan, {new_one("1", 500, 0), new_one("1", 509, 0), new_one("2", 508, 0), new_one("2", 517, 0)}), "1", "2");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->counts.both, 1);
}

TEST(CompareRounds, leaves_out_streets_that_only_one_round_went_through) {
  const plan::Plan plan = plan_of({sensor("a", 0, 0, "Markt"), sensor("b", 900, 0, "Kerkstraat")});
  const auto found = compare_rounds(
      with(plan, {answer(plan, "1", "a", Outcome::stands, "MARKT"), answer(plan, "1", "b", Outcome::stands, ""),
                  answer(plan, "2", "a", Outcome::stands, "Markt")}),
      "1", "2");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->counts.first, 1);
  EXPECT_THAT(found->left_out, ElementsAre("Kerkstraat")) << "the street of the sensor, as the answer says none";
  EXPECT_THAT(found.diagnostics(), Contains(Field(&base::Diagnostic::code, "FLD-113")));
}

TEST(CompareRounds, counts_nothing_of_what_has_no_place) {
  const plan::Plan plan = three_cameras();
  Observation nowhere = new_one("1", 0, 0);
  nowhere.place.reset();
  nowhere.id = id_of(nowhere);
  const auto found = compare_rounds(
      with(plan, {nowhere, answer(plan, "1", "a", Outcome::stands), answer(plan, "2", "a", Outcome::stands)}), "1",
      "2");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->counts.first, 1);
  EXPECT_EQ(found->without_place, 1);
  EXPECT_THAT(found.diagnostics(), Contains(Field(&base::Diagnostic::code, "FLD-114")));
}

TEST(CompareRounds, refuses_a_round_that_is_not_there_and_rounds_that_share_nothing) {
  const plan::Plan plan = three_cameras();
  const plan::Plan walked =
      with(plan, {answer(plan, "1", "a", Outcome::stands), answer(plan, "2", "b", Outcome::stands)});
  const auto unknown = compare_rounds(walked, "1", "3");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.diagnostics().front().code, "FLD-110");
  EXPECT_EQ(base::failure_kind(unknown.diagnostics()), base::DiagnosticKind::not_found);
  const auto nothing = compare_rounds(walked, "1", "2");
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.diagnostics().front().code, "FLD-111");
}

}  // namespace
}  // namespace schouw::fieldwork
