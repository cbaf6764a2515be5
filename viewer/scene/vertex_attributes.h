// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <utility>

namespace schouw::scene {

// Where our own vertex attributes live. Locations below 6 alias the built-in ones on some drivers.
inline constexpr unsigned kFirstAttribute = 6;
inline constexpr unsigned kSecondAttribute = 7;
inline constexpr unsigned kThirdAttribute = 8;
inline constexpr unsigned kFourthAttribute = 9;

inline constexpr std::array<std::pair<const char*, unsigned>, 10> kVertexAttributes = {
    {{"surface_normal", kFirstAttribute},
     {"surface_kind", kSecondAttribute},
     {"fill_colour", kFirstAttribute},
     {"line_other_end", kFirstAttribute},
     {"line_colour", kSecondAttribute},
     {"line_terms", kThirdAttribute},
     {"symbol_place", kFirstAttribute},
     {"symbol_fill", kSecondAttribute},
     {"symbol_ink", kThirdAttribute},
     {"symbol_anchor", kFourthAttribute}}};

}  // namespace schouw::scene
