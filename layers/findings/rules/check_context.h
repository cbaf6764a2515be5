// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "layers/findings/rule.h"
#include "layers/findings/rules/policy_view.h"

namespace schouw::findings {

using registers::RegisterRecord;

// What all checks of one call share: records by id, footprints by sensor. Refers to the input, which must outlive it.
class CheckContext {
 public:
  explicit CheckContext(const CheckInput& input);

  const plan::Plan& plan() const { return input_.plan; }
  const stacking::Stacking& stacking() const { return input_.analysis.stacking; }
  const std::string& today() const { return input_.today_iso; }
  const PolicyView& policy() const { return policy_; }

  const RegisterRecord* dossier(std::string_view id) const { return found(dossiers_, id); }
  // By id, else by name.
  const RegisterRecord* goal(std::string_view id_or_name) const { return found(goals_, id_or_name); }
  const RegisterRecord* plan_fact() const { return plan_fact_; }
  // evaluation, consultation, review: those that are about one of these ids, in the order of the plan.
  std::vector<const RegisterRecord*> about(std::string_view type, const std::vector<std::string>& ids) const;
  std::vector<const RegisterRecord*> of_type(std::string_view type) const;
  // Null where its coverage is not known.
  const coverage::Footprint* footprint_of(std::uint32_t sensor) const;
  // The sensors that count, by their place in the plan.
  const std::vector<std::uint32_t>& counted() const { return counted_; }

 private:
  using ById = std::map<std::string, const RegisterRecord*, std::less<>>;
  static const RegisterRecord* found(const ById& records, std::string_view id);

  const CheckInput& input_;
  PolicyView policy_;
  ById dossiers_;
  ById goals_;
  std::map<std::string, std::vector<const RegisterRecord*>, std::less<>> by_type_;
  const RegisterRecord* plan_fact_ = nullptr;
  std::vector<std::uint32_t> counted_;
  std::vector<const coverage::Footprint*> footprints_;
};

// One sensor that a rule is asked of, with the records that are about it.
struct Asked {
  const CheckContext& context;
  const registers::Sensor& sensor;
  std::uint32_t index = 0;
  std::vector<const RegisterRecord*> dossiers = {};
  const RegisterRecord* goal = nullptr;
  RiskTier tier = RiskTier::high;
};
Asked asked_of(const CheckContext& context, std::uint32_t index);  // of a sensor, by its place in the plan

// What a source says: nothing, that there is none, or a value.
enum class Told : std::uint8_t { missing, none, value };
struct Answer {
  Told told = Told::missing;
  std::string text;

  bool is(std::string_view word) const { return told == Told::value && text == word; }
  bool there() const { return told == Told::value; }
  bool none() const { return told == Told::none; }
};
// Of one record. The canonical word "none" means that the source says that there is none.
Answer told_of(const RegisterRecord* record, std::string_view field);
// Of all the dossiers of a sensor: the worst of their answers (none, then missing), because each deployment must be
// accounted for.
Answer dossier_says(const Asked& asked, std::string_view field);
Answer goal_says(const Asked& asked, std::string_view field);
// Of a field of the sensor itself.
template <class T>
Told told_of(const registers::Stated<T>& stated) {
  if (stated) return Told::value;
  return stated.missing == registers::MissingReason::source_says_none ? Told::none : Told::missing;
}
// A text "geen" says that there is none, also where an import kept it as it stood.
Told told_of(const registers::Stated<std::string>& stated);
Answer text_of(const registers::Stated<std::string>& stated);
// The first that tells something: the sensor's own field, else its dossiers'.
Answer either(Answer first, Answer second);
// The worst of several: none, then missing. All that a rule asks must be there.
Told worst(std::initializer_list<Answer> answers);
std::vector<std::string> list_of(std::string_view text);  // parted by '|'
// The ids that records may be about where they are about this sensor: its dossiers, goal and systems, and "plan".
std::vector<std::string> ids_of(const Asked& asked);

// Whether people may be recognised or followed by it: everything but what states that it holds no personal data.
bool may_hold_personal_data(const Asked& asked);
bool under_151c(const Asked& asked);
bool by_police(std::string_view organisation);
bool by_government(std::string_view organisation);
bool has_image(const Asked& asked);

// Short ways to say an outcome.
using Values = std::vector<std::pair<std::string, base::Sentence::Value>>;
Outcome pass(std::string_view said = "pass", Values values = {});
Outcome fail(std::string_view said = "fail", Values values = {});
Outcome unknown(std::string_view said = "missing", Values values = {});  // its data is not there
Outcome doubtful(std::string_view said, Values values = {});             // its data is there, and does not settle it
Outcome measured(Outcome outcome, double value, std::optional<double> limit, std::string_view unit);
// The commonest check: a field must tell something. value passes, none fails, missing cannot tell.
Outcome by_answer(const Answer& answer, Values values = {});

std::string name_of(const registers::Sensor& sensor);

// Of a rule that is asked of places or of the whole plan; check_all adds rule and family.
Finding plan_finding(Outcome outcome);

}  // namespace schouw::findings
