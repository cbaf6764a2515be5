// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/draw_exposure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>

namespace schouw::exposure {

namespace {

using drawing::Colour;

// One violet from pale to dark, apart from the blue of views and the red of stacking.
constexpr Colour kPale = drawing::colour_from_hex(0xc9b3ec);
constexpr Colour kAtLimit = drawing::colour_from_hex(0x8a4fd3);
constexpr Colour kDark = drawing::colour_from_hex(0x4b1391);
constexpr Colour kMasked = drawing::colour_from_hex(0x6b7280);
constexpr Colour kCasing = drawing::colour_from_hex(0xffffff);
constexpr Colour kInView = drawing::colour_from_hex(0x7a1fa2);
constexpr Colour kOutOfView = drawing::colour_from_hex(0x14213d);
constexpr std::uint8_t kWallAlpha = 225;
constexpr double kOffWall_m = 0.06;
constexpr double kOverGround_m = 0.45;
constexpr double kLabelledFrom_m = 8.0;
constexpr float kBroad_px = 6.0F;
constexpr float kThin_px = 2.5F;

enum class Look : std::uint8_t { pale, at_limit, dark, masked };
constexpr std::array<Colour, 4> kColours = {kPale, kAtLimit, kDark, kMasked};

Look look_of(const FacadePiece& piece, const policy::DensityFigures& figures) {
  if (piece.masked_wholly) return Look::masked;
  if (piece.after_px_per_m >= figures.recognise_px_per_m) return Look::dark;
  return piece.after_px_per_m >= figures.facade_px_per_m ? Look::at_limit : Look::pale;
}

void add_piece(drawing::Fill& fill, const FacadeExposure& facades, const FacadePiece& piece,
               const crs::SceneOrigin& origin) {
  const auto first = static_cast<std::uint32_t>(fill.positions.size());
  const Colour colour = kColours[static_cast<std::size_t>(look_of(piece, facades.figures))].with_alpha(kWallAlpha);
  for (std::uint32_t i = 0; i < piece.corner_count; ++i) {
    crs::MapPosition corner = facades.corners[piece.first_corner + i];
    corner.east_m += kOffWall_m * piece.outward[0];
    corner.north_m += kOffWall_m * piece.outward[1];
    corner.up_m += kOffWall_m * piece.outward[2];
    fill.positions.push_back(origin.to_scene(corner));
    fill.colours.push_back(colour);
  }
  for (std::uint32_t i = 1; i + 1 < piece.corner_count; ++i) {
    fill.triangles.insert(fill.triangles.end(), {first, first + i, first + i + 1});
  }
}

std::vector<crs::ScenePosition> over_ground(const std::vector<crs::MapPosition>& path,
                                            const crs::SceneOrigin& origin) {
  std::vector<crs::ScenePosition> positions;
  positions.reserve(path.size());
  for (const crs::MapPosition& p : path) {
    positions.push_back(origin.to_scene({p.east_m, p.north_m, p.up_m + kOverGround_m}));
  }
  return positions;
}

void add_cased(drawing::DrawList& list, const std::vector<crs::ScenePosition>& path, const drawing::Line& look) {
  list.lines.push_back(
      {.positions = path, .colour = kCasing, .width_px = look.width_px + 3.0F, .always_visible = true});
  list.lines.push_back(look);
  list.lines.back().positions = path;
}

void add_stretch(drawing::DrawList& list, const WalkStretch& stretch) {
  const auto path = over_ground(stretch.path, list.origin);
  const bool seen = !stretch.sensors.empty();
  add_cased(list, path,
            {.positions = {},
             .colour = seen ? kInView : kOutOfView,
             .width_px = seen ? kBroad_px : kThin_px,
             .dashed = !seen,
             .always_visible = true});
  if (!seen || stretch.to_m - stretch.from_m < kLabelledFrom_m) return;
  crs::ScenePosition at = path[path.size() / 2];
  at.up_m += 1.5F;
  list.labels.push_back({.at = at,
                         .text = std::to_string(stretch.sensors.size()),
                         .size_px = 15.0F,
                         .ink = kInView,
                         .priority = 20.0F});
}

void add_ring(drawing::DrawList& list, const crs::MapPosition& middle, double radius_m) {
  constexpr int kSides = 32;
  std::vector<crs::MapPosition> ring;
  for (int side = 0; side <= kSides; ++side) {
    const double turn = 2.0 * std::numbers::pi * side / kSides;
    ring.push_back(
        {middle.east_m + radius_m * std::sin(turn), middle.north_m + radius_m * std::cos(turn), middle.up_m});
  }
  add_cased(list, over_ground(ring, list.origin),
            {.positions = {}, .colour = kOutOfView, .width_px = kThin_px, .always_visible = true});
}

}  // namespace

drawing::DrawList draw_facades(const FacadeExposure& facades, const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  list.fills.resize(2);
  list.fills[1].hatched = true;
  for (const FacadePiece& piece : facades.pieces) {
    add_piece(list.fills[look_of(piece, facades.figures) == Look::pale ? 0 : 1], facades, piece, origin);
  }
  return list;
}

drawing::DrawList draw_walk(const WalkExposure& walk, const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  // What is in view lies over what is not.
  for (const bool seen : {false, true}) {
    for (const WalkStretch& stretch : walk.stretches) {
      if (stretch.sensors.empty() != seen) add_stretch(list, stretch);
    }
  }
  if (walk.stretches.empty()) return list;
  add_ring(list, walk.stretches.front().path.front(), 1.2);
  add_ring(list, walk.stretches.back().path.back(), 1.2);
  return list;
}

drawing::DrawList draw_walk_draft(const std::vector<crs::MapPosition>& points, const terrain::GroundModel& ground,
                                  const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  std::vector<crs::MapPosition> path;
  for (const crs::MapPosition& p : points) {
    const auto far = path.empty() ? 0.0 : std::hypot(p.east_m - path.back().east_m, p.north_m - path.back().north_m);
    const int steps = std::min(2000, static_cast<int>(far / 2.0));
    const crs::MapPosition from = path.empty() ? p : path.back();
    for (int i = 1; i <= steps; ++i) {
      const double share = static_cast<double>(i) / (steps + 1);
      path.push_back(
          {from.east_m + share * (p.east_m - from.east_m), from.north_m + share * (p.north_m - from.north_m), 0.0});
    }
    path.push_back(p);
  }
  for (crs::MapPosition& p : path) p.up_m = ground.at(p.east_m, p.north_m).height_m;
  if (path.size() > 1) {
    add_cased(list, over_ground(path, origin),
              {.positions = {}, .colour = kOutOfView, .width_px = kThin_px, .dashed = true, .always_visible = true});
  }
  for (const crs::MapPosition& p : points) {
    add_ring(list, {p.east_m, p.north_m, ground.at(p.east_m, p.north_m).height_m}, 0.8);
  }
  return list;
}

drawing::Legend exposure_legend(const policy::DensityFigures& figures) {
  using Swatch = drawing::LegendEntry::Swatch;
  return {{.swatch = Swatch::fill, .colour = kPale, .label = {"legend.exposure.below", {}}, .letter = {}},
          {.swatch = Swatch::hatched_fill,
           .colour = kAtLimit,
           .label = {"legend.exposure.at_limit", {{"density", base::Sentence::Number{figures.facade_px_per_m, 1}}}},
           .letter = {}},
          {.swatch = Swatch::hatched_fill, .colour = kDark, .label = {"legend.exposure.recognise", {}}, .letter = {}},
          {.swatch = Swatch::hatched_fill, .colour = kMasked, .label = {"legend.exposure.masked", {}}, .letter = {}},
          {.swatch = Swatch::line, .colour = kInView, .label = {"legend.exposure.walk_in_view", {}}, .letter = {}},
          {.swatch = Swatch::dashed_line,
           .colour = kOutOfView,
           .label = {"legend.exposure.walk_out_of_view", {}},
           .letter = {}}};
}

}  // namespace schouw::exposure
