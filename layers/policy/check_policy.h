// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/policy/checked_json.h"

namespace schouw::policy {

// How much a kind of sensor can do to people, and with that how many checks are asked of it: "in proportion" of
// principle 3.
enum class RiskTier : std::uint8_t { high, middle, low };
std::string_view risk_tier_name(RiskTier tier);

struct KindTier {
  std::string kind;
  RiskTier tier = RiskTier::high;
  std::string reason;  // why, in one English sentence
};

// What the checks of `schouw check` measure by: checks.json. What a municipality has not decided is absent, and a
// check that needs it cannot tell; the numbers that stand here are law or say in the file that Schouw chose them.
//   if (policy.checks.is_on("P3.2") && policy.checks.tier_of("wifi") == policy::RiskTier::high) ...
struct CheckPolicy {
  std::vector<KindTier> kinds;
  std::string term_start;                         // ISO date of the council's term; empty: not set
  int review_interval_months = 12;                // between two examinations of whether a sensor is still of use
  int confirmation_interval_days = 365;           // between two confirmations of a record
  int retention_151c_days = 28;                   // article 151c Gemeentewet: at most four weeks
  std::map<std::string, int> own_retention_days;  // kind or level of personal data -> days; what is absent has none
  std::vector<std::string> dpia_list_kinds;       // kinds on the list of the authority; empty: not loaded
  std::map<std::string, double> needed_px_per_m;  // purpose -> density that would do
  double duplicate_view_ratio = 0.9;              // of the same view, from which two sensors do nearly the same
  std::map<std::string, bool> switches;           // rule -> whether it is checked

  // A kind that the policy does not name is high: doubt is settled for whoever is observed (principle 6.4).
  RiskTier tier_of(std::string_view kind) const;
  bool is_on(std::string_view rule) const;  // absent: on
  // The municipality's own limit of days: that of the kind, else of the level of personal data.
  std::optional<int> own_retention(std::string_view kind, std::string_view personal_data) const;
};

// checks.json. What is wrong in it is a POL-101 among the complaints of `json`.
CheckPolicy check_policy_of(const CheckedJson& json);

std::uint64_t checks_hash(const CheckPolicy& checks);

}  // namespace schouw::policy
