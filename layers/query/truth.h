// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstdint>

namespace schouw::query {

// Kleene's strong three-valued logic: what is not stated is neither so nor not so. In this order `and` is the least,
// `or` the greatest. Source: Kleene, Introduction to Metamathematics, 1952, § 64.
enum class Truth : std::uint8_t { no, unknown, yes };

constexpr Truth truth_of(bool holds) { return holds ? Truth::yes : Truth::no; }
constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }
constexpr Truth opposite(Truth a) { return static_cast<Truth>(2 - static_cast<int>(a)); }

}  // namespace schouw::query
