// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/observer.h"

#include <algorithm>
#include <utility>

#include "layers/coverage/observer/lens_place.h"

namespace schouw::coverage {

namespace {

crs::MapBounds reach_of(const SensorView& view) {
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

}  // namespace

Observer::Observer(std::uint32_t sensor, std::vector<SensorView> views, bool optical)
    : sensor_(sensor), optical_(optical), views_(std::move(views)) {
  for (const SensorView& view : views_) {
    tests_.emplace_back(view);
    bounds_.include(reach_of(view));
    can_be_blocked_ = can_be_blocked_ || coverage::can_be_blocked(view);
  }
}

Visibility Observer::visibility(const crs::MapPosition& target) const {
  Visibility seen;
  const double east = target.east_m - lens().east_m;
  const double north = target.north_m - lens().north_m;
  const double up = target.up_m - lens().up_m;
  for (const ViewTest& test : tests_) {
    if (!test.in_view(east, north, up)) continue;
    const double density = test.density_px_per_m(east, north, up).value_or(0.0);
    seen.before_masks = true;
    seen.before_masks_px_per_m = std::max(seen.before_masks_px_per_m, density);
    if (test.masked(east, north, up)) continue;
    seen.after_masks = true;
    seen.after_masks_px_per_m = std::max(seen.after_masks_px_per_m, density);
  }
  return seen;
}

bool can_be_blocked(const SensorView& view) { return view.blocked_by_buildings && view.shape != ViewShape::area; }

std::vector<SensorView> views_of(const LensPlace& place) {
  std::vector<SensorView> views{place.view};
  views.insert(views.end(), place.further_views.begin(), place.further_views.end());
  return views;
}

}  // namespace schouw::coverage
