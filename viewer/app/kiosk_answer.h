// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/base/sentence.h"
#include "viewer/app/app_state.h"

namespace schouw::app {

// What the kiosk answers: a title, and at most two sentences behind it. Every count is "at least".
struct KioskAnswer {
  base::Sentence title;
  std::vector<base::Sentence> sentences;
};

// Of the selected sensor, else of the spot. Without either: an empty title.
KioskAnswer kiosk_answer(const AppState& state);
// Why: the purposes that the register states, and whether the place is over the limit.
KioskAnswer kiosk_why_answer(const AppState& state);
// Where to ask, to complain and to use one's rights.
KioskAnswer kiosk_rights_answer(const AppState& state);

}  // namespace schouw::app
