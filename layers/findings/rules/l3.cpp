// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"
#include "layers/findings/rules/seen_areas.h"

namespace schouw::findings {

// Gemeentewet 151c: nothing but public places in the picture. Whether a mask does its work is for people to see.
std::optional<Outcome> check_l3(const Asked& asked) {
  const coverage::Footprint* seen = asked.context.footprint_of(asked.index);
  if (seen == nullptr) return unknown("missing");
  const double homes_m2 = area_seen_of_type_m2(asked.context, *seen, "dwelling_front");
  const bool masked = asked.sensor.privacy_masks || asked.sensor.privacy_masks_image;
  Outcome outcome = doubtful(homes_m2 <= 0.0 ? "unknown_fronts"
                             : masked        ? "masked"
                                             : "fronts",
                             {{"area", base::Sentence::Number{homes_m2, 0}}});
  return measured(std::move(outcome), homes_m2, std::nullopt, "m2");
}

}  // namespace schouw::findings
