// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "viewer/app/command.h"

// The words of a command line: name param=value param="a value".
namespace schouw::app {

struct CommandLine {
  std::string name;
  std::vector<std::pair<std::string, std::string>> arguments;
};

// Within double quotes \" and \\ stand for the sign itself. Fails with CMD-102 where a word is no param=value or a
// quote stays open.
base::Result<CommandLine> parse_command_line(std::string_view line);

// Checks names and values against what the command declares. Fails with CMD-102 and CMD-103.
base::Result<Arguments> checked_arguments(const Command& command, const CommandLine& line);

// Reading checked arguments; nothing where the parameter was left out. Numbers have a decimal point.
std::optional<double> number_in(const Arguments& arguments, std::string_view name);
std::optional<bool> yes_no_in(const Arguments& arguments, std::string_view name);
const std::string* text_in(const Arguments& arguments, std::string_view name);

// The name that needs the fewest single-letter changes to become the given one.
std::string nearest_command(std::string_view name);

}  // namespace schouw::app
