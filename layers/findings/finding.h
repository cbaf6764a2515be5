// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/sentence.h"
#include "layers/plan/plan.h"
#include "layers/stacking/stacking.h"

// The checks of domain.md 4. Missing data never looks like compliance.
namespace schouw::findings {

enum class Family : std::uint8_t { law, principle, policy };
enum class Verdict : std::uint8_t { pass, fail, cannot_tell };
std::string_view family_name(Family family);
std::string_view verdict_name(Verdict verdict);

// The outcome of one check, of one sensor, one zone or the whole plan.
//   const auto findings = check_all({.plan = plan, .analysis = analysis, .today_iso = "2026-11-27"});
//   const bool passes = !findings.empty() && findings.front().verdict == Verdict::pass;
// Cost: some sentences. A plain value: any thread reads it. It refers to nothing, but means a sensor by its place in
// the plan and a zone by its place in analysis.stacking.zones. It cannot fail: what cannot be known is cannot_tell,
// which every verdict is until a check says otherwise.
struct Finding {
  std::string rule;  // "P3.4"
  std::optional<std::uint32_t> sensor;
  std::optional<std::uint32_t> zone;
  std::string place;  // the id of the place that it is about; empty: none
  Family family = Family::principle;
  Verdict verdict = Verdict::cannot_tell;
  int severity = 1;             // 1 low, 2 medium, 3 high
  std::optional<double> value;  // measured
  std::optional<double> limit;
  std::string unit;
  bool adopted = true;  // of the municipality's own norm: whether a council adopted it
  base::Sentence message;
  base::Sentence citation;
};

// What checks look at; only needed during the call. Without today_iso what depends on it is cannot_tell.
struct CheckInput {
  const plan::Plan& plan;
  const stacking::Analysis& analysis;
  std::string today_iso;
};

// One check. The list is registered_rules.cpp; each has a file rules/<id>.cpp.
//   for (const Rule& rule : registered_rules()) ids.push_back(rule.id);
//   const std::vector<Finding> findings = registered_rules().front().check(input);
// Cost: a check is linear in the sensors or in the zones. The list is constant and lives as long as the program; a
// check is pure, for any thread. It has no way to fail. What one gives still lacks rule, family and citation, which
// check_all adds.
struct Rule {
  std::string_view id;
  Family family;
  std::string_view citation_key;  // text key: document, number, date, at most one sentence
  std::string_view doc;           // one sentence
  std::vector<Finding> (*check)(const CheckInput&);
};
std::span<const Rule> registered_rules();

std::vector<Finding> check_all(const CheckInput& input);

// How many of the checks that a council asks for were done: those whose data was there for at least one record or
// place. A check that is not built yet is not done.
struct ChecksDone {
  int done = 0;
  int of = 53;  // law 12, principles 33, the municipality's own norm 7, and one of the law on open government
};
ChecksDone checks_done(std::span<const Finding> findings);

}  // namespace schouw::findings
