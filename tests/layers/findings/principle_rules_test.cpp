// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "tests/layers/findings/check_case.h"

// Each principle on hand-made records: what passes, what the source denies, and what nobody filled in.
namespace schouw::findings {
namespace {

using registers::MissingReason;
using registers::RecordType;
using schouw::testing::stated;

struct Row {
  const char* rule;
  std::vector<std::pair<std::string, std::string>> passes;  // fields of the dossier
  std::vector<std::pair<std::string, std::string>> fails;
};

// Those that look at the dossier alone.
const Row kRows[] = {
    {"P2.1a",
     {{"biometrics", "no"}, {"statement_date", "2026-01-05"}},
     {{"biometrics", "yes"}, {"biometrics_ground", "none"}}},
    {"P2.1b", {{"following_persons", "no"}}, {{"following_persons", "yes"}, {"following_ground", "none"}}},
    {"P2.2a",
     {{"risk_chilling", "yes"},
      {"risk_discrimination", "yes"},
      {"risk_stigmatisation", "yes"},
      {"risk_date", "2025-02-01"}},
     {{"risk_chilling", "yes"}, {"risk_discrimination", "no"}, {"risk_stigmatisation", "yes"}}},
    {"P3.1b",
     {{"value_review_outcome", "confirmed"}, {"value_review_date", "2026-03-01"}},
     {{"value_review_outcome", "lost"}}},
    {"P3.2", {{"weighing_url", "https://voorbeeld.example/iama"}}, {{"weighing_url", "none"}}},
    {"P3.7b", {{"obligations_met", "yes"}}, {{"obligations_met", "no"}}},
    {"P4.1",
     {{"explained_elsewhere", "https://voorbeeld.example"}, {"results_url", "https://voorbeeld.example/r"}},
     {{"explained_elsewhere", "https://voorbeeld.example"}, {"results_url", "none"}}},
    {"P5.0",
     {{"rights_channel", "privacy@voorbeeld.example"}, {"open_data", "https://data.example"}},
     {{"rights_channel", "none"}}},
    {"P6.1",
     {{"procurement_terms", "GIBIT 2020"}, {"bought_data_tested", "not_bought"}},
     {{"bought_data_tested", "no"}}},
    {"P7.0", {{"open_standards", "OGC SensorThings"}}, {{"data_export", "closed"}}},
    {"P7.4", {{"security_requirements", "BIO"}, {"supply_chain", "onderzocht"}}, {{"security_requirements", "none"}}},
    {"P7.7", {{"audit_date", "2026-02-01"}}, {{"audit_by", "none"}}},
};

TEST(Principles, pass_on_what_a_dossier_states_fail_on_what_it_denies_and_cannot_tell_what_is_empty) {
  for (const Row& row : kRows) {
    EXPECT_EQ(Case().only(row.rule).verdict, Verdict::cannot_tell) << row.rule;
    EXPECT_EQ(Case().dossier(row.passes).only(row.rule).verdict, Verdict::pass) << row.rule;
    const Finding denied = Case().dossier(row.fails).only(row.rule);
    EXPECT_EQ(denied.verdict, Verdict::fail) << row.rule;
    EXPECT_EQ(denied.severity, rule_named(row.rule)->severity) << row.rule;
  }
}

TEST(Principles, of_several_dossiers_each_must_answer) {
  Case c;
  c.with(RecordType::dossier, "one", {{"obligations_met", "yes"}});
  c.with(RecordType::dossier, "two", {});
  c.sensor().dossier = stated<std::string>("one|two");
  EXPECT_EQ(c.told("P3.7b"), "cannot_tell missing");
}

TEST(RuleP1, a_decision_before_the_start_on_a_whole_plan) {
  Case c;
  EXPECT_EQ(c.told("P1"), "cannot_tell missing");
  c.sensor().deployment.active_from = stated<std::string>("2025-01-01");
  c.dossier({{"decision_number", "R-12"},
             {"decision_date", "2024-12-01"},
             {"plan_parts", "goal|approach|evaluation|chances|risks"}});
  EXPECT_EQ(c.told("P1"), "pass pass");
  registers::set_value(c.plan.records[0], "plan_parts", "goal|approach|evaluation");
  EXPECT_EQ(c.told("P1"), "fail parts");
  registers::set_value(c.plan.records[0], "decision_date", "2025-02-01");
  EXPECT_EQ(c.told("P1"), "fail after");
  registers::set_value(c.plan.records[0], "decision_number", "none");
  EXPECT_EQ(c.told("P1"), "fail none");
}

TEST(RuleP20, a_goal_and_no_sale) {
  Case c;
  EXPECT_EQ(c.told("P2.0"), "cannot_tell missing");
  c.sensor().deployment.purposes = {{.purpose = "drukte meten"}};
  EXPECT_EQ(c.told("P2.0"), "pass pass");
  EXPECT_EQ(c.dossier({{"data_sold", "true"}}).told("P2.0"), "fail fail");
}

TEST(RuleP31, the_goal_names_problem_and_alternatives) {
  Case c;
  EXPECT_EQ(c.told("P3.1"), "cannot_tell missing");
  c.with(RecordType::goal, "druk", {{"problem_statement", "te vol"}, {"alternatives", "hekken|tellers met de hand"}});
  c.dossier({{"goal", "druk"}});
  EXPECT_EQ(c.told("P3.1"), "pass pass");
  registers::set_value(c.plan.records[0], "alternatives", "none");
  EXPECT_EQ(c.told("P3.1"), "fail fail");
}

TEST(RuleP35, what_teaches_itself_is_weighed_and_a_new_function_is_decided_on) {
  Case c;
  EXPECT_EQ(c.told("P3.5"), "cannot_tell missing");
  c.sensor().data.self_learning = stated(false);
  EXPECT_EQ(c.told("P3.5"), "pass pass");
  c.sensor().data.self_learning = stated(true);
  EXPECT_EQ(c.told("P3.5"), "cannot_tell untested");
  c.dossier({{"proportionality_date", "2025-01-01"}});
  EXPECT_EQ(c.told("P3.5"), "pass weighed");
  registers::set_value(c.plan.records[0], "function_change_date", "2026-01-01");
  registers::set_value(c.plan.records[0], "function_change_decision", "none");
  EXPECT_EQ(c.told("P3.5"), "fail fail");
}

TEST(RulePIII, an_evaluation_in_this_term) {
  Case c;
  EXPECT_EQ(c.told("PIII"), "cannot_tell no_term");
  c.plan.policy.checks.term_start = "2026-03-30";
  EXPECT_EQ(c.told("PIII"), "cannot_tell missing");
  c.dossier({}).with(RecordType::evaluation, "e", {{"about", "d"}, {"date", "2026-05-01"}});
  EXPECT_EQ(c.told("PIII"), "pass pass");
  registers::set_value(c.plan.records.back(), "date", "2025-05-01");
  EXPECT_EQ(c.told("PIII"), "cannot_tell missing");
  registers::set_value(c.plan.records.back(), "outcome", "none");
  EXPECT_EQ(c.told("PIII"), "fail fail");
}

TEST(RulesOfThePlan, read_its_facts) {
  Case c;
  EXPECT_EQ(c.told("P2.2b"), "cannot_tell missing");
  EXPECT_EQ(c.told("P3.6"), "cannot_tell missing");
  EXPECT_EQ(c.told("P4.2"), "cannot_tell missing");
  c.with(RecordType::plan_fact, "plan",
         {{"plan_date", "2026-01-01"},
          {"risk_analysis_date", "2026-02-01"},
          {"field_survey_date", "2026-03-01"},
          {"field_survey_found", "40"},
          {"field_survey_registered", "40"}});
  EXPECT_EQ(c.told("P2.2b"), "pass pass");
  EXPECT_EQ(c.told("P3.6"), "pass pass");
  EXPECT_EQ(c.told("P4.2"), "pass pass");
  registers::set_value(c.plan.records[0], "field_survey_registered", "37");
  EXPECT_EQ(c.told("P4.2"), "fail fail");
  EXPECT_EQ(details_of(c.only("P4.2")).limit, 40.0);
}

TEST(RuleP37c, each_system_has_an_officer) {
  Case c;
  EXPECT_EQ(c.told("P3.7c"), "cannot_tell no_systems");
  c.with(RecordType::system, "vms", {{"responsible_officer", "beheerder beeldsysteem"}});
  EXPECT_EQ(c.told("P3.7c"), "pass pass");
}

TEST(RuleP38, encourages_and_never_fails) {
  Case c;
  EXPECT_EQ(c.told("P3.8"), "cannot_tell missing");
  c.with(RecordType::review, "r", {{"about", "plan"}, {"by", "ethische commissie"}});
  EXPECT_EQ(c.told("P3.8"), "pass pass");
}

TEST(RuleP43, a_sign_or_an_explanation_elsewhere) {
  Case c;
  EXPECT_EQ(c.told("P4.3"), "cannot_tell missing");
  c.sensor().deployment.sign_present = stated(false);
  EXPECT_EQ(c.told("P4.3"), "cannot_tell no_sign");
  c.dossier({{"explained_elsewhere", "none"}});
  EXPECT_EQ(c.told("P4.3"), "fail fail");
  c.sensor().deployment.sign_present = stated(true);
  EXPECT_EQ(c.told("P4.3"), "pass pass");
}

TEST(RuleP44, a_dialogue_whose_role_was_told_beforehand) {
  Case c;
  EXPECT_EQ(c.told("P4.4"), "cannot_tell missing");
  c.with(RecordType::consultation, "c", {{"about", "plan"}, {"date", "2026-04-01"}, {"method", "avond"}});
  EXPECT_EQ(c.told("P4.4"), "cannot_tell role");
  registers::set_value(c.plan.records[0], "role_told_beforehand", "true");
  EXPECT_EQ(c.told("P4.4"), "pass pass");
  Case none;
  none.with(RecordType::consultation, "c", {{"about", "plan"}, {"method", "none"}});
  EXPECT_EQ(none.told("P4.4"), "fail fail");
}

TEST(RuleP51, personal_data_is_avoided_or_has_a_reason) {
  Case c;
  EXPECT_EQ(c.told("P5.1"), "cannot_tell missing");
  c.sensor().data.personal_data = stated(registers::PersonalData::none);
  EXPECT_EQ(c.told("P5.1"), "cannot_tell camera") << "a camera with 'none'";
  c.sensor().data.personal_data = stated(registers::PersonalData::identifiable);
  EXPECT_EQ(c.told("P5.1"), "cannot_tell no_reason");
  c.dossier({{"personal_data_reason", "opsporing"}});
  EXPECT_EQ(c.told("P5.1"), "pass reason");
  registers::set_value(c.plan.records[0], "personal_data_avoidable", "yes");
  EXPECT_EQ(c.told("P5.1"), "fail fail");
}

TEST(RuleP52, rights_on_data_and_no_resale) {
  Case c;
  EXPECT_EQ(c.told("P5.2"), "cannot_tell missing");
  c.sensor().data.data_rights = stated<std::string>("gemeente");
  c.dossier({{"resale_allowed", "false"}});
  EXPECT_EQ(c.told("P5.2"), "pass pass");
  registers::set_value(c.plan.records[0], "resale_allowed", "true");
  EXPECT_EQ(c.told("P5.2"), "fail fail");
}

TEST(RuleP60, a_basis_that_is_precise_and_explained) {
  Case c;
  auto& d = c.sensor().deployment;
  EXPECT_EQ(c.told("P6.0"), "cannot_tell missing");
  d.legal_basis = stated<std::string>("publieke taak");
  EXPECT_EQ(c.told("P6.0"), "cannot_tell vague");
  d.legal_reference = stated<std::string>("art. 2 Wegenverkeerswet 1994");
  EXPECT_EQ(c.told("P6.0"), "cannot_tell unexplained");
  d.legal_url = stated<std::string>("https://voorbeeld.example");
  EXPECT_EQ(c.told("P6.0"), "pass pass");
  d.legal_basis = {.missing = MissingReason::source_says_none};
  EXPECT_EQ(c.told("P6.0"), "fail fail");
}

TEST(RuleP63, dpia_security_and_design_before_the_start) {
  Case c;
  EXPECT_EQ(c.told("P6.3"), "cannot_tell missing");
  auto& d = c.sensor().deployment;
  d.dpia_status = stated<std::string>("uitgevoerd");
  d.dpia_date = stated<std::string>("2024-01-01");
  d.active_from = stated<std::string>("2024-06-01");
  EXPECT_EQ(c.told("P6.3"), "cannot_tell partly");
  c.dossier({{"security_baseline", "BIO"}, {"privacy_by_design", "true"}});
  EXPECT_EQ(c.told("P6.3"), "pass pass");
  c.sensor().deployment.active_from = stated<std::string>("2023-06-01");
  EXPECT_EQ(c.told("P6.3"), "fail after");
}

TEST(RuleP64, in_doubt_it_is_personal_data) {
  Case c;
  EXPECT_EQ(c.told("P6.4"), "cannot_tell missing");
  c.sensor().data.personal_data = stated(registers::PersonalData::identifiable);
  EXPECT_EQ(c.told("P6.4"), "pass pass");
  c.sensor().data.personal_data = stated(registers::PersonalData::none);
  EXPECT_EQ(c.told("P6.4"), "fail camera");
  EXPECT_EQ(c.dossier({{"personal_data_reason", "kijkt naar de lucht"}}).told("P6.4"), "pass none");
}

TEST(RuleP66, is_asked_of_private_owners_and_never_fails) {
  Case c;
  EXPECT_TRUE(c.of("P6.6").empty()) << "whose it is is not known";
  c.sensor().deployment.owner = stated<std::string>("gemeente Voorbeeld");
  EXPECT_TRUE(c.of("P6.6").empty());
  c.sensor().deployment.owner = stated<std::string>("Ondernemersvereniging Markt");
  EXPECT_EQ(c.told("P6.6"), "cannot_tell missing");
  EXPECT_EQ(c.dossier({{"private_dpia_asked", "2026-02-01"}}).told("P6.6"), "pass asked");
}

TEST(RuleP75, no_longer_on_than_the_goal_needs) {
  Case c;
  EXPECT_EQ(c.told("P7.5"), "cannot_tell missing");
  c.with(RecordType::goal, "uitgaan", {{"needed_hours_per_week", "20"}});
  c.dossier({{"goal", "uitgaan"}});
  c.sensor().deployment.schedule = stated<std::string>("fr-sa 20:00-24:00");
  EXPECT_EQ(c.told("P7.5"), "pass pass");
  c.sensor().deployment.schedule = stated<std::string>("24/7");
  EXPECT_EQ(c.told("P7.5"), "fail hours");
  EXPECT_EQ(details_of(c.only("P7.5")).value, 168.0);
}

TEST(RuleW1, what_is_withheld_has_a_reason) {
  Case c;
  EXPECT_TRUE(c.of("W1").empty());
  c.sensor().publication = stated(registers::Publication::internal);
  EXPECT_EQ(c.told("W1"), "cannot_tell missing");
  c.sensor().publication_reason = stated<std::string>("ligt in een wapenkluis");
  EXPECT_EQ(c.told("W1"), "pass pass");
}

}  // namespace
}  // namespace schouw::findings
