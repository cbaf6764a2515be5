// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "geo/tables/geopackage.h"
#include "layers/plan/plan.h"

// The last look at a public copy before anyone else gets it. What restricts is read from the whole plan, here and
// nowhere else in this room: whatever makes the copy never sees it.
namespace schouw::publish {

// A text that the copy may not hold, and whose it is.
struct RestrictedText {
  std::string text;
  std::string of;  // "model of c1"
  // What names something, and is part of a public name as well ("sensor-1" of "sensor-10"): looked for only where no
  // name stands, as whole words.
  bool in_a_name = false;
};

struct RestrictedValues {
  std::vector<RestrictedText> texts;
  std::set<double> coordinates;  // east and north of what is withheld or generalised
};

// Values of internal and confidential fields, unknown fields, what other programs keep, and of sensors that are
// withheld or generalised also what they are called, described as and where they stand; organisations, systems and
// links that are not public; of scenarios their sensors; the plan's title and the names of imported files. Texts of
// Needles::kShortest_bytes or more.
// A text is left out where it is public as well: where it equals a public value, or is a single word of letters that
// stands in one ("Oosterstraat"), or is in also_public, which a person answers for.
// date_iso: of publication; what its register hides after an earlier day is withheld.
RestrictedValues restricted_values(const plan::Plan& whole, const std::string& date_iso,
                                   const std::vector<std::string>& also_public);

// What of it stands in a copy, as errors that name the value and the place: PUB-120 in a row of a table, PUB-121 in
// the bytes (of which a text may be cut in two, so that rows are asked too), PUB-122 a private e-mail address,
// PUB-123 a coordinate. fixed_bytes: a copy of nothing in the same words; what stands in it is not of any sensor.
// Cost: linear in the bytes, whatever the number of texts.
base::Diagnostics find_restricted(const tables::Package& package, std::string_view bytes,
                                  std::string_view fixed_bytes, const RestrictedValues& values);

}  // namespace schouw::publish
