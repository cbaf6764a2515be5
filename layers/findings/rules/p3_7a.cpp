// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

using registers::MissingReason;

// A source that says that nobody answers: by 3.7 the application is removed at once.
constexpr int kRemoveAtOnce = 3;

Finding officer_of(const registers::Sensor& sensor) {
  const auto& officer = sensor.deployment.responsible_officer;
  const auto& contact = sensor.deployment.contact;
  const std::vector<std::pair<std::string, base::Sentence::Value>> values = {{"sensor", name_of(sensor)}};
  if (!officer) {
    const bool none = officer.missing == MissingReason::source_says_none;
    return {.verdict = none ? Verdict::fail : Verdict::cannot_tell,
            .severity = none ? kRemoveAtOnce : 2,
            .message = {none ? "finding.P3.7a.none" : "finding.P3.7a.missing", values}};
  }
  if (!contact) {
    const bool none = contact.missing == MissingReason::source_says_none;
    return {.verdict = none ? Verdict::fail : Verdict::cannot_tell,
            .severity = 2,
            .message = {none ? "finding.P3.7a.unreachable" : "finding.P3.7a.no_contact", values}};
  }
  return {.verdict = Verdict::pass, .severity = 1, .message = {"finding.P3.7a.pass", values}};
}

}  // namespace

std::vector<Finding> check_p3_7a(const CheckInput& input) {
  std::vector<Finding> findings;
  for (std::uint32_t i = 0; i < input.plan.sensors.size(); ++i) {
    if (!registers::counts(input.plan.sensors[i])) continue;
    findings.push_back(officer_of(input.plan.sensors[i]));
    findings.back().sensor = i;
  }
  return findings;
}

}  // namespace schouw::findings
