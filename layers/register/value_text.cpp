// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/value_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <numbers>

#include "geo/base/json.h"

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

// A unit by its names, and how many of the plan's units one of it is.
struct Unit {
  std::string_view name;
  std::string_view kind;  // the plan's unit
  double times;
  double over = 1.0;  // whole numbers, so that 35 cm are the double next to 0.35
};
constexpr double kDegreesPerRadian = 180.0 / std::numbers::pi;
// Longest names first where one ends another. Source: SI; the international foot of 1959.
constexpr std::array<Unit, 24> kUnits = {{{"millimeter", "m", 1.0, 1000.0},
                                          {"centimeter", "m", 1.0, 100.0},
                                          {"kilometer", "m", 1000.0},
                                          {"meter", "m", 1.0},
                                          {"metre", "m", 1.0},
                                          {"metres", "m", 1.0},
                                          {"meters", "m", 1.0},
                                          {"mtr", "m", 1.0},
                                          {"mm", "m", 1.0, 1000.0},
                                          {"cm", "m", 1.0, 100.0},
                                          {"dm", "m", 1.0, 10.0},
                                          {"km", "m", 1000.0},
                                          {"ft", "m", 3048.0, 10000.0},
                                          {"m", "m", 1.0},
                                          {"graden", "deg", 1.0},
                                          {"degrees", "deg", 1.0},
                                          {"deg", "deg", 1.0},
                                          {"rad", "deg", kDegreesPerRadian},
                                          {"gon", "deg", 9.0, 10.0},
                                          {"\xc2\xb0", "deg", 1.0},
                                          {"\xc2\xba", "deg", 1.0},
                                          {"pixels", "px", 1.0},
                                          {"pixel", "px", 1.0},
                                          {"px", "px", 1.0}}};

// The letters behind the number, in lower case.
std::string unit_behind(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !is_digit(text[end - 1]) && text[end - 1] != '.' && text[end - 1] != ',') --end;
  return lower_case(trimmed(text.substr(end)));
}

// "1.000" in front of a unit is a metre to one and a kilometre to another. "0.500" and "12.50" are not.
bool may_be_thousands(std::string_view number) {
  if (!number.empty() && (number.front() == '-' || number.front() == '+')) number.remove_prefix(1);
  if (number.empty() || number.front() == '0') return false;
  return has_shape(number, "0.000") || has_shape(number, "00.000") || has_shape(number, "000.000");
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
  text = trimmed(text);
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

std::optional<Quantity> quantity_from_text(std::string_view text, std::string_view unit) {
  text = trimmed(text);
  const std::string behind = unit_behind(text);
  if (behind.empty() || behind.size() == text.size()) {
    const auto number = number_from_text(text);
    return number ? std::optional(Quantity{*number, false}) : std::nullopt;
  }
  const std::string_view kind = unit == "mm" ? "m" : unit;
  const auto known = std::find_if(kUnits.begin(), kUnits.end(),
                                  [&](const Unit& one) { return one.name == behind && one.kind == kind; });
  // The unit is the end of the text, without the blank before it.
  const std::string_view before = trimmed(text.substr(0, text.size() - behind.size()));
  const auto number = number_from_text(before);
  if (known == kUnits.end() || !number) return std::nullopt;
  // There are no thousands of degrees.
  if (kind != "deg" && may_be_thousands(before)) return std::nullopt;
  const double times = known->times * (unit == "mm" ? 1000.0 : 1.0);
  return Quantity{times == known->over ? *number : *number * times / known->over, true};
}

bool is_spreadsheet_error(std::string_view text) {
  constexpr std::array<std::string_view, 22> kErrors = {
      "#n/a",       "#ref!",       "#value!",       "#div/0!",  "#name?",    "#num!",  "#null!",  "#spill!",
      "#calc!",     "#n/b",        "#verw!",        "#waarde!", "#deel/0!",  "#naam?", "#getal!", "#leeg!",
      "#overloop!", "#berekenen!", "#getting_data", "#field!",  "#blocked!", "#error!"};
  if (text.find('#') == std::string_view::npos) return false;
  return std::find(kErrors.begin(), kErrors.end(), lower_case(trimmed(text))) != kErrors.end();
}

std::optional<std::string> text_of_json_cell(std::string_view text, std::string_view between) {
  text = trimmed(text);
  if (text.size() < 2 || (text.front() != '[' && text.front() != '{')) return std::nullopt;
  const auto json = base::parse_json(std::string(text), "cell");
  if (!json || !json->is_structured()) return std::nullopt;
  if (json->empty()) return std::string();
  if (!json->is_array()) return std::nullopt;
  std::string joined;
  for (const base::Json& value : *json) {
    if (value.is_structured()) return std::nullopt;
    if (value.is_null()) continue;
    if (!joined.empty()) joined += between;
    joined += (value.is_string() ? value.get<std::string>() : value.dump());
  }
  return joined;
}

std::vector<std::string> parts_of(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(separators);
    if (const auto part = trimmed(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::optional<std::string> date_from_text(std::string_view text) {
  text = trimmed(text);
  if (const std::size_t blank = text.find_first_of("T "); blank != std::string_view::npos) {
    // A time, and nothing else, may stand behind.
    if (text.find(':', blank) == std::string_view::npos) return std::nullopt;
    text = text.substr(0, blank);
  }
  if (has_shape(text, "00000000")) return iso_date(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  const std::size_t first = text.find_first_of("-/.");
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find(text[first], first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const std::string_view a = text.substr(0, first);
  const std::string_view b = text.substr(first + 1, second - first - 1);
  const std::string_view c = text.substr(second + 1);
  if (b.empty() || b.size() > 2) return std::nullopt;
  if (a.size() == 4 && !c.empty() && c.size() <= 2) return iso_date(a, b, c);
  if (c.size() == 4 && !a.empty() && a.size() <= 2) return iso_date(c, b, a);
  return std::nullopt;
}

std::optional<DaySpan> days_of_month_or_year(std::string_view text) {
  constexpr int kFirstYear = 1900;
  constexpr int kLastYear = 2199;
  text = trimmed(text);
  const std::size_t between = std::min(text.find_first_of("-/"), text.size());
  std::string_view year = text.substr(0, between);
  std::string_view month = text.substr(std::min(between + 1, text.size()));
  if (month.size() == 4) std::swap(year, month);
  if (year.size() != 4 || month.size() > 2 || (month.empty() && between < text.size())) return std::nullopt;
  const auto y = whole_number(year);
  const auto m = month.empty() ? std::optional(0) : whole_number(month);
  if (!y || !m || *y < kFirstYear || *y > kLastYear || *m > 12 || (*m < 1 && !month.empty())) return std::nullopt;
  const std::chrono::year_month last{std::chrono::year{*y},
                                     std::chrono::month{month.empty() ? 12U : static_cast<unsigned>(*m)}};
  const std::chrono::year_month_day day{last / std::chrono::last};
  return DaySpan{.first = fmt::format("{:04}-{:02}-01", *y, month.empty() ? 1 : *m),
                 .last = fmt::format("{:04}-{:02}-{:02}", *y, static_cast<unsigned>(day.month()),
                                     static_cast<unsigned>(day.day()))};
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
