// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/sentence.h"
#include "geo/crs/position.h"
#include "geo/model/feature.h"
#include "layers/plan/plan.h"
#include "layers/stacking/stacking.h"

// The checks of domain.md 4. Missing data never looks like compliance.
namespace schouw::findings {

enum class Family : std::uint8_t { law, principle, policy };
// not_asked: what a kind of low risk is spared (principle III, "in proportie"). It is never a pass.
enum class Verdict : std::uint8_t { pass, fail, cannot_tell, not_asked };
// Who can act on a finding. Under art. 151c that is the mayor and not the council.
enum class Actor : std::uint8_t { council, executive, mayor, police, owner, municipality };
std::string_view family_name(Family family);
std::string_view verdict_name(Verdict verdict);
std::string_view actor_name(Actor actor);  // text key "actor.<name>"

// What a finding rests on, in map coordinates; kept small.
struct Evidence {
  std::vector<crs::MapPosition> points;
  std::vector<model::PolygonWithHoles> polygons;
};

// What most findings do without: a plan of 50,000 sensors has over two million of them.
struct Details {
  std::optional<double> value;  // measured
  std::optional<double> limit;
  std::string_view unit;  // "m2", "d", "count", ...
  std::string place;      // the id of the place that it is about; empty: none
  std::vector<std::pair<std::string, base::Sentence::Value>> values;  // of the sentence, beside {sensor}
  std::optional<base::Sentence> sentence;                             // instead of the rule's own
  Evidence evidence;
};

// The outcome of one check, of one sensor, one place or the whole plan.
//   const auto findings = check_all({.plan = plan, .analysis = analysis, .today_iso = "2026-11-27"});
//   const bool passes = !findings.empty() && findings.front().verdict == Verdict::pass;
// Cost: 72 bytes, and some 200 more where it has details. A plain value: any thread reads it. rule and said are
// constants of the program; a sensor is meant by its place in the plan and a zone by its place in
// analysis.stacking.zones. It cannot fail: what cannot be known is cannot_tell, which every verdict is until a check
// says otherwise.
struct Finding {
  std::string_view rule;  // "P3.4"
  std::string_view said;  // "passed": the sentence is text key "finding.P3.4.passed"
  std::optional<std::uint32_t> sensor;
  std::optional<std::uint32_t> zone;
  Family family = Family::principle;
  Verdict verdict = Verdict::cannot_tell;
  std::uint8_t severity = 1;  // 1 complete the file, 2 decide this term, 3 rights or removal now
  Actor who_can_act = Actor::municipality;
  bool adopted = true;        // of the municipality's own norm: whether a council adopted it
  bool needs_lawyer = false;  // every result of the family law, until a lawyer has checked the rule
  bool informed = false;      // its data was there, whatever came out
  std::shared_ptr<const Details> details;
};

const Details& details_of(const Finding& finding);                          // empty ones where it has none
std::string_view place_of(const Finding& finding);                          // the id of a place; empty: none
base::Sentence message_of(const Finding& finding, const plan::Plan& plan);  // names the sensor
base::Sentence citation_of(const Finding& finding);                         // document, number, date
base::Sentence first_question_of(const Finding& finding);                   // what to ask first, to settle it
std::string verdict_key(const Finding& finding);                            // text key, in the words of its family

// What checks look at; only needed during the call. Without today_iso what depends on it is cannot_tell.
struct CheckInput {
  const plan::Plan& plan;
  const stacking::Analysis& analysis;
  std::string today_iso;
};

// Every check that the policy has not switched off, in the order of registered_rules(). One that throws, or asks for
// a vector that is too long, becomes one finding "internal error" of that rule, and the others still run;
// std::bad_alloc passes through. Sensors that were removed or are out of use are not checked. Of the sensors of low
// risk a rule gives one finding not_asked, whose value is how many there are.
// Cost: linear in sensors times rules, and in the cells of the views that geometric rules look at; G4 compares the
// views whose boxes overlap.
std::vector<Finding> check_all(const CheckInput& input);

// How many of the checks that a council asks for were done: those whose data was there for at least one record or
// place. 53: law 12, principles 33, the municipality's own norm 7, and one of the law on open government.
struct ChecksDone {
  int done = 0;
  int of = 0;
};
ChecksDone checks_done(std::span<const Finding> findings);

}  // namespace schouw::findings
