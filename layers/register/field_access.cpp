// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/field_access.h"

#include <algorithm>

namespace schouw::registers {

bool is_choice(std::string_view choices, std::string_view word) {
  while (!choices.empty()) {
    const std::size_t space = choices.find(' ');
    if (choices.substr(0, space) == word) return !word.empty();
    if (space == std::string_view::npos) break;
    choices.remove_prefix(space + 1);
  }
  return false;
}

std::optional<std::string> text_if_any(const std::string& value) {
  return value.empty() ? std::nullopt : std::optional(value);
}

bool set_text(std::string& value, std::string_view text) {
  if (trimmed(text).empty()) return false;
  value = text;
  return true;
}

std::optional<std::string> joined_purposes(const std::vector<Purpose>& purposes, std::string Purpose::*part) {
  std::string out;
  bool any = false;
  for (std::size_t i = 0; i < purposes.size(); ++i) {
    if (i > 0) out += '|';
    out += purposes[i].*part;
    any = any || !(purposes[i].*part).empty();
  }
  return any ? std::optional(out) : std::nullopt;
}

bool set_purposes(std::vector<Purpose>& purposes, std::string Purpose::*part, std::string_view text) {
  for (Purpose& purpose : purposes) (purpose.*part).clear();
  std::size_t index = 0;
  for (bool more = !trimmed(text).empty(); more; ++index) {
    const std::size_t bar = text.find('|');
    if (index == purposes.size()) purposes.emplace_back();
    purposes[index].*part = trimmed(text.substr(0, bar));
    more = bar != std::string_view::npos;
    if (more) text.remove_prefix(bar + 1);
  }
  while (!purposes.empty() && purposes.back() == Purpose{}) purposes.pop_back();
  return index > 0;
}

}  // namespace schouw::registers
