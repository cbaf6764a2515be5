// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/draw_spot.h"

#include <cmath>
#include <numbers>

namespace schouw::coverage {

namespace {

// Dark in a white casing: the ground below may have any colour of the legend.
constexpr drawing::Colour kSpot = drawing::colour_from_hex(0x14213d);
constexpr drawing::Colour kCasing = drawing::colour_from_hex(0xffffff);
constexpr double kOverGround_m = 0.4;
constexpr int kRingSides = 48;

std::vector<crs::ScenePosition> ring(const crs::MapPosition& middle, double radius_m,
                                     const crs::SceneOrigin& origin) {
  std::vector<crs::ScenePosition> positions;
  for (int side = 0; side <= kRingSides; ++side) {
    const double turn = 2.0 * std::numbers::pi * side / kRingSides;
    positions.push_back(origin.to_scene({middle.east_m + radius_m * std::sin(turn),
                                         middle.north_m + radius_m * std::cos(turn), middle.up_m + kOverGround_m}));
  }
  return positions;
}

void add_cased(drawing::DrawList& list, const std::vector<crs::ScenePosition>& positions, float width_px) {
  list.lines.push_back(
      {.positions = positions, .colour = kCasing, .width_px = width_px + 2.5F, .always_visible = true});
  list.lines.push_back({.positions = positions, .colour = kSpot, .width_px = width_px, .always_visible = true});
}

}  // namespace

drawing::DrawList draw_spot(const SpotAnswer& spot, const std::vector<crs::MapPosition>& lenses,
                            const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  const crs::MapPosition eye{spot.position.east_m, spot.position.north_m, spot.position.up_m + kOverGround_m};
  for (const crs::MapPosition& lens : lenses) add_cased(list, {origin.to_scene(eye), origin.to_scene(lens)}, 1.2F);
  add_cased(list, ring(spot.position, 0.6, origin), 3.0F);
  add_cased(list, ring(spot.position, 2.0, origin), 2.0F);
  return list;
}

}  // namespace schouw::coverage
