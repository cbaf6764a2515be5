// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "viewer/text/text.h"

namespace schouw::text {

namespace {

struct CalendarDay {
  int year = 0;
  int month = 0;
  int day = 0;
};

std::optional<int> digits(std::string_view text) {
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

std::optional<CalendarDay> calendar_day(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = digits(iso.substr(0, 4));
  const auto month = digits(iso.substr(5, 2));
  const auto day = digits(iso.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > days_in_month(*year, *month)) {
    return std::nullopt;
  }
  return CalendarDay{*year, *month, *day};
}

// 0 = Monday. Sakamoto's method, for the Gregorian calendar.
int weekday(const CalendarDay& date) {
  constexpr int kShift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  const int year = date.month < 3 ? date.year - 1 : date.year;
  const int from_sunday = (year + year / 4 - year / 100 + year / 400 + kShift[date.month - 1] + date.day) % 7;
  return (from_sunday + 6) % 7;
}

std::string grouped(const std::string& plain, char separator) {
  std::string text;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i > 0 && (plain.size() - i) % 3 == 0) text += separator;
    text += plain[i];
  }
  return text;
}

}  // namespace

std::string Texts::number(double value, int decimals) const {
  if (!std::isfinite(value)) return (*this)("number.unknown");
  const std::string plain = fmt::format("{:.{}f}", std::abs(value), decimals);
  const auto point = plain.find('.');
  const bool dutch = format_ == NumberFormat::dutch;
  std::string text = grouped(plain.substr(0, point), dutch ? '.' : ',');
  if (point != std::string::npos) text += (dutch ? ',' : '.') + plain.substr(point + 1);
  const bool shows_zero = plain.find_first_not_of("0.") == std::string::npos;
  return value < 0.0 && !shows_zero ? "\u2212" + text : text;
}

std::string Texts::date(std::string_view iso) const {
  const auto day = calendar_day(iso);
  if (!day) return std::string(iso);
  return fmt::format("{} {} {}", day->day, (*this)(fmt::format("month.{}", day->month)), day->year);
}

std::string Texts::short_date(std::string_view iso) const {
  const auto day = calendar_day(iso);
  if (!day) return std::string(iso);
  return fmt::format("{} {} {} {}", (*this)(fmt::format("weekday.short.{}", weekday(*day))), day->day,
                     (*this)(fmt::format("month.short.{}", day->month)), day->year);
}

}  // namespace schouw::text
