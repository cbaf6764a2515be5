// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

// What a parameter is called and what it takes, said once: commands check it, the command line makes an option of it,
// `schouw commands` prints it, a widget takes its range from it.
namespace schouw::app {

enum class ParameterType : std::uint8_t { text, number, integer, yes_no, date, choice };

// What the words of a text name: where a list of them comes from.
enum class Names : std::uint8_t {
  nothing,
  sensor,
  sensor_field,
  zone,
  city_object,
  scenario,
  rule,
  area_type,
  kind,
  file
};

struct Parameter {
  std::string_view name;
  ParameterType type = ParameterType::text;
  std::string_view doc;  // English, one line, without its range
  std::string_view unit = {};
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  std::string_view choices = {};   // "low|declared|high"
  std::string_view fallback = {};  // the value where it is left out; empty: doc says what happens then
  Names names = Names::nothing;
  bool required = false;

  // The same, with more said of it.
  Parameter needed() const;
  Parameter within(double from, double to) const;
  Parameter in(std::string_view its_unit) const;
  Parameter or_else(std::string_view its_fallback) const;
};

Parameter text_parameter(std::string_view name, std::string_view doc, Names names = Names::nothing);
Parameter number_parameter(std::string_view name, std::string_view doc);
Parameter integer_parameter(std::string_view name, std::string_view doc);
Parameter yes_no_parameter(std::string_view name, std::string_view doc);
Parameter date_parameter(std::string_view name, std::string_view doc);
Parameter choice_parameter(std::string_view name, std::string_view choices, std::string_view doc);

// Those that commands share with options of the command line.
Parameter cell_parameter(std::string_view name);
Parameter target_height_parameter(std::string_view name);
Parameter range_parameter(std::string_view name);
Parameter turning_parameter(std::string_view name);

std::string_view type_name(ParameterType type);  // "yes-no"
std::string_view names_name(Names names);        // "sensor"; "" for nothing

// "number from 0.25 to 5 m", "one of low, declared, high".
std::string expectation(const Parameter& parameter);
bool fits(const Parameter& parameter, std::string_view value);
std::vector<std::string> choices_of(const Parameter& parameter);

}  // namespace schouw::app
