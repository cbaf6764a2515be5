// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dates.h"

#include <charconv>

namespace schouw::findings {

std::optional<std::chrono::sys_days> day_of(std::string_view iso) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  std::from_chars(iso.data(), iso.data() + 4, year);
  std::from_chars(iso.data() + 5, iso.data() + 7, month);
  std::from_chars(iso.data() + 8, iso.data() + 10, day);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

std::optional<long> days_between(std::string_view a_iso, std::string_view b_iso) {
  const auto a = day_of(a_iso);
  const auto b = day_of(b_iso);
  if (!a || !b) return std::nullopt;
  return static_cast<long>((*b - *a).count());
}

std::optional<double> days_of_duration(std::string_view iso) {
  if (iso.size() < 3 || iso.front() != 'P') return std::nullopt;
  double days = 0.0;
  bool time = false;
  for (std::size_t at = 1; at < iso.size();) {
    if (iso[at] == 'T') {
      time = true;
      ++at;
      continue;
    }
    int count = 0;
    const auto [end, problem] = std::from_chars(iso.data() + at, iso.data() + iso.size(), count);
    if (problem != std::errc() || end == iso.data() + iso.size() || count < 0) return std::nullopt;
    switch (*end) {
      case 'Y': days += 365.25 * count; break;
      case 'M': days += time ? count / 1440.0 : 30.4 * count; break;
      case 'W': days += 7.0 * count; break;
      case 'D': days += count; break;
      case 'H': days += count / 24.0; break;
      case 'S': days += count / 86400.0; break;
      default: return std::nullopt;
    }
    at = static_cast<std::size_t>(end - iso.data()) + 1;
  }
  return days;
}

}  // namespace schouw::findings
