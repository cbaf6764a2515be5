// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/random.h"

namespace schouw::town {

Random::Random(std::uint64_t seed, std::initializer_list<std::int64_t> keys) : state_(seed) {
  for (const std::int64_t key : keys) {
    state_ ^= static_cast<std::uint64_t>(key) * 0xD6E8FEB86659FD93ULL;
    state_ = next();
  }
}

std::uint64_t Random::next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

double Random::unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

double Random::between(double low, double high) { return low + (high - low) * unit(); }

int Random::whole(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }

bool Random::chance(double probability_ratio) { return unit() < probability_ratio; }

}  // namespace schouw::town
