// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "tests/layers/findings/check_case.h"

// Each rule of law on hand-made records: what passes, what fails, and what cannot be told.
namespace schouw::findings {
namespace {

using registers::MissingReason;
using registers::RecordType;
using schouw::testing::stated;

Case camera_151c() {
  Case c;
  c.sensor().deployment.legal_basis = stated<std::string>("art. 151c Gemeentewet");
  return c;
}

TEST(RulesOfLaw, those_of_151c_are_asked_of_no_other_sensor) {
  const Case c;
  for (const char* rule : {"L1", "L2", "L3", "L4", "L5", "L6"}) EXPECT_TRUE(c.of(rule).empty()) << rule;
}

TEST(RuleL1, a_decision_of_the_mayor_that_holds) {
  Case c = camera_151c();
  EXPECT_EQ(c.told("L1"), "cannot_tell missing");
  c.dossier({{"decision_number", "2024-031"},
             {"decision_body", "mayor"},
             {"decision_until", "2027-01-01"},
             {"bylaw_url", "https://voorbeeld.example/verordening"}});
  EXPECT_EQ(c.told("L1"), "pass pass");
  registers::set_value(c.plan.records[0], "decision_until", "2026-11-01");
  EXPECT_EQ(c.told("L1"), "fail ended");
  EXPECT_EQ(details_of(c.only("L1")).value, 20.0) << "from the first of November to the twenty-first";
  registers::set_value(c.plan.records[0], "decision_until", "2027-01-01");
  registers::set_value(c.plan.records[0], "decision_body", "council");
  EXPECT_EQ(c.told("L1"), "cannot_tell body") << "who may decide is for a lawyer";
}

// Cells of a metre around the camera: ten columns by ten rows, of which an area holds some.
Case seeing_camera(double area_west_m, double area_east_m) {
  Case c = camera_151c();
  auto coverage = std::make_shared<coverage::CoverageResult>();
  coverage->frame = {.west_m = 0.0, .south_m = 0.0, .cell_m = 1.0, .columns = 64, .rows = 10};
  coverage::Footprint footprint{.sensor = 0};
  footprint.seen = {
      .first_word = 0, .first_row = 0, .words = 1, .rows = 10, .bits = std::vector<std::uint64_t>(10, 0x3FF)};
  footprint.visible_area_m2 = 100.0;
  coverage->footprints = {footprint};
  c.analysis.stacking.coverage = coverage;
  areas::Area area{.id = "151c", .name = "Centrum", .type = "area_151c"};
  area.polygons = {{{{{area_west_m, -5, {}}, {area_east_m, -5, {}}, {area_east_m, 20, {}}, {area_west_m, 20, {}}}}}};
  c.plan.areas.push_back(area);
  c.sensor().position_quality = stated<std::string>("surveyed");
  return c;
}

TEST(RuleL2, looks_at_what_the_camera_sees_and_not_at_where_it_stands) {
  EXPECT_EQ(seeing_camera(-5, 30).told("L2"), "pass pass");
  const Case half = seeing_camera(-5, 6);
  EXPECT_EQ(half.told("L2"), "cannot_tell partly");
  EXPECT_EQ(details_of(half.only("L2")).value, 40.0) << "four of ten columns of ten square metres";
  EXPECT_FALSE(details_of(half.only("L2")).evidence.points.empty());
  EXPECT_EQ(seeing_camera(20, 30).told("L2"), "fail fail");
}

TEST(RuleL2, nothing_of_the_area_fails_only_where_the_position_was_surveyed) {
  Case c = seeing_camera(20, 30);
  c.sensor().position_quality = stated<std::string>("map");
  EXPECT_EQ(c.told("L2"), "cannot_tell nothing");
}

TEST(RuleL2, what_the_record_draws_goes_before_areas_and_without_either_nothing_can_be_told) {
  Case c = seeing_camera(20, 30);
  c.sensor().deployment.designated_area = stated<std::string>("POLYGON ((-5 -5, 30 -5, 30 20, -5 20))");
  EXPECT_EQ(c.told("L2"), "pass pass");
  EXPECT_EQ(camera_151c().told("L2"), "cannot_tell no_area");
}

TEST(RuleL3, never_gives_a_verdict) {
  Case c = seeing_camera(-5, 30);
  EXPECT_EQ(c.told("L3"), "cannot_tell unknown_fronts");
  areas::Area front{.id = "f", .type = "dwelling_front"};
  front.polygons = {{{{{0, 0, {}}, {2, 0, {}}, {2, 10, {}}, {0, 10, {}}}}}};
  c.plan.areas.push_back(front);
  EXPECT_EQ(c.told("L3"), "cannot_tell fronts");
  EXPECT_EQ(details_of(c.only("L3")).value, 20.0) << "two columns of ten square metres";
}

TEST(RuleL4, no_sign_fails_only_where_nothing_else_makes_it_known) {
  Case c = camera_151c();
  EXPECT_EQ(c.told("L4"), "cannot_tell missing");
  c.sensor().deployment.sign_present = stated(false);
  EXPECT_EQ(c.told("L4"), "cannot_tell no_sign");
  c.dossier({{"made_known_other", "none"}});
  EXPECT_EQ(c.told("L4"), "fail fail");
  c.sensor().deployment.sign_present = stated(true);
  EXPECT_EQ(c.told("L4"), "pass pass");
}

TEST(RuleL5, four_weeks_at_most_by_policy) {
  Case c = camera_151c();
  EXPECT_EQ(c.told("L5"), "cannot_tell missing");
  c.sensor().data.retention = stated<std::string>("P4W");
  EXPECT_EQ(c.told("L5"), "pass pass");
  c.sensor().data.retention = stated<std::string>("P29D");
  EXPECT_EQ(c.told("L5"), "fail fail");
  EXPECT_EQ(details_of(c.only("L5")).limit, 28.0);
  c.plan.policy.checks.retention_151c_days = 30;
  EXPECT_EQ(c.told("L5"), "pass pass") << "a rule reads policy, never a constant";
}

TEST(RuleL6, police_and_wpg_fit_and_anything_else_is_for_a_lawyer) {
  Case c = camera_151c();
  EXPECT_EQ(c.told("L6"), "cannot_tell missing");
  c.sensor().deployment.processing_regime = stated<std::string>("Wpg");
  c.sensor().deployment.controller = stated<std::string>("politie");
  EXPECT_EQ(c.told("L6"), "pass pass");
  c.sensor().deployment.processing_regime = stated<std::string>("AVG");
  EXPECT_EQ(c.told("L6"), "cannot_tell mismatch");
}

TEST(RuleL7, a_legitimate_interest_is_no_ground_for_a_task_of_government) {
  Case c;
  EXPECT_EQ(c.told("L7"), "cannot_tell missing");
  auto& d = c.sensor().deployment;
  d.legal_ground = stated<std::string>("art. 6 lid 1 onder e AVG");
  EXPECT_EQ(c.told("L7"), "pass pass");
  d.legal_ground = stated<std::string>("art. 6 lid 1 onder f AVG");
  d.controller = stated<std::string>("gemeente Voorbeeld");
  d.legal_basis = stated<std::string>("publieke taak");
  EXPECT_EQ(c.told("L7"), "fail fail");
  d.legal_basis = stated<std::string>("eigendomsrecht");
  EXPECT_EQ(c.told("L7"), "cannot_tell owner");
  d.controller = stated<std::string>("Ondernemersvereniging Markt");
  EXPECT_EQ(c.told("L7"), "pass pass");
}

TEST(RuleL8, how_long_and_where_it_is_explained) {
  Case c;
  EXPECT_EQ(c.told("L8"), "cannot_tell retention");
  c.sensor().data.retention = stated<std::string>("P14D");
  EXPECT_EQ(c.told("L8"), "cannot_tell explanation");
  c.sensor().deployment.sign_present = stated(true);
  EXPECT_EQ(c.told("L8"), "pass pass");
  c.sensor().deployment.sign_present = stated(false);
  c.sensor().deployment.privacy_statement_url.missing = MissingReason::source_says_none;
  EXPECT_EQ(c.told("L8"), "fail fail");
}

TEST(RuleL9, a_dpia_before_the_start_and_none_fails_only_by_the_list) {
  Case c;
  EXPECT_EQ(c.told("L9"), "cannot_tell missing");
  auto& d = c.sensor().deployment;
  d.dpia_status = stated<std::string>("uitgevoerd");
  EXPECT_EQ(c.told("L9"), "cannot_tell undated");
  d.dpia_date = stated<std::string>("2024-01-01");
  d.active_from = stated<std::string>("2024-06-01");
  EXPECT_EQ(c.told("L9"), "pass pass");
  d.active_from = stated<std::string>("2023-06-01");
  EXPECT_EQ(c.told("L9"), "cannot_tell after");
  d.dpia_status = stated<std::string>("niet uitgevoerd");
  EXPECT_EQ(c.told("L9"), "cannot_tell none");
  c.plan.policy.checks.dpia_list_kinds = {"camera"};
  EXPECT_EQ(c.told("L9"), "fail fail");
}

TEST(RuleL10, biometrics_never_pass) {
  Case c;
  EXPECT_TRUE(c.of("L10").empty());
  c.sensor().data.personal_data = stated(registers::PersonalData::biometric);
  EXPECT_EQ(c.told("L10"), "cannot_tell assess");
  c.dossier({{"biometrics_ground", "none"}});
  EXPECT_EQ(c.told("L10"), "fail fail");
}

TEST(RuleL11, agreements_and_the_record_of_processing) {
  Case c;
  EXPECT_EQ(c.told("L11"), "cannot_tell missing");
  c.sensor().deployment.operator_name = stated<std::string>("Voorbeeld Tellen");
  c.sensor().deployment.processing_register_url = stated<std::string>("https://voorbeeld.example/verwerkingen");
  c.dossier({{"processor_agreement", "contract 12"}});
  EXPECT_EQ(c.told("L11"), "pass pass");
  registers::set_value(c.plan.records[0], "processor_agreement", "none");
  EXPECT_EQ(c.told("L11"), "fail fail");
}

TEST(RuleL12, says_since_when_and_never_more) {
  Case c;
  EXPECT_TRUE(c.of("L12").empty());
  c.sensor().deployment.legal_basis = stated<std::string>("art. 3 Politiewet");
  EXPECT_EQ(c.told("L12"), "cannot_tell missing");
  c.sensor().deployment.active_from = stated<std::string>("2019-05-01");
  EXPECT_EQ(c.told("L12"), "cannot_tell since");
}

}  // namespace
}  // namespace schouw::findings
