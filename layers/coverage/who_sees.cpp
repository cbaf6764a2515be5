// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>
#include <limits>

#include "layers/coverage/observer/lens_place.h"
#include "layers/coverage/observer/observer.h"
#include "layers/coverage/occlusion/occlusion_model.h"

namespace schouw::coverage {

namespace {

constexpr double kNearby_m = 100.0;
// The ground itself must not hide a spot that lies on it.
constexpr double kOffGround_m = 0.02;

// How far from a sensor's position a spot may lie and still be answered for. A wall moves the lens by metres.
double reach_m(const registers::Sensor& sensor, const policy::Policy& policy) {
  constexpr double kMoved_m = 10.0;
  if (sensor.observed_area || sensor.mobility_region) return std::numeric_limits<double>::infinity();
  double range_m = kNearby_m;
  if (sensor.range_max_m) {
    range_m = std::max(range_m, *sensor.range_max_m);
  } else if (const auto* defaults = policy.defaults_for(registers::kind_name(sensor.kind))) {
    range_m = std::max({range_m, defaults->range_low_m, defaults->range_m, defaults->range_high_m});
  }
  return range_m + kMoved_m;
}

bool too_far(const registers::Sensor& sensor, const policy::Policy& policy, double east_m, double north_m) {
  if (!sensor.position) return false;
  return std::hypot(sensor.position->east_m - east_m, sensor.position->north_m - north_m) > reach_m(sensor, policy);
}

double distance_m(const crs::MapPosition& a, const crs::MapPosition& b) {
  return std::hypot(a.east_m - b.east_m, a.north_m - b.north_m, a.up_m - b.up_m);
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a place is three numbers
SpotAnswer who_sees(const plan::Project& project, const OcclusionModel& occlusion, const CoverageOptions& options,
                    double east_m, double north_m, double height_above_ground_m) {
  const terrain::GroundHeight ground = occlusion.ground().at(east_m, north_m);
  SpotAnswer answer{.position = {east_m, north_m, ground.height_m + height_above_ground_m},
                    .ground_assumed = ground.assumed};
  const crs::MapPosition aim{east_m, north_m,
                             answer.position.up_m + (height_above_ground_m < kOffGround_m ? kOffGround_m : 0.0)};
  const Placing placing(*project.plan, occlusion, options);
  for (std::uint32_t i = 0; i < project.plan->sensors.size(); ++i) {
    const registers::Sensor& sensor = project.plan->sensors[i];
    if (too_far(sensor, project.plan->policy, east_m, north_m)) continue;
    const PlacedSensor placed = placed_sensor(placing, i);
    if (!placed.counted) continue;
    if (!placed.place) {
      if (sensor.position &&
          std::hypot(sensor.position->east_m - east_m, sensor.position->north_m - north_m) <= kNearby_m) {
        answer.coverage_unknown_nearby.push_back(i);
      }
      continue;
    }
    const SensorView& view = placed.place->view;
    const Visibility found = Observer(i, views_of(*placed.place)).visibility(answer.position);
    if (!found.before_masks) continue;
    if (view.blocked_by_buildings && !occlusion.triangles().line_is_clear(view.lens, aim)) continue;
    if (!found.after_masks) {
      answer.masked.push_back(i);
      continue;
    }
    const double density = found.after_masks_px_per_m;
    answer.sightings.push_back(
        {i, distance_m(view.lens, answer.position), density > 0.0 ? std::optional(density) : std::nullopt});
  }
  std::stable_sort(answer.sightings.begin(), answer.sightings.end(),
                   [](const Sighting& a, const Sighting& b) { return a.distance_m < b.distance_m; });
  return answer;
}

}  // namespace schouw::coverage
