// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 4.4: a dialogue, and its role in the decision is clear beforehand.
std::optional<Outcome> check_p4_4(const Asked& asked) {
  bool none = false;
  bool held = false;
  for (const RegisterRecord* talk : asked.context.about("consultation", ids_of(asked))) {
    const Answer method = told_of(talk, "method");
    none = none || method.none();
    held = held || !method.none();
    const Answer date = told_of(talk, "date");
    if (!told_of(talk, "role_told_beforehand").is("true") || !date.there()) continue;
    return pass("pass", {{"date", base::Sentence::Date{date.text}}});
  }
  if (held) return doubtful("role");
  return none ? fail() : unknown();
}

}  // namespace schouw::findings
