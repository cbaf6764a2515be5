// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

// How many there are, from two rounds that each saw some of them.
namespace schouw::fieldwork {

struct TwoRounds {
  int first = 0;   // seen in the first round
  int second = 0;  // in the second
  int both = 0;    // of these, in both
};

struct PopulationEstimate {
  int seen = 0;           // in at least one round: there are no fewer
  double number = 0.0;    // Chapman's estimate
  double variance = 0.0;  // of it, by Seber
  int low = 0;            // 95 % interval, in whole things
  int high = 0;
  // Fewer than seven in both: the estimate then tends to be too low (Robson and Regier 1964), and says little.
  bool few = false;
};

// N = (n1 + 1)(n2 + 1) / (m + 1) - 1 (Chapman 1951) and its variance (n1 + 1)(n2 + 1)(n1 - m)(n2 - m) / ((m + 1)^2
// (m + 2)) (Seber 1970). The interval is exact: each N of which, with these n1 and n2, seeing m or fewer in both has
// a chance above 2.5 %, and seeing m or more as well (hypergeometric; Clopper and Pearson's way, Seber 1982, 3.1.4).
// It holds for few as for many and never lies below what was seen; the normal and the log-normal interval fail where
// the rounds saw nearly all (docs/field-round.md). Cost: the smaller of n1 and n2, times the logarithm of the answer.
//   const auto estimate = chapman({.first = 10, .second = 15, .both = 5});  // 28.3, between 21 and 73
// It assumes that nothing came or went between the rounds, that each thing was as likely to be seen in the second
// round whether or not the first saw it, and that all were about as likely to be seen; where some are easily seen and
// others hardly, the estimate is too low. Nothing where no thing was seen in both, as that fits any number, and where
// the numbers cannot be: negative ones, more in both than in one.
std::optional<PopulationEstimate> chapman(const TwoRounds& rounds);

}  // namespace schouw::fieldwork
