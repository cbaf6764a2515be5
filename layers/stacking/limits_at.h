// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "layers/areas/area.h"
#include "layers/coverage/coverage.h"
#include "layers/plan/plan.h"
#include "layers/policy/policy.h"

namespace schouw::stacking {

// What the policy in force says of one place: the types of area that it lies in, and from how many on each rule
// speaks there. The place is taken as the cell that holds it, and areas and strictness as the zones take them, so
// that an answer about a place never contradicts the zone around it.
struct RuleLimits {
  std::string rule;       // of the threshold table
  policy::Levels levels;  // 0: not limited
};
struct PlaceLimits {
  std::vector<std::string> area_types;  // in the table's order; "default" where no typed area lies
  std::vector<RuleLimits> rules;        // in the table's order
};
// cell_m: of the stacking that the answer stands beside.
PlaceLimits limits_at(const crs::MapPosition& place, const areas::AreaList& areas,
                      const policy::ThresholdTable& table, double cell_m);

// What a rule counts where these sensors see a place: as the zones count (domain.md 3). "At least": sensors that name
// no controller or purpose may share one.
int count_at(const policy::ThresholdRule& rule, const plan::Plan& plan,
             const std::vector<coverage::Sighting>& sightings);

// Whether any rule's count reaches its exceeded_at there. What a person is told while no zones are known; zones also
// ask for a least area, and whether a count stands up.
bool exceeds_at(const crs::MapPosition& place, const plan::Plan& plan, const policy::ThresholdTable& table,
                const std::vector<coverage::Sighting>& sightings, double cell_m);

// The text key that names what a rule counts, whatever the policy calls the rule.
std::string rule_name_key(const policy::ThresholdTable& table, const std::string& rule);

}  // namespace schouw::stacking
