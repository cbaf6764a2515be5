// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 3.1: the problem first; alternatives; no more technique than it takes.
std::optional<Outcome> check_p3_1(const Asked& asked) {
  const Answer problem = goal_says(asked, "problem_statement");
  const Answer alternatives = goal_says(asked, "alternatives");
  switch (worst({problem, alternatives})) {
    case Told::none: return fail(problem.none() ? "no_problem" : "fail");
    case Told::missing: return unknown();
    case Told::value: break;
  }
  return pass("pass", {{"count", static_cast<std::int64_t>(list_of(alternatives.text).size())}});
}

}  // namespace schouw::findings
