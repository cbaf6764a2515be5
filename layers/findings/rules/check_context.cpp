// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/check_context.h"

#include <algorithm>
#include <cctype>

#include "layers/findings/rules/rules.h"
#include "layers/register/observes.h"

namespace schouw::findings {

CheckContext::CheckContext(const CheckInput& input) : input_(input), policy_(input.plan.policy) {
  for (const RegisterRecord& record : input.plan.records) {
    const std::string type(registers::record_type_name(record.type));
    by_type_[type].push_back(&record);
    if (type == "dossier") dossiers_.emplace(record.id, &record);
    if (type == "plan_fact" && record.id == "plan") plan_fact_ = &record;
    if (type != "goal") continue;
    goals_.emplace(record.id, &record);
    if (const std::string name = registers::value_of(record, "name"); !name.empty()) goals_.emplace(name, &record);
  }
  for (std::uint32_t i = 0; i < input.plan.sensors.size(); ++i) {
    if (registers::counts(input.plan.sensors[i])) counted_.push_back(i);
  }
  footprints_.resize(input.plan.sensors.size());
  if (!stacking().coverage) return;
  for (const coverage::Footprint& footprint : stacking().coverage->footprints) {
    if (footprint.sensor < footprints_.size()) footprints_[footprint.sensor] = &footprint;
  }
}

const RegisterRecord* CheckContext::found(const ById& records, std::string_view id) {
  const auto at = records.find(id);
  return at == records.end() ? nullptr : at->second;
}

std::vector<const RegisterRecord*> CheckContext::of_type(std::string_view type) const {
  const auto at = by_type_.find(type);
  return at == by_type_.end() ? std::vector<const RegisterRecord*>() : at->second;
}

std::vector<const RegisterRecord*> CheckContext::about(std::string_view type,
                                                       const std::vector<std::string>& ids) const {
  std::vector<const RegisterRecord*> records;
  const auto at = by_type_.find(type);
  if (at == by_type_.end()) return records;
  for (const RegisterRecord* record : at->second) {
    const std::string about = registers::value_of(*record, "about");
    if (std::find(ids.begin(), ids.end(), about) != ids.end()) records.push_back(record);
  }
  return records;
}

const coverage::Footprint* CheckContext::footprint_of(std::uint32_t sensor) const {
  return sensor < footprints_.size() ? footprints_[sensor] : nullptr;
}

Asked asked_of(const CheckContext& context, std::uint32_t index) {
  const registers::Sensor& sensor = context.plan().sensors[index];
  Asked asked{.context = context, .sensor = sensor, .index = index};
  for (const std::string& id : list_of(sensor.dossier.value_or(""))) {
    if (const RegisterRecord* dossier = context.dossier(id)) asked.dossiers.push_back(dossier);
  }
  for (const RegisterRecord* dossier : asked.dossiers) {
    if (asked.goal == nullptr) asked.goal = context.goal(registers::value_of(*dossier, "goal"));
  }
  for (const registers::Purpose& purpose : sensor.deployment.purposes) {
    if (asked.goal == nullptr && !purpose.goal.empty()) asked.goal = context.goal(purpose.goal);
  }
  asked.tier = tier_of(sensor, context.policy());
  return asked;
}

Answer told_of(const RegisterRecord* record, std::string_view field) {
  if (record == nullptr) return {};
  std::string text = registers::value_of(*record, field);
  if (text.empty()) return {};
  if (text == "none") return {.told = Told::none};
  return {.told = Told::value, .text = std::move(text)};
}

Answer dossier_says(const Asked& asked, std::string_view field) {
  if (asked.dossiers.empty()) return {};
  Answer worst = told_of(asked.dossiers.front(), field);
  for (std::size_t i = 1; i < asked.dossiers.size(); ++i) {
    Answer next = told_of(asked.dossiers[i], field);
    if (next.none() || (worst.there() && !next.there())) worst = std::move(next);
  }
  return worst;
}

Answer goal_says(const Asked& asked, std::string_view field) { return told_of(asked.goal, field); }

Told told_of(const registers::Stated<std::string>& stated) {
  if (!stated) {
    return stated.missing == registers::MissingReason::source_says_none ? Told::none : Told::missing;
  }
  return *stated == "geen" || *stated == "Geen" || *stated == "none" ? Told::none : Told::value;
}

Answer text_of(const registers::Stated<std::string>& stated) {
  return {.told = told_of(stated), .text = stated.value_or("")};
}

Answer either(Answer first, Answer second) {
  return first.told == Told::missing ? std::move(second) : std::move(first);
}

Told worst(std::initializer_list<Answer> answers) {
  Told worst = Told::value;
  for (const Answer& answer : answers) {
    if (answer.none()) return Told::none;
    if (!answer.there()) worst = Told::missing;
  }
  return worst;
}

std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    std::string_view item = text.substr(0, bar);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
    if (!item.empty()) items.emplace_back(item);
    text = bar == std::string_view::npos ? std::string_view() : text.substr(bar + 1);
  }
  return items;
}

