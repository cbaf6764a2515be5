// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/draw_spot.h"

#include <cmath>
#include <numbers>

namespace schouw::coverage {

namespace {

constexpr drawing::Colour kSpot = drawing::colour_from_hex(0xd9431e);
constexpr double kOverGround_m = 0.4;
constexpr int kRingSides = 48;

drawing::Line ring(const crs::MapPosition& middle, double radius_m, float width_px, const crs::SceneOrigin& origin) {
  drawing::Line line{.colour = kSpot, .width_px = width_px, .always_visible = true};
  for (int side = 0; side <= kRingSides; ++side) {
    const double turn = 2.0 * std::numbers::pi * side / kRingSides;
    line.positions.push_back(
        origin.to_scene({middle.east_m + radius_m * std::sin(turn), middle.north_m + radius_m * std::cos(turn),
                         middle.up_m + kOverGround_m}));
  }
  return line;
}

}  // namespace

drawing::DrawList draw_spot(const SpotAnswer& spot, const std::vector<crs::MapPosition>& lenses,
                            const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  list.lines.push_back(ring(spot.position, 0.6, 3.0F, origin));
  list.lines.push_back(ring(spot.position, 2.0, 2.0F, origin));
  const crs::MapPosition eye{spot.position.east_m, spot.position.north_m, spot.position.up_m + kOverGround_m};
  for (const crs::MapPosition& lens : lenses) {
    list.lines.push_back({.positions = {origin.to_scene(eye), origin.to_scene(lens)},
                          .colour = kSpot.with_alpha(190),
                          .width_px = 1.5F,
                          .always_visible = true});
  }
  return list;
}

}  // namespace schouw::coverage
