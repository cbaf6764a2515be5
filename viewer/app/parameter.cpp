// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/parameter.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

namespace schouw::app {

namespace {

Parameter of(std::string_view name, ParameterType type, std::string_view doc) {
  return {.name = name, .type = type, .doc = doc};
}

std::optional<double> finite(std::string_view text) {
  double number = 0.0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

// Year, month and day in digits, and a day of the calendar.
bool is_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto whole = [](std::string_view digits) {
    int value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return problem == std::errc() && end == digits.data() + digits.size() ? value : -1;
  };
  const int month = whole(text.substr(5, 2));
  const int day = whole(text.substr(8, 2));
  return month > 0 && day > 0 &&
         std::chrono::year_month_day{std::chrono::year{whole(text.substr(0, 4))},
                                     std::chrono::month{static_cast<unsigned>(month)},
                                     std::chrono::day{static_cast<unsigned>(day)}}
             .ok();
}

bool is_one_of(const std::vector<std::string>& words, std::string_view value) {
  return std::find(words.begin(), words.end(), value) != words.end();
}

std::string range_words(const Parameter& parameter) {
  const bool low = std::isfinite(parameter.minimum);
  const bool high = std::isfinite(parameter.maximum);
  std::string words;
  if (low && high) {
    words = fmt::format(" from {:g} to {:g}", parameter.minimum, parameter.maximum);
  } else if (low || high) {
    words = low ? fmt::format(", {:g} or more", parameter.minimum) : fmt::format(", {:g} or less", parameter.maximum);
  }
  return parameter.unit.empty() ? words : fmt::format("{}{} {}", words, words.empty() ? " in" : "", parameter.unit);
}

}  // namespace

Parameter Parameter::needed() const {
  Parameter more = *this;
  more.required = true;
  more.fallback = {};
  return more;
}

Parameter Parameter::within(double from, double to) const {
  Parameter more = *this;
  more.minimum = from;
  more.maximum = to;
  return more;
}

Parameter Parameter::in(std::string_view its_unit) const {
  Parameter more = *this;
  more.unit = its_unit;
  return more;
}

Parameter Parameter::or_else(std::string_view its_fallback) const {
  Parameter more = *this;
  more.fallback = its_fallback;
  return more;
}

Parameter text_parameter(std::string_view name, std::string_view doc, Names names) {
  Parameter parameter = of(name, ParameterType::text, doc);
  parameter.names = names;
  return parameter;
}

Parameter number_parameter(std::string_view name, std::string_view doc) {
  return of(name, ParameterType::number, doc);
}

Parameter integer_parameter(std::string_view name, std::string_view doc) {
  return of(name, ParameterType::integer, doc).within(-1e9, 1e9);
}

Parameter yes_no_parameter(std::string_view name, std::string_view doc) {
  return of(name, ParameterType::yes_no, doc);
}

Parameter date_parameter(std::string_view name, std::string_view doc) { return of(name, ParameterType::date, doc); }

Parameter choice_parameter(std::string_view name, std::string_view choices, std::string_view doc) {
  Parameter parameter = of(name, ParameterType::choice, doc);
  parameter.choices = choices;
  return parameter;
}

Parameter cell_parameter(std::string_view name) {
  return number_parameter(name, "Side of a cell").within(0.25, 5.0).in("m").or_else("0.5");
}

Parameter target_height_parameter(std::string_view name) {
  return number_parameter(name, "Height above the ground of what is seen: 0 is the ground, 1.7 a face")
      .within(0.0, 100.0)
      .in("m");
}

Parameter range_parameter(std::string_view name) {
  return choice_parameter(name, "low|declared|high", "Which range of each sensor").or_else("declared");
}

Parameter turning_parameter(std::string_view name) {
  return choice_parameter(name, "reachable|preset|all_presets",
                          "What counts of a camera that turns: all that it reaches, the view it stands in, or its "
                          "presets")
      .or_else("reachable");
}

std::string_view type_name(ParameterType type) {
  constexpr std::array<std::string_view, 6> kNames = {"text", "number", "integer", "yes-no", "date", "choice"};
  return kNames[static_cast<std::size_t>(type)];
}

std::string_view names_name(Names names) {
  constexpr std::array<std::string_view, 10> kNames = {"",         "sensor", "sensor-field", "zone", "city-object",
                                                       "scenario", "rule",   "area-type",    "kind", "file"};
  return kNames[static_cast<std::size_t>(names)];
}

std::string expectation(const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::number: return "a number" + range_words(parameter);
    case ParameterType::integer:
      return parameter.maximum < 1e9 ? "a whole number" + range_words(parameter) : "a whole number";
    case ParameterType::yes_no: return "yes or no";
    case ParameterType::date: return "a date, year-month-day";
    case ParameterType::choice: return fmt::format("one of {}", fmt::join(choices_of(parameter), ", "));
    case ParameterType::text: break;
  }
  return parameter.names == Names::nothing ? "text" : fmt::format("the name of a {}", names_name(parameter.names));
}

bool fits(const Parameter& parameter, std::string_view value) {
  switch (parameter.type) {
    case ParameterType::number:
    case ParameterType::integer: {
      const auto number = finite(value);
      const bool whole = parameter.type == ParameterType::number || (number && *number == std::floor(*number));
      return number && whole && *number >= parameter.minimum && *number <= parameter.maximum;
    }
    case ParameterType::yes_no: return is_one_of({"true", "false", "yes", "no", "1", "0"}, value);
    case ParameterType::date: return is_iso_date(value);
    case ParameterType::choice: return is_one_of(choices_of(parameter), value);
    case ParameterType::text: break;
  }
  return true;
}

std::vector<std::string> choices_of(const Parameter& parameter) {
  std::vector<std::string> words;
  std::string_view rest = parameter.choices;
  while (!rest.empty()) {
    const auto bar = rest.find('|');
    words.emplace_back(rest.substr(0, bar));
    rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
  }
  return words;
}

}  // namespace schouw::app
