// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/take_round.h"

#include <gmock/gmock.h>

#include "tests/layers/fieldwork/round_example.h"

namespace schouw::fieldwork {
namespace {

using namespace example;  // NOLINT: the fixture of these tests
using testing::ElementsAre;
using testing::IsEmpty;

plan::Plan two_cameras() { return plan_of({sensor("a", 0, 0, "Markt"), sensor("b", 50, 0, "Markt")}); }

Observation on(Observation answer, const std::string& day) {
  answer.seen_on = day;
  return answer;
}

Observation facing(Observation answer, double azimuth_deg) {
  answer.azimuth_deg = azimuth_deg;
  return answer;
}

plan::Plan with(plan::Plan plan, const std::vector<Observation>& answers) {
  for (const Observation& answer : answers) plan.records.push_back(record_of(answer));
  return plan;
}

TEST(Proposals, of_what_is_gone_remove_it_as_of_that_day) {
  plan::Plan plan = two_cameras();
  plan.sensors.change(1).deployment.active_until.value = "2026-10-01";
  const auto proposals =
      proposals_of(plan, {answer(plan, "r", "a", Outcome::gone), answer(plan, "r", "b", Outcome::gone)});
  ASSERT_EQ(proposals.size(), 2U);
  EXPECT_EQ(*proposals[0].sensor.status, registers::Status::removed);
  EXPECT_EQ(*proposals[0].sensor.deployment.active_until, "2026-11-20");
  EXPECT_EQ(*proposals[1].sensor.deployment.active_until, "2026-10-01") << "the register knew it earlier";
  plan::Plan followed = plan;
  followed.sensors.change(0) = proposals[0].sensor;
  EXPECT_THAT(proposals_of(followed, {answer(plan, "r", "a", Outcome::gone)}), IsEmpty());
}

TEST(Proposals, of_what_turned_state_its_azimuth_as_measured) {
  plan::Plan plan = two_cameras();
  plan.sensors.change(0).azimuth_deg = {.value = 90.0, .basis = registers::Basis::declared};
  plan.sensors.change(1).azimuth_deg.value = 350.0;
  const auto proposals = proposals_of(plan, {facing(answer(plan, "r", "a", Outcome::turned), 225.0),
                                             facing(answer(plan, "r", "b", Outcome::turned), 0.0)});
  ASSERT_EQ(proposals.size(), 1U) << "350 degrees is north, as far as a compass word goes";
  EXPECT_EQ(*proposals[0].sensor.azimuth_deg, 225.0);
  EXPECT_EQ(proposals[0].sensor.azimuth_deg.basis, registers::Basis::measured);
  EXPECT_THAT(proposals_of(plan, {answer(plan, "r", "a", Outcome::turned)}), IsEmpty()) << "whereto nobody said";
}

TEST(Proposals, of_what_is_new_are_a_sensor_that_is_not_public) {
  const plan::Plan plan = two_cameras();
  const auto proposals = proposals_of(plan, {new_one("r", 200, 10)});
  ASSERT_EQ(proposals.size(), 1U);
  const registers::Sensor& fresh = proposals[0].sensor;
  EXPECT_EQ(fresh.kind, registers::SensorKind::camera);
  EXPECT_EQ(fresh.position->east_m, kEast_m + 200);
  EXPECT_EQ(*fresh.street, "Markt");
  EXPECT_FALSE(fresh.status);
  EXPECT_FALSE(fresh.publication);
  plan::Plan taken = plan;
  taken.sensors.push_back(fresh);
  EXPECT_THAT(proposals_of(taken, {new_one("r", 200, 10)}), IsEmpty());
  Observation nowhere = new_one("r", 0, 0);
  nowhere.place.reset();
  EXPECT_THAT(proposals_of(plan, {nowhere}), IsEmpty());
}

TEST(Proposals, are_of_the_newest_answer_alone_and_of_nothing_else) {
  const plan::Plan plan = two_cameras();
  const plan::Plan later = with(plan, {on(answer(plan, "later", "a", Outcome::stands), "2026-11-25")});
  EXPECT_THAT(proposals_of(later, {answer(plan, "r", "a", Outcome::gone)}), IsEmpty());
  for (const Outcome outcome : {Outcome::stands, Outcome::masked, Outcome::blocked}) {
    EXPECT_THAT(proposals_of(plan, {answer(plan, "r", "a", outcome)}), IsEmpty());
  }
}

std::vector<std::string> kinds_of(const plan::Plan& plan) {
  std::vector<std::string> kinds;
  for (const auto& one : contradictions_with(plan)) kinds.push_back(one.kind);
  return kinds;
}

TEST(Contradictions, are_where_the_newest_answer_is_against_the_register) {
  plan::Plan plan = two_cameras();
  plan.sensors.change(0).azimuth_deg.value = 90.0;
  EXPECT_THAT(kinds_of(with(plan, {answer(plan, "r", "a", Outcome::gone)})), ElementsAre("gone"));
  EXPECT_THAT(kinds_of(with(plan, {answer(plan, "r", "a", Outcome::stands)})), IsEmpty());
  EXPECT_THAT(kinds_of(with(plan, {facing(answer(plan, "r", "a", Outcome::turned), 270.0)})), ElementsAre("turned"));
  EXPECT_THAT(kinds_of(with(plan, {facing(answer(plan, "r", "a", Outcome::turned), 100.0)})), IsEmpty());
  EXPECT_THAT(kinds_of(with(plan, {answer(plan, "r", "a", Outcome::masked)})), ElementsAre("masked"));
  EXPECT_THAT(kinds_of(with(plan, {answer(plan, "r", "a", Outcome::blocked)})), ElementsAre("blocked"));
  const plan::Plan twice = with(
      plan, {on(answer(plan, "r2", "a", Outcome::stands), "2026-11-21"), answer(plan, "r1", "a", Outcome::gone)});
  EXPECT_THAT(kinds_of(twice), IsEmpty()) << "it was back the day after";
  plan.sensors.change(0).status.value = registers::Status::removed;
  EXPECT_THAT(kinds_of(with(plan, {answer(plan, "r", "a", Outcome::stands)})), ElementsAre("standing"));
  EXPECT_THAT(kinds_of(with(plan, {answer(plan, "r", "a", Outcome::gone)})), IsEmpty());
}

TEST(Contradictions, name_what_is_new_until_the_register_has_it) {
  const plan::Plan plan = two_cameras();
  const Observation fresh = new_one("r", 200, 10);
  EXPECT_THAT(kinds_of(with(plan, {fresh})), ElementsAre("new"));
  EXPECT_THAT(kinds_of(with(plan, {new_one("r", 58, 6)})), IsEmpty()) << "10 m from b, of its kind";
  plan::Plan taken = with(plan, {fresh});
  taken.sensors.push_back(proposals_of(plan, {fresh}).front().sensor);
  EXPECT_THAT(kinds_of(taken), IsEmpty());
  plan::Plan without = with(plan, {answer(plan, "r", "a", Outcome::stands)});
  without.sensors = registers::SensorList({sensor("b", 50, 0, "Markt")});
  EXPECT_THAT(kinds_of(without), ElementsAre("lost"));
}

}  // namespace
}  // namespace schouw::fieldwork
