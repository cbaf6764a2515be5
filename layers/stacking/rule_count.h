// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "layers/coverage/coverage.h"
#include "layers/plan/plan.h"
#include "layers/policy/policy.h"

namespace schouw::stacking {

// What one rule counts, with the sensors' answers worked out once.
class RuleCount {
 public:
  RuleCount(const policy::ThresholdRule& rule, const plan::Plan& plan,
            const std::vector<coverage::Footprint>& footprints);

  // A sensor that sees a cell: the footprint's index, and its density there (Footprint::density).
  struct Seer {
    std::uint32_t footprint = 0;
    std::uint8_t density = 0;
  };
  // The rule's count for one cell. `without` is left out: the footprint's index, or kNobody.
  static constexpr std::uint32_t kNobody = 0xffffffffU;
  int count(std::span<const Seer> seers, std::uint32_t without = kNobody) const;

  // Whether a sensor takes part in the count of a cell that it sees.
  bool adds(const Seer& seer) const;

 private:
  policy::Counted counted_;
  std::uint8_t least_density_ = 0;
  // Per footprint, what it brings: one word for a sensor that counts; the controller; the purposes; the kind's
  // family. kUnnamed: it has one, but the register does not say which.
  std::vector<std::vector<std::uint32_t>> groups_;
};

}  // namespace schouw::stacking
