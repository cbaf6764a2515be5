// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "geo/crs/position.h"
#include "layers/coverage/coverage.h"
#include "layers/coverage/optics.h"
#include "layers/plan/plan.h"

namespace schouw::exposure {

// What a sensor makes of a place, apart from what stands between: before its privacy masks and after them. Densities
// are the ceiling of domain.md 2, focal length over depth: what something that faces the lens has there. They are not
// lowered for a wall that is seen aslant, and 0 where unknown.
struct Glance {
  bool before_masks = false;
  bool after_masks = false;
  double before_masks_px_per_m = 0.0;
  double after_masks_px_per_m = 0.0;
};

// A sensor with all its views through one lens: presets, imagers. Of several views the best counts.
class Eye {
 public:
  // views: at least one.
  Eye(std::uint32_t sensor, bool optical, std::vector<coverage::SensorView> views);

  std::uint32_t sensor() const { return sensor_; }
  bool optical() const { return optical_; }
  const crs::MapPosition& lens() const { return views_.front().lens; }
  const crs::MapBounds& bounds() const { return bounds_; }  // nothing outside is in view
  const std::vector<coverage::SensorView>& views() const { return views_; }
  Glance look(const crs::MapPosition& target) const;
  // Whether something may stand between the lens and what it observes.
  bool can_be_blocked() const { return can_be_blocked_; }

 private:
  std::uint32_t sensor_;
  bool optical_;
  bool can_be_blocked_ = false;
  std::vector<coverage::SensorView> views_;
  std::vector<coverage::ViewTest> tests_;
  crs::MapBounds bounds_;
};

// The sensors that count and whose coverage is known, in order of the plan. Fails with EXPO-110 where it was
// cancelled.
base::Result<std::vector<Eye>> eyes_of(const plan::Project& project, const coverage::Surroundings& surroundings,
                                       const coverage::CoverageOptions& options,
                                       const base::CancelToken& cancel = {});

base::Diagnostic exposure_stopped();  // EXPO-110

// Which eyes may see into a box: by squares of 128 m over the map.
class EyeIndex {
 public:
  explicit EyeIndex(const std::vector<Eye>& eyes);
  std::vector<std::uint32_t> near(const crs::MapBounds& box) const;  // ascending, each once

 private:
  using Square = std::pair<int, int>;
  const std::vector<Eye>& eyes_;
  std::vector<std::pair<Square, std::uint32_t>> squares_;  // sorted
  std::vector<std::uint32_t> vast_;
};

bool overlap(const crs::MapBounds& a, const crs::MapBounds& b);

}  // namespace schouw::exposure
