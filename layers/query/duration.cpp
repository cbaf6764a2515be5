// SPDX-License-Identifier: EUPL-1.2
#include "layers/query/duration.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace schouw::query {

namespace {

constexpr double kHour_s = 3600.0;
constexpr double kDay_s = 24 * kHour_s;
constexpr std::size_t kMostDigits = 9;

// A letter of the notation and what one of it is; in the order in which they must stand.
struct Part {
  char letter;
  std::int64_t months;
  double seconds_s;
};
constexpr std::array<Part, 4> kOfDate = {{{'Y', 12, 0.0}, {'M', 1, 0.0}, {'W', 0, 7 * kDay_s}, {'D', 0, kDay_s}}};
constexpr std::array<Part, 3> kOfTime = {{{'H', 0, kHour_s}, {'M', 0, 60.0}, {'S', 0, 1.0}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// Takes the leading number away; a comma is as good as a point.
std::optional<double> take_number(std::string_view& text, bool& whole) {
  std::string number;
  std::size_t digits = 0;
  whole = true;
  while (!text.empty() && (is_digit(text.front()) || (whole && digits > 0 && text.find_first_of(".,") == 0))) {
    if (is_digit(text.front())) ++digits;
    whole = whole && is_digit(text.front());
    number += text.front() == ',' ? '.' : text.front();
    text.remove_prefix(1);
  }
  double value = 0.0;
  const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (digits == 0 || digits > kMostDigits || !is_digit(number.back()) || problem != std::errc{}) return std::nullopt;
  return value;
}

// False where the parts are none of these, or not in their order. `ended` is set by a fraction: nothing may follow.
template <std::size_t N>
bool take_parts(std::string_view text, const std::array<Part, N>& parts, Duration& into, bool& ended) {
  auto next = parts.begin();
  while (!text.empty()) {
    bool whole = true;
    const auto number = take_number(text, whole);
    if (!number || text.empty() || ended) return false;
    next = std::find_if(next, parts.end(), [&](const Part& part) { return part.letter == upper(text.front()); });
    if (next == parts.end() || (!whole && next->months > 0)) return false;
    ended = !whole;
    into.months += static_cast<std::int64_t>(*number) * next->months;
    into.rest_s += *number * next->seconds_s;
    ++next;
    text.remove_prefix(1);
  }
  return true;
}

// The Gregorian calendar repeats after 400 years.
constexpr std::size_t kCycle_months = 4800;
constexpr std::int64_t kCycle_days = 146097;
constexpr std::size_t kTable_months = 240;

struct Days {
  std::int64_t fewest = 0;
  std::int64_t most = 0;
};

bool is_leap(std::size_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// Days before each month of two cycles, from January of a year that 400 divides.
using Calendar = std::array<std::int64_t, 2 * kCycle_months + 1>;
Calendar make_calendar() {
  constexpr std::array<std::int64_t, 12> kLengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Calendar before{};
  for (std::size_t month = 0; month + 1 < before.size(); ++month) {
    const bool longer = month % 12 == 1 && is_leap(month / 12);
    before[month + 1] = before[month] + kLengths[month % 12] + (longer ? 1 : 0);
  }
  return before;
}

Days days_from_any_month(const Calendar& calendar, std::size_t months) {
  Days days{.fewest = calendar[months], .most = calendar[months]};
  for (std::size_t first = 1; first < kCycle_months; ++first) {
    const std::int64_t length = calendar[first + months] - calendar[first];
    days.fewest = std::min(days.fewest, length);
    days.most = std::max(days.most, length);
  }
  return days;
}

std::array<Days, kTable_months + 1> make_table(const Calendar& calendar) {
  std::array<Days, kTable_months + 1> table;
  for (std::size_t months = 0; months < table.size(); ++months) table[months] = days_from_any_month(calendar, months);
  return table;
}

// A month that begins on the 29th or later ends with another month, so that its length is one of those as well.
Days days_of(std::int64_t months) {
  static const Calendar kCalendar = make_calendar();
  static const auto kTable = make_table(kCalendar);
  const std::int64_t cycles = months / static_cast<std::int64_t>(kCycle_months);
  const auto rest = static_cast<std::size_t>(months % static_cast<std::int64_t>(kCycle_months));
  const Days days = rest < kTable.size() ? kTable[rest] : days_from_any_month(kCalendar, rest);
  return {.fewest = days.fewest + cycles * kCycle_days, .most = days.most + cycles * kCycle_days};
}

}  // namespace

std::optional<Duration> duration_from_text(std::string_view text) {
  if (text.size() < 3 || upper(text.front()) != 'P') return std::nullopt;
  text.remove_prefix(1);
  const std::size_t t = std::min(text.find_first_of("Tt"), text.size());
  const std::string_view time = text.substr(std::min(t + 1, text.size()));
  if (t < text.size() && time.empty()) return std::nullopt;
  Duration duration;
  bool ended = false;
  if (!take_parts(text.substr(0, t), kOfDate, duration, ended)) return std::nullopt;
  if (!time.empty() && (ended || !take_parts(time, kOfTime, duration, ended))) return std::nullopt;
  return duration;
}

std::optional<Duration> retention_from_text(std::string_view text) {
  constexpr std::string_view kNone = "NONE";
  const bool none = std::equal(text.begin(), text.end(), kNone.begin(), kNone.end(),
                               [](char c, char wanted) { return upper(c) == wanted; });
  return none ? Duration{} : duration_from_text(text);
}

Longer longer_by(const Duration& one, const Duration& other) {
  if (one.months < other.months) {
    const Longer reverse = longer_by(other, one);
    return {.shortest_s = -reverse.longest_s, .longest_s = -reverse.shortest_s};
  }
  const Days days = days_of(one.months - other.months);
  const double rest_s = one.rest_s - other.rest_s;
  return {.shortest_s = static_cast<double>(days.fewest) * kDay_s + rest_s,
          .longest_s = static_cast<double>(days.most) * kDay_s + rest_s};
}

}  // namespace schouw::query