std::vector<std::string> ids_of(const Asked& asked) {
  std::vector<std::string> ids = list_of(asked.sensor.systems.value_or(""));
  for (const RegisterRecord* dossier : asked.dossiers) ids.push_back(dossier->id);
  if (asked.goal != nullptr) ids.push_back(asked.goal->id);
  ids.emplace_back("plan");
  return ids;
}

namespace {

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

}  // namespace

bool may_hold_personal_data(const Asked& asked) { return registers::counts_as_personal(asked.sensor); }

bool under_151c(const Asked& asked) {
  const registers::Deployment& d = asked.sensor.deployment;
  return d.legal_basis.value_or("").find("151c") != std::string::npos ||
         (!d.legal_basis && d.legal_reference.value_or("").find("151c") != std::string::npos);
}

bool by_police(std::string_view organisation) { return lower(organisation).find("politie") != std::string::npos; }

bool by_government(std::string_view organisation) {
  const std::string name = lower(organisation);
  for (const std::string_view word :
       {"gemeente", "politie", "provincie", "waterschap", "ministerie", "rijkswaterstaat", "omgevingsdienst",
        "veiligheidsregio", "municipality", "burgemeester"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

bool under_avg(const Asked& asked) {
  return may_hold_personal_data(asked) && asked.sensor.deployment.processing_regime.value_or("") != "Wpg";
}

bool observes(const Asked& asked) {
  return registers::observes_persons(asked.sensor, asked.context.plan().policy.what_counts);
}

bool has_image(const Asked& asked) { return registers::is_optical(asked.sensor, asked.context.plan().policy); }

std::string name_of(const registers::Sensor& sensor) { return sensor.name.empty() ? sensor.id : sensor.name; }

namespace {

Outcome outcome_of(Verdict verdict, std::string_view said, bool informed, Values values) {
  Outcome outcome{.verdict = verdict, .said = said, .informed = informed};
  if (!values.empty()) {
    auto details = std::make_shared<Details>();
    details->values = std::move(values);
    outcome.details = std::move(details);
  }
  return outcome;
}

}  // namespace

Outcome pass(std::string_view said, Values values) {
  return outcome_of(Verdict::pass, said, true, std::move(values));
}
Outcome fail(std::string_view said, Values values) {
  return outcome_of(Verdict::fail, said, true, std::move(values));
}
Outcome unknown(std::string_view said, Values values) {
  return outcome_of(Verdict::cannot_tell, said, false, std::move(values));
}
Outcome doubtful(std::string_view said, Values values) {
  return outcome_of(Verdict::cannot_tell, said, true, std::move(values));
}

Outcome measured(Outcome outcome, double value, std::optional<double> limit, std::string_view unit) {
  auto details = outcome.details ? std::make_shared<Details>(*outcome.details) : std::make_shared<Details>();
  details->value = value;
  details->limit = limit;
  details->unit = unit;
  outcome.details = std::move(details);
  return outcome;
}

Outcome by_answer(const Answer& answer, Values values) {
  if (answer.told == Told::none) return fail();
  return answer.told == Told::missing ? unknown() : pass("pass", std::move(values));
}

Finding plan_finding(Outcome outcome) {
  Finding finding;
  finding.said = outcome.said;
  finding.verdict = outcome.verdict;
  finding.severity = outcome.severity.value_or(0);
  finding.informed = outcome.informed;
  finding.details = std::move(outcome.details);
  return finding;
}

}  // namespace schouw::findings
