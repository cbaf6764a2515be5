// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle VI: the legal basis is mapped beforehand, so that people can read and judge it.
std::optional<Outcome> check_p6_0(const Asked& asked) {
  const registers::Deployment& d = asked.sensor.deployment;
  if (told_of(d.legal_basis) == Told::none) return fail();
  if (!d.legal_basis) return unknown();
  if (!d.legal_reference) return doubtful("vague", {{"basis", *d.legal_basis}});
  const Answer explained = either(text_of(d.legal_url), dossier_says(asked, "legal_explained_url"));
  if (!explained.there()) return doubtful("unexplained", {{"basis", *d.legal_basis}});
  return pass("pass", {{"basis", *d.legal_basis}});
}

}  // namespace schouw::findings
