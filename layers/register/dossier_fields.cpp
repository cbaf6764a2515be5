// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/dossier_fields.h"

#include <array>

namespace schouw::registers {

namespace {

constexpr Publicity kOpen = Publicity::open;
// What tells a burglar how something is guarded, or what only those who signed it may read.
constexpr Publicity kInternal = Publicity::internal;
constexpr std::string_view kPublication = "public generalised internal secret";
constexpr std::string_view kBody = "council executive mayor police owner other";
constexpr std::string_view kYesNo = "yes no";
constexpr std::string_view kYesNoUnknown = "yes no unknown";

// What names or describes: "none" is then a word as any other.
constexpr RecordField plain(std::string_view name) { return {.name = name, .publicity = kOpen}; }
constexpr RecordField text(std::string_view name, Publicity publicity = kOpen) {
  return {.name = name, .publicity = publicity, .may_be_none = true};
}
constexpr RecordField list(std::string_view name, std::string_view choices = {}) {
  return {.name = name, .publicity = kOpen, .choices = choices, .list = true, .may_be_none = true};
}
constexpr RecordField date(std::string_view name) {
  return {.name = name, .type = FieldType::date, .publicity = kOpen, .may_be_none = true};
}
constexpr RecordField choice(std::string_view name, std::string_view choices) {
  return {.name = name, .type = FieldType::choice, .publicity = kOpen, .choices = choices};
}
constexpr RecordField yes_no(std::string_view name) {
  return {.name = name, .type = FieldType::yes_no, .publicity = kOpen};
}
constexpr RecordField number(std::string_view name) {
  return {.name = name, .type = FieldType::number, .publicity = kOpen};
}

// Costs are public money, and open. An auditor and an adviser are stated as an organisation or a function.
constexpr std::array kDossier = {
    plain("id"),
    plain("name"),
    choice("publication", kPublication),
    plain("goal"),
    choice("decision_body", kBody),
    text("decision_number"),
    date("decision_date"),
    date("decision_from"),
    date("decision_until"),
    text("decision_url"),
    text("bylaw_url"),
    text("plan_url"),
    list("plan_parts", "goal approach evaluation chances risks"),
    text("made_known_other"),
    text("live_viewing"),
    date("weighing_date"),
    text("weighing_url"),
    choice("risk_chilling", kYesNo),
    choice("risk_discrimination", kYesNo),
    choice("risk_stigmatisation", kYesNo),
    choice("risk_network", kYesNo),
    date("risk_date"),
    text("risk_url"),
    choice("biometrics", kYesNoUnknown),
    text("biometrics_ground"),
    choice("following_persons", kYesNoUnknown),
    text("following_ground"),
    date("statement_date"),
    date("value_review_date"),
    choice("value_review_outcome", "confirmed lost"),
    text("end_criteria"),
    text("deciding_body"),
    date("proportionality_date"),
    date("function_change_date"),
    text("function_change_decision"),
    choice("obligations_met", kYesNo),
    date("obligations_date"),
    text("results_url"),
    text("explained_elsewhere"),
    text("rights_channel"),
    text("open_data"),
    text("personal_data_reason"),
    choice("personal_data_avoidable", kYesNo),
    yes_no("resale_allowed"),
    yes_no("data_sold"),
    text("legal_explained_url"),
    text("procurement_terms"),
    choice("bought_data_tested", "yes no not_bought"),
    yes_no("privacy_by_design"),
    text("security_baseline"),
    text("security_requirements", kInternal),
    text("supply_chain", kInternal),
    date("audit_date"),
    text("audit_by"),
    text("processor_agreement", kInternal),
    text("joint_arrangement"),
    date("private_dpia_asked"),
    yes_no("private_dpia_shared"),
    text("open_standards"),
    choice("data_export", "open closed"),
    text("publication_ground"),
    date("notification_date"),
    number("cost_per_year_eur"),
    plain("description_nl"),
    plain("description_en"),
};
constexpr std::array kGoal = {
    plain("id"),
    plain("name"),
    choice("publication", kPublication),
    text("problem_statement"),
    text("problem_figure"),
    list("alternatives"),
    text("count_reason"),
    number("needed_density_px_per_m"),
    number("needed_count"),
    number("needed_hours_per_week"),
    text("indicator"),
    text("indicator_start"),
    text("indicator_now"),
    plain("description_nl"),
    plain("description_en"),
};
constexpr std::array kEvaluation = {
    plain("id"),           choice("publication", kPublication),        plain("about"), date("date"), text("outcome"),
    choice("body", kBody), choice("decision", "continue adjust stop"), text("effect"), text("url"),
};
constexpr std::array kConsultation = {
    plain("id"),
    choice("publication", kPublication),
    plain("about"),
    date("date"),
    text("method"),
    text("role_in_decision"),
    yes_no("role_told_beforehand"),
    text("input"),
    text("answer"),
    text("change"),
    text("url"),
};
constexpr std::array kReview = {
    plain("id"),      choice("publication", kPublication),
    plain("about"),   text("by"),
    date("date"),     text("advice"),
    text("reaction"), text("url"),
};
constexpr std::array kYear = {
    plain("id"),
    choice("publication", kPublication),
    number("footage_requests"),
    number("footage_provided"),
    number("complaints"),
    number("access_requests"),
    text("shared_with"),
    number("cost_eur"),
    text("use"),
    text("effect"),
};
constexpr std::array kCommitment = {
    plain("id"),         choice("publication", kPublication),
    plain("text"),       plain("about"),
    date("promised_on"), date("due"),
    date("done_on"),     text("effect"),
    text("who"),
};
constexpr std::array kPlanFact = {
    plain("id"),
    choice("publication", kPublication),
    date("plan_date"),
    text("plan_version"),
    date("previous_plan_date"),
    date("risk_analysis_date"),
    text("risk_analysis_url"),
    text("register_scope"),
    date("field_survey_date"),
    text("field_survey_by"),
    number("field_survey_found"),
    number("field_survey_registered"),
    text("bylaw_notification_url"),
    text("dialogue_note"),
};

}  // namespace

std::span<const RecordField> dossier_fields(RecordType type) {
  switch (type) {
    case RecordType::dossier: return kDossier;
    case RecordType::goal: return kGoal;
    case RecordType::evaluation: return kEvaluation;
    case RecordType::consultation: return kConsultation;
    case RecordType::review: return kReview;
    case RecordType::year: return kYear;
    case RecordType::commitment: return kCommitment;
    case RecordType::plan_fact: return kPlanFact;
    default: return {};
  }
}

}  // namespace schouw::registers
