// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/footprint/by_place.h"

#include <algorithm>
#include <cmath>

namespace schouw::coverage {

namespace {

// Bits of two numbers in turn: places close to each other get close codes. Source: Morton 1966.
std::uint64_t morton(std::uint32_t x, std::uint32_t y) {
  const auto spread = [](std::uint64_t v) {
    v = (v | (v << 16U)) & 0x0000FFFF0000FFFFULL;
    v = (v | (v << 8U)) & 0x00FF00FF00FF00FFULL;
    v = (v | (v << 4U)) & 0x0F0F0F0F0F0F0F0FULL;
    v = (v | (v << 2U)) & 0x3333333333333333ULL;
    return (v | (v << 1U)) & 0x5555555555555555ULL;
  };
  return spread(x) | (spread(y) << 1U);
}

}  // namespace

std::vector<std::size_t> by_place(const plan::Plan& plan, const std::vector<std::uint32_t>& sensors) {
  std::vector<std::pair<std::uint64_t, std::size_t>> codes;
  codes.reserve(sensors.size());
  for (std::size_t i = 0; i < sensors.size(); ++i) {
    const auto& position = plan.sensors[sensors[i]].position;
    const auto number = [](double m) {
      return std::isfinite(m) ? static_cast<std::uint32_t>(std::clamp((m + 1e8) / 16.0, 0.0, 4e9)) : 0U;
    };
    codes.emplace_back(position ? morton(number(position->east_m), number(position->north_m)) : 0U, i);
  }
  std::sort(codes.begin(), codes.end());
  std::vector<std::size_t> order;
  order.reserve(codes.size());
  for (const auto& [code, index] : codes) order.push_back(index);
  return order;
}

}  // namespace schouw::coverage
