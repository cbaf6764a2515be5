// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle V: people can see, correct and erase what is held of them; other data is open.
std::optional<Outcome> check_p5_0(const Asked& asked) {
  const Answer rights = dossier_says(asked, "rights_channel");
  const Answer open = dossier_says(asked, "open_data");
  if (rights.none()) return fail();
  if (!rights.there()) return unknown();
  return open.told == Told::missing ? doubtful("open_data") : pass("pass", {{"channel", rights.text}});
}

}  // namespace schouw::findings
