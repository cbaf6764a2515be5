// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <new>
#include <stdexcept>

#include "tests/layers/findings/check_case.h"

namespace schouw::findings {
namespace {

using registers::MissingReason;
using schouw::testing::stated;

TEST(RuleG1, an_empty_map_says_no_more_than_that_known_sensors_exceed_nothing) {
  const Case c;
  const Finding f = c.only("G1");
  EXPECT_EQ(f.verdict, Verdict::pass);
  EXPECT_EQ(message_of(f, c.plan).key, "finding.G1.pass_example");
  EXPECT_EQ(f.family, Family::policy);
  EXPECT_EQ(citation_of(f).key, "citation.G1_example");
}

TEST(RuleG1, cannot_tell_while_a_view_is_unknown_or_nothing_is_limited) {
  Case unknown;
  unknown.analysis.stacking.completeness.coverage_unknown = 1;
  EXPECT_EQ(unknown.only("G1").verdict, Verdict::cannot_tell);
  Case unlimited;
  unlimited.plan.policy.thresholds.levels.clear();
  EXPECT_EQ(unlimited.told("G1"), "cannot_tell no_threshold");
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
  EXPECT_EQ(place_of(f), "markt");
  EXPECT_EQ(details_of(f).value, 4.0);
  EXPECT_EQ(details_of(f).limit, 3.0);
  EXPECT_FALSE(f.adopted);  // no date: no council adopted it
  c.plan.policy.thresholds.decided_on = "2026-03-01";
  EXPECT_TRUE(c.only("G1").adopted);
  EXPECT_EQ(citation_of(c.only("G1")).key, "citation.G1");
}

TEST(RuleG1, a_place_that_does_not_stand_up_cannot_be_told) {
  Case c;
  c.analysis.stacking.zones = {{.id = "Z1", .rule = "a", .agreement = stacking::Agreement::range_differs}};
  c.analysis.stacking.places = {place("cannot_tell", 0)};
  EXPECT_EQ(c.told("G1"), "cannot_tell places_in_doubt");
}

TEST(ChecksDone, are_those_whose_data_was_there_for_one_record_at_least) {
  Case c;
  const auto done = [&c] { return checks_done(c.all()).done; };
  const int before = done();
  c.sensor().deployment.active_until = stated<std::string>("2027-01-01");
  EXPECT_EQ(done(), before + 1) << "a period without criteria cannot be told, but its data was there";
  EXPECT_EQ(checks_done({}).of, 53);
}

TEST(RuleP34, a_period_is_judged_against_today) {
  Case c;
  auto& until = c.sensor().deployment.active_until;
  EXPECT_EQ(c.told("P3.4"), "cannot_tell missing");
  until = stated<std::string>("2026-11-21");
  EXPECT_EQ(c.told("P3.4"), "cannot_tell criteria");
  until = stated<std::string>("2026-09-01");
  EXPECT_EQ(c.told("P3.4"), "fail passed");
  EXPECT_EQ(details_of(c.only("P3.4")).value, 81.0);  // 29 days of September, 31 of October, 21 of November
  until = {.missing = MissingReason::placeholder};
  EXPECT_EQ(c.told("P3.4"), "cannot_tell placeholder");
  until = {.missing = MissingReason::source_says_none};
  EXPECT_EQ(c.told("P3.4"), "fail no_end");
  until = stated<std::string>("2026-02-30");
  EXPECT_EQ(c.told("P3.4"), "cannot_tell unreadable");
}

TEST(RuleP34, passes_with_criteria_and_a_body_and_after_its_end_by_what_was_decided) {
  Case c;
  c.sensor().deployment.active_until = stated<std::string>("2027-01-01");
  c.dossier({{"end_criteria", "minder dan tien meldingen in een jaar"}, {"deciding_body", "council"}});
  EXPECT_EQ(c.told("P3.4"), "pass pass");
  c.sensor().deployment.active_until = stated<std::string>("2026-09-01");
  EXPECT_EQ(c.told("P3.4"), "fail passed");
  c.with(registers::RecordType::evaluation, "e", {{"about", "d"}, {"date", "2026-10-01"}, {"decision", "continue"}});
  EXPECT_EQ(c.told("P3.4"), "pass continued");
  c.plan.records.back() = {.type = registers::RecordType::evaluation, .id = "e"};
  registers::set_value(c.plan.records.back(), "about", "d");
  registers::set_value(c.plan.records.back(), "date", "2026-10-01");
  registers::set_value(c.plan.records.back(), "decision", "stop");
  EXPECT_EQ(c.told("P3.4"), "fail stopped");
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

TEST(Findings, what_is_of_low_risk_is_asked_four_checks_and_spared_the_rest_in_one_line_a_rule) {
  Case c(3);
  for (const std::uint32_t i : {0U, 1U, 2U}) c.plan.sensors.change(i).kind = registers::SensorKind::water;
  c.plan.policy.checks.kinds = {{"water", policy::RiskTier::low, "test"}};
  EXPECT_EQ(c.of("P3.4").size(), 3U);
  EXPECT_EQ(c.of("P3.7a").size(), 3U);
  EXPECT_EQ(c.of("P7.4").size(), 3U);
  EXPECT_EQ(c.of("P4.2").size(), 1U) << "of the plan";
  const Finding spared = c.only("P3.2");
  EXPECT_EQ(spared.verdict, Verdict::not_asked);
  EXPECT_FALSE(spared.sensor.has_value());
  EXPECT_EQ(details_of(spared).value, 3.0);
  c.plan.sensors.change(0).data.personal_data = stated(registers::PersonalData::identifiable);
  EXPECT_EQ(details_of(c.of("P3.2").back()).value, 2.0) << "one that states personal data is no longer low";
}

TEST(Findings, a_rule_that_is_switched_off_says_nothing) {
  Case c;
  c.plan.policy.checks.switches["P3.2"] = false;
  EXPECT_TRUE(c.of("P3.2").empty());
}

TEST(Findings, no_field_that_is_merely_empty_fails) {
  for (const Finding& f : Case().all()) EXPECT_NE(f.verdict, Verdict::fail) << f.rule;
}

std::optional<Outcome> throwing(const Asked& /*asked*/) { throw std::length_error("test"); }
std::optional<Outcome> passing(const Asked& /*asked*/) { return Outcome{.verdict = Verdict::pass, .said = "pass"}; }
std::optional<Outcome> short_of_memory(const Asked& /*asked*/) { throw std::bad_alloc(); }

TEST(Findings, a_rule_that_throws_is_an_internal_error_of_that_rule_alone) {
  const auto rule = [](std::string_view id, std::optional<Outcome> (*check)(const Asked&)) {
    return Rule{id, Family::principle, 2, RuleScope::sensor, Actor::council, false, "", "", check};
  };
  const Case c;
  const CheckInput input{c.plan, c.analysis, "2026-11-21"};
  const Rule two[] = {rule("P3.1", throwing), rule("P3.2", passing)};
  const auto found = check_by(two, input);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].said, "internal_error");
  EXPECT_EQ(found[0].verdict, Verdict::cannot_tell);
  EXPECT_EQ(found[1].verdict, Verdict::pass);
  const Rule broke[] = {rule("P3.1", short_of_memory)};
  EXPECT_THROW(check_by(broke, input), std::bad_alloc);
}

TEST(Findings, every_result_of_the_law_asks_for_a_lawyer) {
  Case c;
  c.sensor().deployment.legal_basis = stated<std::string>("art. 151c Gemeentewet");
  int of_law = 0;
  for (const Finding& f : c.all()) {
    EXPECT_EQ(f.needs_lawyer, f.family == Family::law) << f.rule;
    of_law += f.needs_lawyer ? 1 : 0;
  }
  EXPECT_GE(of_law, 6);
}

TEST(Findings, sensors_that_do_not_count_are_not_judged) {
  Case c(2);
  c.plan.sensors.change(1).scope = registers::Scope::household;
  EXPECT_EQ(c.only("P3.4").sensor, 0U);
}

}  // namespace
}  // namespace schouw::findings
