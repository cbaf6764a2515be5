// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/advice/cover_group.h"

namespace schouw::advice {

struct ExactCover {
  bool found = false;
  std::vector<std::uint32_t> kept;  // places in CoverGroup::sensors, ascending
  std::size_t at_least = 0;         // no set is smaller
};

// The fewest sensors of a group that see at least `needed` cells, as a whole-number programme for CBC of COIN-OR: a
// sensor is kept or not, a class of cells counts where one of its sensors is kept. Silent; stops after most_seconds
// with the best that was found. Threads: any, one model each.
ExactCover exact_cover(const CoverGroup& group, std::int64_t needed, double most_seconds);

// The cells that a share of a group's cover asks for, rounded up.
std::int64_t needed_cells(const CoverGroup& group, double keep_ratio);

std::string cbc_version();

}  // namespace schouw::advice
