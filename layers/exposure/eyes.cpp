// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/eyes.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "geo/base/parallel.h"
#include "layers/coverage/lens_place.h"

namespace schouw::exposure {

namespace {

using coverage::SensorView;
using coverage::ViewShape;

constexpr double kSquare_m = 128.0;
constexpr int kMostSquares = 4096;

crs::MapBounds bounds_of(const SensorView& view) {
  constexpr double kAnyHeight_m = 1e6;
  crs::MapBounds bounds;
  if (view.shape == ViewShape::area) {
    for (const auto& ring : view.area) {
      for (const auto& corner : ring) bounds.include(crs::MapPosition{corner[0], corner[1], -kAnyHeight_m});
    }
    if (!bounds.empty()) bounds.max.up_m = kAnyHeight_m;
    return bounds;
  }
  const double r = view.range_max_m;
  const crs::MapPosition& at = view.lens;
  bounds.include(crs::MapPosition{at.east_m - r, at.north_m - r, at.up_m - r});
  bounds.include(crs::MapPosition{at.east_m + r, at.north_m + r, at.up_m + r});
  return bounds;
}

int square_of(double metres) { return static_cast<int>(std::floor(metres / kSquare_m)); }

}  // namespace

bool overlap(const crs::MapBounds& a, const crs::MapBounds& b) {
  return a.min.east_m <= b.max.east_m && b.min.east_m <= a.max.east_m && a.min.north_m <= b.max.north_m &&
         b.min.north_m <= a.max.north_m && a.min.up_m <= b.max.up_m && b.min.up_m <= a.max.up_m;
}

Eye::Eye(std::uint32_t sensor, bool optical, std::vector<SensorView> views)
    : sensor_(sensor), optical_(optical), views_(std::move(views)) {
  for (const SensorView& view : views_) {
    tests_.emplace_back(view);
    bounds_.include(bounds_of(view));
    can_be_blocked_ = can_be_blocked_ || (view.blocked_by_buildings && view.shape != ViewShape::area);
  }
}

Glance Eye::look(const crs::MapPosition& target) const {
  Glance glance;
  const double east = target.east_m - lens().east_m;
  const double north = target.north_m - lens().north_m;
  const double up = target.up_m - lens().up_m;
  for (const coverage::ViewTest& test : tests_) {
    if (!test.in_view(east, north, up)) continue;
    const double density = test.density_px_per_m(east, north, up).value_or(0.0);
    glance.before_masks = true;
    glance.before_masks_px_per_m = std::max(glance.before_masks_px_per_m, density);
    if (test.masked(east, north, up)) continue;
    glance.after_masks = true;
    glance.after_masks_px_per_m = std::max(glance.after_masks_px_per_m, density);
  }
  return glance;
}

base::Diagnostic exposure_stopped() {
  return {.code = "EXPO-110",
          .kind = base::DiagnosticKind::cancelled,
          .message = "the exposure was stopped",
          .where = {.field = "cancel"},
          .hint = "run it again"};
}

base::Result<std::vector<Eye>> eyes_of(const plan::Project& project, const coverage::Surroundings& surroundings,
                                       const coverage::CoverageOptions& options, const base::CancelToken& cancel) {
  const plan::Plan& plan = *project.plan;
  std::vector<std::optional<Eye>> found(plan.sensors.size());
  const auto work = [&](std::size_t i) {
    const auto sensor = static_cast<std::uint32_t>(i);
    auto placed = coverage::placed_sensor(plan, sensor, surroundings, options);
    if (!placed.counted || !placed.place) return;
    std::vector<SensorView> views;
    views.push_back(std::move(placed.place->view));
    for (SensorView& view : placed.place->further_views) views.push_back(std::move(view));
    const auto* kind = plan.policy.defaults_for(registers::kind_name(plan.sensors[i].kind));
    found[i].emplace(sensor, kind != nullptr && kind->optical, std::move(views));
  };
  if (!base::for_each_index(found.size(), work, cancel, options.threads)) return exposure_stopped();
  std::vector<Eye> eyes;
  for (std::optional<Eye>& eye : found) {
    if (eye) eyes.push_back(*std::move(eye));
  }
  return eyes;
}

EyeIndex::EyeIndex(const std::vector<Eye>& eyes) : eyes_(eyes) {
  for (std::uint32_t i = 0; i < eyes.size(); ++i) {
    const crs::MapBounds& box = eyes[i].bounds();
    if (box.empty()) continue;
    const double wide = (box.max.east_m - box.min.east_m) / kSquare_m + 2.0;
    const double high = (box.max.north_m - box.min.north_m) / kSquare_m + 2.0;
    if (wide * high > kMostSquares) {
      vast_.push_back(i);
      continue;
    }
    for (int row = square_of(box.min.north_m); row <= square_of(box.max.north_m); ++row) {
      for (int column = square_of(box.min.east_m); column <= square_of(box.max.east_m); ++column) {
        squares_.push_back({{row, column}, i});
      }
    }
  }
  std::sort(squares_.begin(), squares_.end());
}

std::vector<std::uint32_t> EyeIndex::near(const crs::MapBounds& box) const {
  std::vector<std::uint32_t> found;
  const auto take = [&](std::uint32_t eye) {
    if (overlap(eyes_[eye].bounds(), box)) found.push_back(eye);
  };
  for (const std::uint32_t eye : vast_) take(eye);
  const double wide = (box.max.east_m - box.min.east_m) / kSquare_m + 2.0;
  const double high = (box.max.north_m - box.min.north_m) / kSquare_m + 2.0;
  // A box that a damaged file made hundreds of kilometres wide has more squares than there are entries.
  if (wide * high > static_cast<double>(squares_.size())) {
    for (const auto& entry : squares_) take(entry.second);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }
  for (int row = square_of(box.min.north_m); row <= square_of(box.max.north_m); ++row) {
    for (int column = square_of(box.min.east_m); column <= square_of(box.max.east_m); ++column) {
      const Square square{row, column};
      auto entry = std::lower_bound(squares_.begin(), squares_.end(), std::pair(square, 0U));
      for (; entry != squares_.end() && entry->first == square; ++entry) take(entry->second);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace schouw::exposure
