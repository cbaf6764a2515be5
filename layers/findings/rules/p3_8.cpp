// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 3.8: an independent review is encouraged, so this never fails.
std::optional<Outcome> check_p3_8(const Asked& asked) {
  for (const RegisterRecord* review : asked.context.about("review", ids_of(asked))) {
    if (const Answer by = told_of(review, "by"); by.there()) return pass("pass", {{"by", by.text}});
  }
  return unknown();
}

}  // namespace schouw::findings
