// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <initializer_list>

namespace schouw::town {

// SplitMix64, written out because the distributions of the standard library differ between libraries.
// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  // A stream of its own for each thing: the same keys give the same stream, whatever was drawn elsewhere.
  Random(std::uint64_t seed, std::initializer_list<std::int64_t> keys);

  std::uint64_t next();
  double unit();                            // 0 <= x < 1, 53 bits
  double between(double low, double high);  // low <= x < high
  int whole(int low, int high);             // low <= n <= high
  bool chance(double probability_ratio);

 private:
  std::uint64_t state_;
};

}  // namespace schouw::town
