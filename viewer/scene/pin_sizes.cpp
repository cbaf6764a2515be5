// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/pin_sizes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace schouw::scene {
namespace {

constexpr double kDotRadius_px = 3.2;
constexpr double kLegLength_px = 7.0;
constexpr double kGap_px = 1.5;

struct Disc {
  float x_px, y_px, radius_px;
};

Disc disc_of(const PinPlace& place, float size_ratio, double interface_scale) {
  const PinShape shape = pin_shape(place, size_ratio, interface_scale);
  return {place.x_px, place.y_px - shape.lift_px, shape.radius_px};
}

// Discs that have their place, found by cells as wide as two of the largest.
class PlacedDiscs {
 public:
  PlacedDiscs(float largest_radius_px, float gap_px)
      : cell_px_(std::max(8.0F, 2.0F * largest_radius_px + gap_px)), gap_px_(gap_px) {}

  bool has_room_for(const Disc& disc) const {
    const auto [column, row] = cell_of(disc);
    for (int y = row - 1; y <= row + 1; ++y) {
      for (int x = column - 1; x <= column + 1; ++x) {
        const auto found = cells_.find({x, y});
        if (found == cells_.end()) continue;
        for (const Disc& placed : found->second) {
          const float least_px = disc.radius_px + placed.radius_px + gap_px_;
          if (std::hypot(disc.x_px - placed.x_px, disc.y_px - placed.y_px) < least_px) return false;
        }
      }
    }
    return true;
  }
  void add(const Disc& disc) { cells_[cell_of(disc)].push_back(disc); }

 private:
  using Cell = std::pair<int, int>;
  Cell cell_of(const Disc& disc) const {
    return {static_cast<int>(std::floor(disc.x_px / cell_px_)), static_cast<int>(std::floor(disc.y_px / cell_px_))};
  }

  float cell_px_, gap_px_;
  std::map<Cell, std::vector<Disc>> cells_;
};

float largest_fitting_size(const PinPlace& place, const PlacedDiscs& placed, double interface_scale) {
  const auto fits = [&](float size) { return placed.has_room_for(disc_of(place, size, interface_scale)); };
  constexpr int kSteps = 8;
  if (fits(1.0F)) return 1.0F;
  for (int step = kSteps - 1; step > 0; --step) {
    float fitting = static_cast<float>(step) / kSteps;
    if (!fits(fitting)) continue;
    float too_large = static_cast<float>(step + 1) / kSteps;
    for (int halving = 0; halving < 4; ++halving) {
      const float middle = (fitting + too_large) / 2.0F;
      (fits(middle) ? fitting : too_large) = middle;
    }
    return fitting;
  }
  return 0.0F;
}

}  // namespace

PinShape pin_shape(const PinPlace& place, float size_ratio, double interface_scale) {
  const float dot = std::min(place.radius_px, static_cast<float>(kDotRadius_px * interface_scale));
  const float full_lift = place.radius_px + static_cast<float>(kLegLength_px * interface_scale);
  return {.radius_px = dot + (place.radius_px - dot) * size_ratio, .lift_px = full_lift * size_ratio};
}

std::vector<float> pin_sizes(const std::vector<PinPlace>& places, double interface_scale) {
  float largest = 0.0F;
  for (const PinPlace& place : places) largest = std::max(largest, place.radius_px);
  PlacedDiscs placed(largest, static_cast<float>(kGap_px * interface_scale));
  std::vector<float> sizes;
  sizes.reserve(places.size());
  for (const PinPlace& place : places) {
    sizes.push_back(largest_fitting_size(place, placed, interface_scale));
    placed.add(disc_of(place, sizes.back(), interface_scale));
  }
  return sizes;
}

}  // namespace schouw::scene
