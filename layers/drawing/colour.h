// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

namespace schouw::drawing {

// sRGB with straight alpha.
struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;
  bool operator==(const Colour&) const = default;

  constexpr Colour with_alpha(std::uint8_t a) const { return {red, green, blue, a}; }
};

constexpr Colour colour_from_hex(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8), static_cast<std::uint8_t>(rgb),
          255};
}

}  // namespace schouw::drawing
