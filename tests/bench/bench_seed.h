// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

namespace schouw::bench {

// The seed of every random input of a benchmark; each result file states it.
inline constexpr std::uint64_t kSeed = 20261122;

}  // namespace schouw::bench
