// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/value_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace schouw::registers {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> whole_number(std::string_view digits) {
  int value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<std::string> iso_date(std::string_view year, std::string_view month, std::string_view day) {
  const auto y = whole_number(year);
  const auto m = whole_number(month);
  const auto d = whole_number(day);
  if (!y || !m || !d || *y < 1 || *m < 1 || *d < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                                         std::chrono::day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", *y, *m, *d);
}

// Whether text looks like 0000-00-00, where 0 stands for any digit and other characters for themselves.
bool has_shape(std::string_view text, std::string_view shape) {
  return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(),
                                                   [](char c, char s) { return s == '0' ? is_digit(c) : c == s; });
}

// "1.234.567,8" as "1234567.8"; nothing where points do not stand before groups of three.
std::optional<std::string> without_dutch_separators(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (text.find(',', comma + 1) != std::string_view::npos) return std::nullopt;
  if (text.find('.', comma) != std::string_view::npos) return std::nullopt;
  std::string out;
  std::size_t group = 0;
  bool grouped = false;
  for (const char c : text.substr(0, comma)) {
    if (c == '.') {
      if ((grouped && group != 3) || group == 0) return std::nullopt;
      grouped = true;
      group = 0;
    } else {
      out += c;
      if (is_digit(c)) ++group;
    }
  }
  if (grouped && group != 3) return std::nullopt;
  return out + "." + std::string(text.substr(comma + 1));
}

std::string_view without_unit(std::string_view text) {
  for (const std::string_view unit : {"°", "deg", "mm", "m", "px"}) {
    if (text.size() > unit.size() && text.substr(text.size() - unit.size()) == unit) {
      return trimmed(text.substr(0, text.size() - unit.size()));
    }
  }
  return text;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWide = "\xc2\xa0";
  constexpr std::string_view kWhite = " \t\r\n\v\f";
  for (bool again = true; again;) {
    again = false;
    while (!text.empty() && kWhite.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    while (!text.empty() && kWhite.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    if (text.substr(0, 2) == kWide) {
      text.remove_prefix(2);
      again = true;
    }
    if (text.size() >= 2 && text.substr(text.size() - 2) == kWide) {
      text.remove_suffix(2);
      again = true;
    }
  }
  return text;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string canonical_number(double number) { return fmt::format("{}", number == 0.0 ? 0.0 : number); }

std::optional<double> number_from_text(std::string_view text) {
  text = without_unit(trimmed(text));
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  std::string plain(text);
  if (text.find(',') != std::string_view::npos) {
    auto dutch = without_dutch_separators(text);
    if (!dutch) return std::nullopt;
    plain = *std::move(dutch);
  }
  double number = 0.0;
  const auto [end, problem] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (problem != std::errc{} || end != plain.data() + plain.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<std::string> date_from_text(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ')) text = text.substr(0, 10);
  if (has_shape(text, "0000-00-00") || has_shape(text, "0000/00/00")) {
    return iso_date(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
  }
  if (has_shape(text, "00-00-0000") || has_shape(text, "00/00/0000") || has_shape(text, "00.00.0000")) {
    return iso_date(text.substr(6, 4), text.substr(3, 2), text.substr(0, 2));
  }
  if (has_shape(text, "0-0-0000") || has_shape(text, "0/0/0000")) {
    return iso_date(text.substr(4, 4), text.substr(2, 1), text.substr(0, 1));
  }
  if (has_shape(text, "00000000")) return iso_date(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  return std::nullopt;
}

std::optional<bool> yes_no_from_text(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kYes = {"true", "ja", "yes", "j", "y", "1", "waar"};
  static constexpr std::array<std::string_view, 7> kNo = {"false", "nee", "no", "n", "0", "onwaar", "neen"};
  const std::string word = lower_case(trimmed(text));
  if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) return true;
  if (std::find(kNo.begin(), kNo.end(), word) != kNo.end()) return false;
  return std::nullopt;
}

}  // namespace schouw::registers
