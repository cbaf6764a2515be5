// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "layers/findings/finding.h"
#include "tests/oracle/box_plan.h"

namespace schouw::findings {
namespace {

using registers::MissingReason;
using schouw::testing::stated;

struct Case {
  plan::Plan plan;
  stacking::Analysis analysis;

  explicit Case(int sensors = 1) {
    plan.policy = schouw::testing::small_policy();
    for (int i = 0; i < sensors; ++i) plan.sensors.push_back(schouw::testing::camera_at(std::to_string(i), 0, 0, 0));
    analysis.stacking.completeness = {.total = sensors, .counted = sensors, .with_coverage = sensors};
  }
  Finding only(const std::string& rule) const {
    std::vector<Finding> found;
    for (const Finding& f : check_all({plan, analysis, "2026-11-21"})) {
      if (f.rule == rule) found.push_back(f);
    }
    EXPECT_EQ(found.size(), 1U) << rule;
    return found.empty() ? Finding{} : found.front();
  }
};

TEST(RuleG1, an_empty_map_says_no_more_than_that_known_sensors_exceed_nothing) {
  const Finding f = Case().only("G1");
  EXPECT_EQ(f.verdict, Verdict::pass);
  EXPECT_EQ(f.message.key, "finding.G1.pass_example");
  EXPECT_EQ(f.family, Family::policy);
  EXPECT_EQ(f.citation.key, "citation.G1_example");
}

TEST(RuleG1, cannot_tell_while_a_view_is_unknown_or_nothing_is_limited) {
  Case unknown;
  unknown.analysis.stacking.completeness.coverage_unknown = 1;
  EXPECT_EQ(unknown.only("G1").verdict, Verdict::cannot_tell);
  Case unlimited;
  unlimited.plan.policy.thresholds.levels.clear();
  EXPECT_EQ(unlimited.only("G1").message.key, "finding.G1.no_threshold");
}

stacking::Place place(const std::string& level, std::uint32_t zone) {
  stacking::Place place;
  place.id = "markt";
  place.level = level;
  place.zones = {zone};
  place.rules = {{.rule = "a", .level = level, .max_count = 4}};
  place.reason = {"stacking.reason.exceeded_example", {}};
  return place;
}

TEST(RuleG1, fails_once_for_each_place_above_the_norm) {
  Case c;
  c.analysis.stacking.zones = {
      {.id = "Z1", .rule = "a", .level = stacking::Level::exceeded, .max_count = 4, .exceeded_at = 3},
      {.id = "Z2", .rule = "c", .level = stacking::Level::exceeded, .max_count = 3, .exceeded_at = 3}};
  c.analysis.stacking.places = {place("exceeded", 0)};
  c.analysis.stacking.places[0].zones = {0, 1};
  const Finding f = c.only("G1");
  EXPECT_EQ(f.verdict, Verdict::fail);
  EXPECT_EQ(f.zone, 0U);
  EXPECT_EQ(f.place, "markt");
  EXPECT_EQ(f.value, 4.0);
  EXPECT_EQ(f.limit, 3.0);
  EXPECT_FALSE(f.adopted);  // no date: no council adopted it
  c.plan.policy.thresholds.decided_on = "2026-03-01";
  EXPECT_TRUE(c.only("G1").adopted);
  EXPECT_EQ(c.only("G1").citation.key, "citation.G1");
}

TEST(RuleG1, a_place_that_does_not_stand_up_cannot_be_told) {
  Case c;
  c.analysis.stacking.zones = {{.id = "Z1", .rule = "a", .agreement = stacking::Agreement::range_differs}};
  c.analysis.stacking.places = {place("cannot_tell", 0)};
  EXPECT_EQ(c.only("G1").message.key, "finding.G1.places_in_doubt");
}

TEST(ChecksDone, are_those_whose_data_was_there_for_one_record_at_least) {
  Case c;
  const auto done = [&c] { return checks_done(check_all({c.plan, c.analysis, "2026-11-21"})).done; };
  EXPECT_EQ(done(), 1) << "of the camera nothing is filled in: only stacking could be judged";
  c.plan.sensors.change(0).deployment.active_until = stated<std::string>("2027-01-01");
  EXPECT_EQ(done(), 2);
  EXPECT_EQ(checks_done({}).of, 53);
}

TEST(RuleP34, a_period_is_judged_against_today) {
  Case c;
  auto& until = c.plan.sensors.change(0).deployment.active_until;
  EXPECT_EQ(c.only("P3.4").verdict, Verdict::cannot_tell);
  until = stated<std::string>("2026-11-21");
  EXPECT_EQ(c.only("P3.4").verdict, Verdict::pass);
  until = stated<std::string>("2026-09-01");
  const Finding passed = c.only("P3.4");
  EXPECT_EQ(passed.verdict, Verdict::fail);
  EXPECT_EQ(passed.value, 81.0);  // 29 days of September, 31 of October, 21 of November
  until = {.missing = MissingReason::placeholder};
  EXPECT_EQ(c.only("P3.4").message.key, "finding.P3.4.placeholder");
  until = {.missing = MissingReason::source_says_none};
  EXPECT_EQ(c.only("P3.4").verdict, Verdict::fail);
  until = stated<std::string>("2026-02-30");
  EXPECT_EQ(c.only("P3.4").message.key, "finding.P3.4.unreadable");
}

TEST(RuleP37a, an_empty_field_is_cannot_tell_and_a_confirmed_absence_fails) {
  Case c;
  auto& d = c.plan.sensors.change(0).deployment;
  EXPECT_EQ(c.only("P3.7a").verdict, Verdict::cannot_tell);
  d.responsible_officer.missing = MissingReason::source_says_none;
  EXPECT_EQ(c.only("P3.7a").verdict, Verdict::fail);
  EXPECT_EQ(c.only("P3.7a").severity, 3);
  d.responsible_officer = stated<std::string>("functionaris cameratoezicht");
  EXPECT_EQ(c.only("P3.7a").verdict, Verdict::cannot_tell);
  d.contact = stated<std::string>("cameratoezicht@gemeente.example");
  EXPECT_EQ(c.only("P3.7a").verdict, Verdict::pass);
}

TEST(Findings, sensors_that_do_not_count_are_not_judged) {
  Case c(2);
  c.plan.sensors.change(1).scope = registers::Scope::household;
  EXPECT_EQ(c.only("P3.4").sensor, 0U);
}

}  // namespace
}  // namespace schouw::findings
