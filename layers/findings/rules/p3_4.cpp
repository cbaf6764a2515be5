// SPDX-License-Identifier: EUPL-1.2
#include <charconv>
#include <chrono>

#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

using base::Sentence;
using registers::MissingReason;
using registers::Stated;

// Nothing where the text is no date of the calendar.
std::optional<std::chrono::sys_days> day_of(std::string_view iso) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  std::from_chars(iso.data(), iso.data() + 4, year);
  std::from_chars(iso.data() + 5, iso.data() + 7, month);
  std::from_chars(iso.data() + 8, iso.data() + 10, day);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

Finding missing_period(const registers::Sensor& sensor, const Stated<std::string>& until) {
  const Sentence::Value name = name_of(sensor);
  if (until.missing == MissingReason::source_says_none) {
    return {.verdict = Verdict::fail, .severity = 2, .message = {"finding.P3.4.no_end", {{"sensor", name}}}};
  }
  const bool placeholder = until.missing == MissingReason::placeholder;
  return {.verdict = Verdict::cannot_tell,
          .severity = 1,
          .message = {placeholder ? "finding.P3.4.placeholder" : "finding.P3.4.missing", {{"sensor", name}}}};
}

Finding period_of(const registers::Sensor& sensor, const std::string& today_iso) {
  const registers::Deployment& deployment = sensor.deployment;
  const Stated<std::string>& until = deployment.active_until ? deployment.active_until : deployment.review_by;
  if (!until) return missing_period(sensor, deployment.active_until);
  const auto end = day_of(*until);
  const auto today = day_of(today_iso);
  if (!end || !today) {
    return {.verdict = Verdict::cannot_tell,
            .severity = 1,
            .message = {"finding.P3.4.unreadable", {{"sensor", name_of(sensor)}, {"value", *until}}}};
  }
  const auto days_over = (*today - *end).count();
  const bool passed = days_over > 0;
  return {.verdict = passed ? Verdict::fail : Verdict::pass,
          .severity = passed ? 2 : 1,
          .value = static_cast<double>(days_over > 0 ? days_over : 0),
          .limit = 0.0,
          .unit = "d",
          .message = {passed ? "finding.P3.4.passed" : "finding.P3.4.pass",
                      {{"sensor", name_of(sensor)},
                       {"date", Sentence::Date{until->substr(0, 10)}},
                       {"count", std::int64_t{days_over}}}}};
}

}  // namespace

std::string name_of(const registers::Sensor& sensor) { return sensor.name.empty() ? sensor.id : sensor.name; }

std::vector<Finding> check_p3_4(const CheckInput& input) {
  std::vector<Finding> findings;
  for (std::uint32_t i = 0; i < input.plan.sensors.size(); ++i) {
    if (!registers::counts(input.plan.sensors[i])) continue;
    findings.push_back(period_of(input.plan.sensors[i], input.today_iso));
    findings.back().sensor = i;
  }
  return findings;
}

}  // namespace schouw::findings
