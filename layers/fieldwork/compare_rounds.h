// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layers/fieldwork/observation.h"
#include "layers/fieldwork/population.h"

namespace schouw::fieldwork {

// What two rounds saw of the same streets.
struct RoundComparison {
  TwoRounds counts;
  int in_register = 0;                // of those seen in either round, how many the register has
  int matched_by_place = 0;           // of counts.both
  int without_place = 0;              // seen, not in the register, and nobody said where: counted in nothing
  std::vector<std::string> streets;   // that both rounds went through
  std::vector<std::string> left_out;  // that only one of them did
  std::optional<PopulationEstimate> estimate;
};

// The same device: of one sensor; else of a place within 10 m, where the kinds are the same or one is not stated, the
// nearest first. A street that only one round went through (an answer of any outcome, case aside) is left out,
// because nothing there could be seen twice. Cost: quadratic in what the rounds saw that is not in the register, else
// linear. Pure: any thread. Fails with FLD-110 (a round without answers; those that there are) and FLD-111 (nothing
// seen in both); warns with FLD-112 (few in both), FLD-113 (streets left out) and FLD-114 (without a place).
base::Result<RoundComparison> compare_rounds(const plan::Plan& plan, const std::string& first,
                                             const std::string& second);

}  // namespace schouw::fieldwork
