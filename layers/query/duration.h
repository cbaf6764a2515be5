// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace schouw::query {

// An ISO 8601 duration: P28D, P4W, P6M, P1Y, P1Y6M, PT48H. A year is 12 months, a week 7 days, a day 24 hours; how
// many days a month has depends on when it begins.
struct Duration {
  std::int64_t months = 0;
  double rest_s = 0.0;
  bool operator==(const Duration&) const = default;
};

// Nothing where the text is no such duration. The smallest part may have a fraction (PT1.5H), months and years may
// not: nobody knows how long half a month is. Letters of either case; at most nine digits a part.
std::optional<Duration> duration_from_text(std::string_view text);

// How long data are kept: such a duration, or the word none, in any case, of what keeps nothing: no time at all.
// Nothing where the text is neither; `unknown` and `unlimited` are.
std::optional<Duration> retention_from_text(std::string_view text);

// How much longer one lasts than another, both beginning at the same moment: from shortest to longest, by when that
// is.
struct Longer {
  double shortest_s = 0.0;
  double longest_s = 0.0;
};

// Exact over the Gregorian calendar, where the day of the month that a month lacks becomes its last: P1M is 28 to 31
// days longer than P0D, P1Y6M is not longer than P18M.
// Cost: a look in a table up to 20 years, else one walk over the 4,800 months in which the calendar repeats.
Longer longer_by(const Duration& one, const Duration& other);

}  // namespace schouw::query
