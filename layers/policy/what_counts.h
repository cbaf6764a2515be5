// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "layers/policy/checked_json.h"

namespace schouw::policy {

// What the sensors of a kind do: watch or hear people, measure things, or only send a signal.
enum class Observed : std::uint8_t { persons, things, nothing };

struct KindObservation {
  std::string kind;
  Observed observed = Observed::persons;
  bool may_record_personal_data = true;
  std::string reason;  // why, in one English sentence
};

// Which kinds of sensors observe people: only those enter the rules of thresholds, unless the record of a sensor says
// otherwise (register/observes.h).
//   const bool watches = policy.what_counts.of("beacon").observed == policy::Observed::persons;
// A kind that the policy does not name observes people: doubt is settled for whoever is observed (principle 6.4).
struct WhatCounts {
  std::vector<KindObservation> kinds;
  const KindObservation& of(std::string_view kind) const;
};

// what_counts.json. What is wrong in it is a POL-101 among the complaints of `json`.
WhatCounts what_counts_of(const CheckedJson& json);

}  // namespace schouw::policy
