// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/direction.h"

#include <array>
#include <string>
#include <utility>

#include "geo/base/units.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

constexpr std::array<std::string_view, 16> kCardinals = {"n", "nne", "ne", "ene", "e", "ese", "se", "sse",
                                                         "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw"};

// "North-East", "noordoost": the letters that it starts with.
std::string abbreviated(std::string word) {
  std::erase_if(word, [](char c) { return c == '-' || c == ' ' || c == '_'; });
  constexpr std::array<std::pair<std::string_view, char>, 8> kWords = {{{"north", 'n'},
                                                                        {"noord", 'n'},
                                                                        {"east", 'e'},
                                                                        {"oost", 'e'},
                                                                        {"south", 's'},
                                                                        {"zuid", 's'},
                                                                        {"west", 'w'},
                                                                        {"ost", 'e'}}};
  for (const auto& [whole, letter] : kWords) {
    for (auto at = word.find(whole); at != std::string::npos; at = word.find(whole)) {
      word.replace(at, whole.size(), 1, letter);
    }
  }
  return word;
}

std::optional<double> cardinal_deg(std::string_view text) {
  std::string word = abbreviated(lower_case(text));
  for (char& c : word) {
    if (c == 'o') c = 'e';  // Dutch oost
    if (c == 'z') c = 's';  // Dutch zuid
  }
  for (std::size_t i = 0; i < kCardinals.size(); ++i) {
    if (kCardinals[i] == word) return 22.5 * static_cast<double>(i);
  }
  return std::nullopt;
}

std::optional<double> one_direction_deg(std::string_view text) {
  text = trimmed(text);
  if (const auto cardinal = cardinal_deg(text)) return cardinal;
  const auto number = quantity_from_text(text, "deg");
  if (!number || number->value < -360.0 || number->value > 360.0) return std::nullopt;
  return base::normalised_azimuth_deg(number->value);
}

}  // namespace

std::optional<StatedDirection> direction_from_text(std::string_view text) {
  text = trimmed(text);
  // A comma is no decimal sign there: "180,270" are two directions.
  if (const std::size_t sign = text.find_first_of(";,"); sign != std::string_view::npos) {
    const std::string_view rest = trimmed(text.substr(sign + 1));
    const auto first = direction_from_text(text.substr(0, sign));
    if (rest.empty()) return first;
    if (!first || !direction_from_text(rest)) return std::nullopt;
    return StatedDirection{.several = true};
  }
  if (const auto single = one_direction_deg(text)) return StatedDirection{.azimuth_deg = *single};
  const std::size_t dash = text.find('-', 1);
  if (text.empty() || dash == std::string_view::npos) return std::nullopt;
  const auto left = one_direction_deg(text.substr(0, dash));
  const auto right = one_direction_deg(text.substr(dash + 1));
  if (!left || !right) return std::nullopt;
  const double turn_deg = base::normalised_azimuth_deg(*right - *left);
  const double width_deg = turn_deg == 0.0 ? 360.0 : turn_deg;
  return StatedDirection{.azimuth_deg = base::normalised_azimuth_deg(*left + width_deg / 2.0),
                         .width_deg = width_deg};
}

}  // namespace schouw::registers
