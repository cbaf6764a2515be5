// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/drawing/colour.h"

// The colours of counts and zones. Blue below any level, orange and red above: told apart by people who confuse red
// and green, and hatched from the first level on. Above a norm that no council adopted it is purple: an example is
// never red.
namespace schouw::stacking {

inline constexpr drawing::Colour kFew = drawing::colour_from_hex(0xaecdf0);
inline constexpr drawing::Colour kSome = drawing::colour_from_hex(0x4a90d9);
inline constexpr drawing::Colour kAttention = drawing::colour_from_hex(0xe39a2d);
inline constexpr drawing::Colour kExceeded = drawing::colour_from_hex(0xc8401f);
inline constexpr drawing::Colour kAboveExample = drawing::colour_from_hex(0x76358f);
inline constexpr std::uint8_t kRasterAlpha = 205;

inline constexpr drawing::Colour above_norm_colour(bool adopted) { return adopted ? kExceeded : kAboveExample; }

}  // namespace schouw::stacking
