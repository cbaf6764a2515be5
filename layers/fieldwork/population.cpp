// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/population.h"

#include <algorithm>
#include <cmath>

namespace schouw::fieldwork {

namespace {

constexpr double kTail = 0.025;
constexpr int kFew = 7;
constexpr double kMost = 1e9;

// The logarithm of the number of ways to take k of n.
double log_ways(double n, double k) { return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0); }

// The chance that of `number` things the two rounds have between `from` and `to` in common.
double chance(double number, const TwoRounds& rounds, int from, int to) {
  const double first = rounds.first;
  const double second = rounds.second;
  const double all = log_ways(number, second);
  double sum = 0.0;
  for (int both = std::max(from, static_cast<int>(std::max(0.0, first + second - number))); both <= to; ++both) {
    sum += std::exp(log_ways(first, both) + log_ways(number - first, second - both) - all);
  }
  return sum;
}

// The first number from `start` on that fits; fits stays true once it is.
template <class Fits>
double first_that(double start, const Fits& fits) {
  if (fits(start)) return start;
  double below = start;
  double step = 1.0;
  while (!fits(start + step) && start + step < kMost) {
    below = start + step;
    step *= 2.0;
  }
  double at = start + step;
  while (at - below > 1.0) {
    const double middle = std::floor((at + below) / 2.0);
    (fits(middle) ? at : below) = middle;
  }
  return at;
}

}  // namespace

std::optional<PopulationEstimate> chapman(const TwoRounds& rounds) {
  if (rounds.both <= 0 || rounds.both > rounds.first || rounds.both > rounds.second) return std::nullopt;
  const double first = rounds.first;
  const double second = rounds.second;
  const double both = rounds.both;
  const double product = (first + 1.0) * (second + 1.0);
  PopulationEstimate estimate{
      .seen = rounds.first + rounds.second - rounds.both,
      .number = product / (both + 1.0) - 1.0,
      .variance = product * (first - both) * (second - both) / ((both + 1.0) * (both + 1.0) * (both + 2.0)),
      .few = rounds.both < kFew};
  const int most = std::min(rounds.first, rounds.second);
  // The more there are, the fewer two rounds share: the one chance rises with the number, the other falls.
  estimate.low = static_cast<int>(
      first_that(estimate.seen, [&](double number) { return chance(number, rounds, 0, rounds.both) > kTail; }));
  estimate.high =
      static_cast<int>(first_that(
          estimate.seen, [&](double number) { return chance(number, rounds, rounds.both, most) <= kTail; })) -
      1;
  return estimate;
}

}  // namespace schouw::fieldwork
