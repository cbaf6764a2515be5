// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace schouw::app {

namespace {

base::Diagnostic malformed(std::string_view line, std::string_view found) {
  return {.code = "CMD-102",
          .kind = base::DiagnosticKind::usage,
          .message = fmt::format("the command could not be read: found \"{}\", expected parameter=value", found),
          .where = {.feature = std::string(line.substr(0, 80))},
          .hint = "write the value behind =, in double quotes where it holds spaces"};
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// One word; quotes may stand anywhere in it. False where a quote stays open.
bool take_word(std::string_view line, std::size_t& at, std::string& word) {
  bool quote = false;
  for (; at < line.size() && (quote || !is_space(line[at])); ++at) {
    if (line[at] == '"') {
      quote = !quote;
    } else if (quote && line[at] == '\\' && at + 1 < line.size()) {
      word += line[++at];
    } else {
      word += line[at];
    }
  }
  return !quote;
}

std::optional<double> finite_number(std::string_view text) {
  double number = 0.0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

const Parameter* parameter_named(const Command& command, std::string_view name) {
  const auto found = std::find_if(command.parameters.begin(), command.parameters.end(),
                                  [&](const Parameter& parameter) { return parameter.name == name; });
  return found == command.parameters.end() ? nullptr : &*found;
}

std::string parameter_names(const Command& command) {
  std::string names;
  for (const auto& parameter : command.parameters) names += (names.empty() ? "" : ", ") + std::string(parameter.name);
  return names.empty() ? "none" : names;
}

base::Diagnostic unknown_parameter(const Command& command, const std::string& name) {
  return {.code = "CMD-102",
          .kind = base::DiagnosticKind::usage,
          .message = fmt::format("{} could not run: found the parameter \"{}\", expected one of: {}", command.name,
                                 name, parameter_names(command)),
          .where = {.feature = std::string(command.name), .field = name},
          .hint = "schouw commands lists what each command takes"};
}

base::Diagnostic missing_parameter(const Command& command, const Parameter& parameter) {
  return {.code = "CMD-102",
          .kind = base::DiagnosticKind::usage,
          .message = fmt::format("{} could not run: {} is missing, expected {}=<{}>", command.name, parameter.name,
                                 parameter.name, expectation(parameter)),
          .where = {.feature = std::string(command.name), .field = std::string(parameter.name)},
          .hint = std::string(parameter.doc)};
}

base::Diagnostic unfit_value(const Command& command, const Parameter& parameter, const std::string& value) {
  return {.code = "CMD-103",
          .kind = base::DiagnosticKind::usage,
          .message = fmt::format("{} could not run: {} is \"{}\", expected {}", command.name, parameter.name, value,
                                 expectation(parameter)),
          .where = {.feature = std::string(command.name), .field = std::string(parameter.name)},
          .hint = std::string(parameter.doc)};
}

// Levenshtein, one row kept.
std::size_t changes_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

base::Result<CommandLine> parse_command_line(std::string_view line) {
  CommandLine parsed;
  for (std::size_t at = 0; at < line.size();) {
    if (is_space(line[at])) {
      ++at;
      continue;
    }
    const std::size_t start = at;
    std::string word;
    if (!take_word(line, at, word)) return malformed(line, line.substr(start));
    if (parsed.name.empty()) {
      parsed.name = word;
      continue;
    }
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) return malformed(line, word);
    parsed.arguments.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  return parsed;
}

base::Result<Arguments> checked_arguments(const Command& command, const CommandLine& line) {
  Arguments arguments;
  for (const auto& [name, value] : line.arguments) {
    const Parameter* parameter = parameter_named(command, name);
    if (parameter == nullptr) return unknown_parameter(command, name);
    if (!fits(*parameter, value)) return unfit_value(command, *parameter, value);
    if (!arguments.emplace(name, value).second) return unknown_parameter(command, name + " (twice)");
  }
  for (const auto& parameter : command.parameters) {
    if (parameter.required && arguments.find(parameter.name) == arguments.end()) {
      return missing_parameter(command, parameter);
    }
  }
  return arguments;
}

std::optional<double> number_in(const Arguments& arguments, std::string_view name) {
  const std::string* text = text_in(arguments, name);
  return text == nullptr ? std::nullopt : finite_number(*text);
}

std::optional<bool> yes_no_in(const Arguments& arguments, std::string_view name) {
  const std::string* text = text_in(arguments, name);
  if (text == nullptr) return std::nullopt;
  return *text == "true" || *text == "yes" || *text == "1";
}

const std::string* text_in(const Arguments& arguments, std::string_view name) {
  const auto found = arguments.find(name);
  return found == arguments.end() ? nullptr : &found->second;
}

std::string nearest_command(std::string_view name) {
  const auto commands = registered_commands();
  const auto nearest = std::min_element(commands.begin(), commands.end(), [&](const Command& a, const Command& b) {
    return changes_between(name, a.name) < changes_between(name, b.name);
  });
  return std::string(nearest->name);
}

std::string quoted(std::string_view value) {
  if (!value.empty() && value.find_first_of(" \t\r\n\"\\") == std::string_view::npos) return std::string(value);
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += c == '\n' || c == '\r' ? ' ' : c;
  }
  return text + "\"";
}

}  // namespace schouw::app
