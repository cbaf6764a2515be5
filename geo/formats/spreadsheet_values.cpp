// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/spreadsheet_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace schouw::formats {

namespace {

using Look = NumberFormat::Look;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The letters of a format's first section that stand for parts of a number or a date, in lower case.
struct Letters {
  std::string shown;
  bool elapsed = false;  // [h], [mm] or [ss]
};

std::size_t take_brackets(std::string_view code, std::size_t at, Letters& letters) {
  const std::size_t end = std::min(code.find(']', at), code.size());
  const std::string_view held = code.substr(at + 1, end - at - 1);
  const bool clock = !held.empty() && std::all_of(held.begin(), held.end(), [](char c) {
    return lower(c) == 'h' || lower(c) == 'm' || lower(c) == 's';
  });
  letters.elapsed = letters.elapsed || clock;
  return end;
}

Letters letters_of(std::string_view code) {
  Letters letters;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '[') {
      at = take_brackets(code, at, letters);
    } else {
      letters.shown += lower(c);
    }
  }
  for (const std::string_view half : {"am/pm", "a/p"}) {
    if (const auto found = letters.shown.find(half); found != std::string::npos) {
      letters.shown.replace(found, half.size(), "h");
    }
  }
  return letters;
}

// A decimal number taken apart: its digits without zeros at either end, and ten to which power they stand.
struct Decimal {
  bool negative = false;
  std::string digits;
  long exponent = 0;
};

std::optional<Decimal> decimal_of(std::string_view text) {
  Decimal decimal;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) decimal.negative = text[at++] == '-';
  bool any = false;
  bool behind_point = false;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !behind_point)); ++at) {
    if (text[at] == '.') {
      behind_point = true;
      continue;
    }
    any = true;
    decimal.digits += text[at];
    if (behind_point) --decimal.exponent;
  }
  if (!any) return std::nullopt;
  if (at < text.size() && lower(text[at]) == 'e') {
    if (++at < text.size() && text[at] == '+') ++at;
    long power = 0;
    const auto [end, problem] = std::from_chars(text.data() + at, text.data() + text.size(), power);
    if (problem != std::errc{}) return std::nullopt;
    at = static_cast<std::size_t>(end - text.data());
    decimal.exponent += power;
  }
  if (at != text.size()) return std::nullopt;
  decimal.digits.erase(0, std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size()));
  while (!decimal.digits.empty() && decimal.digits.back() == '0') {
    decimal.digits.pop_back();
    ++decimal.exponent;
  }
  return decimal;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhite) - first + 1);
}

std::optional<double> double_of(std::string_view text) {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double number = 0.0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

constexpr std::int64_t kDay_ms = 86'400'000;

std::string clock_text(std::int64_t ms) {
  std::string text = fmt::format("{:02}:{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60);
  if (ms % 1000 != 0) text += fmt::format(".{:03}", ms % 1000);
  return text;
}

// Excel counts a 29 February 1900 that never was as day 60, so that the days before it are one further from its zero.
std::optional<std::chrono::sys_days> day_of(std::int64_t days, bool since_1904) {
  using namespace std::chrono;  // NOLINT(google-build-using-namespace): names of months and days
  if (since_1904) return sys_days{1904y / January / 1} + std::chrono::days{days};
  if (days == 60) return std::nullopt;
  return sys_days{1899y / December / (days > 60 ? 30 : 31)} + std::chrono::days{days};
}

}  // namespace

NumberFormat number_format(std::string_view code) {
  const Letters letters = letters_of(code);
  const auto holds = [&](std::string_view any) { return letters.shown.find_first_of(any) != std::string::npos; };
  if (letters.elapsed) return {.look = Look::duration};
  const bool date = holds("yd");
  const bool time = holds("hs");
  if (date && time) return {.look = Look::date_and_time};
  if (time) return {.look = Look::time};
  if (date || holds("m")) return {.look = Look::date};
  const bool zeros = letters.shown.size() > 1 && letters.shown.find_first_not_of('0') == std::string::npos;
  return {.digits = zeros && code == letters.shown ? static_cast<int>(letters.shown.size()) : 0};
}

NumberFormat built_in_number_format(int id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) {
    return {.look = Look::date};
  }
  if (id == 22) return {.look = Look::date_and_time};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) return {.look = Look::time};
  if (id == 46) return {.look = Look::duration};
  return {};
}

model::FieldValue number_value(std::string_view stored) {
  constexpr long kLongestWritten = 40;  // digits; beyond it a number is a size and no code
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  const auto decimal = decimal_of(trimmed(stored));
  if (!decimal) return std::string(stored);
  const long length = static_cast<long>(decimal->digits.size()) + decimal->exponent;
  if (decimal->exponent >= 0 && length <= kLongestWritten) {
    const std::string digits = decimal->digits.empty()
                                   ? "0"
                                   : decimal->digits + std::string(static_cast<std::size_t>(decimal->exponent), '0');
    std::int64_t whole = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
    if (problem == std::errc{} && whole <= kExact) return decimal->negative ? -whole : whole;
    return (decimal->negative ? "-" : "") + digits;
  }
  const auto number = double_of(stored);
  return number ? model::FieldValue(*number) : model::FieldValue(std::string(stored));
}

model::FieldValue shown_number(std::string_view stored, const NumberFormat& format, bool since_1904) {
  constexpr double kDaysOfCalendar = 2'958'466.0;  // to the end of the year 9999
  auto plain = number_value(stored);
  if (format.digits > 0) {
    const auto* whole = std::get_if<std::int64_t>(&plain);
    if (whole == nullptr || *whole < 0) return plain;
    return fmt::format("{:0{}}", *whole, format.digits);
  }
  const auto serial = double_of(stored);
  if (format.look == Look::plain || !serial || *serial < 0.0 || *serial >= kDaysOfCalendar) return plain;
  const std::int64_t ms = std::llround(*serial * static_cast<double>(kDay_ms));
  if (format.look == Look::duration || (format.look == Look::time && ms < kDay_ms)) return clock_text(ms);
  const auto day = day_of(ms / kDay_ms, since_1904);
  if (!day) return plain;
  const std::chrono::year_month_day date{*day};
  std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (format.look != Look::date || ms % kDay_ms != 0) text += "T" + clock_text(ms % kDay_ms);
  return text;
}

std::string clock_from_duration(std::string_view duration) {
  if (duration.substr(0, 2) != "PT") return std::string(duration);
  double seconds = 0.0;
  for (std::string_view rest = duration.substr(2); !rest.empty();) {
    double amount = 0.0;
    const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), amount);
    if (problem != std::errc{} || end == rest.data() + rest.size() || !(amount >= 0.0) || amount > 1e9) {
      return std::string(duration);
    }
    if (*end != 'H' && *end != 'M' && *end != 'S') return std::string(duration);
    seconds += amount * (*end == 'H' ? 3600.0 : *end == 'M' ? 60.0 : 1.0);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
  }
  return clock_text(std::llround(seconds * 1000.0));
}

}  // namespace schouw::formats
