// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "geo/crs/position.h"
#include "layers/coverage/observer/optics.h"

namespace schouw::coverage {

struct LensPlace;

// What a sensor makes of a place, apart from what stands between: before its privacy masks and after them. Densities
// are the ceiling of domain.md 2, focal length over depth: what something that faces the lens has there. They are not
// lowered for a wall that is seen aslant, and 0 where unknown.
struct Visibility {
  bool before_masks = false;
  bool after_masks = false;
  double before_masks_px_per_m = 0.0;
  double after_masks_px_per_m = 0.0;
};

// A sensor with all its views through one lens: presets, imagers. Of several views the best counts. The one place
// where a view is asked about a spot; tracing marks whole rows by the same numbers (footprint/view_rows.h).
//   const Observer observer(sensor, views_of(place));
//   observer.visibility({east_m, north_m, up_m}).after_masks
// Cost: a few dozen operations a view and spot; a copy of the views, masks and areas included. Immutable: any thread.
class Observer {
 public:
  // views: at least one, all with the same lens. optical: whether it makes images.
  Observer(std::uint32_t sensor, std::vector<SensorView> views, bool optical = false);

  std::uint32_t sensor() const { return sensor_; }
  bool optical() const { return optical_; }
  const crs::MapPosition& lens() const { return views_.front().lens; }
  const crs::MapBounds& bounds() const { return bounds_; }  // nothing outside is in view
  const std::vector<SensorView>& views() const { return views_; }
  Visibility visibility(const crs::MapPosition& target) const;
  // Whether something may stand between the lens and what it observes.
  bool can_be_blocked() const { return can_be_blocked_; }

 private:
  std::uint32_t sensor_;
  bool optical_;
  bool can_be_blocked_ = false;
  std::vector<SensorView> views_;
  std::vector<ViewTest> tests_;
  crs::MapBounds bounds_;
};

// The view through a placed lens and its further ones, in that order.
std::vector<SensorView> views_of(const LensPlace& place);
// Whether buildings hide anything from a view: not from one that is declared as an area.
bool can_be_blocked(const SensorView& view);

}  // namespace schouw::coverage
