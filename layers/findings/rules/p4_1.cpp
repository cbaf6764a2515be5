// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 4.1: open on use, safeguards, reasons and results.
std::optional<Outcome> check_p4_1(const Asked& asked) {
  const Answer explained =
      either(text_of(asked.sensor.deployment.privacy_statement_url),
             either(dossier_says(asked, "legal_explained_url"), dossier_says(asked, "explained_elsewhere")));
  const Answer results = dossier_says(asked, "results_url");
  if (explained.none() || results.none()) {
    return asked.sensor.publication_reason ? doubtful("withheld") : fail(results.none() ? "no_results" : "fail");
  }
  if (!explained.there()) return unknown("missing");
  return results.there() ? pass() : doubtful("results");
}

}  // namespace schouw::findings
