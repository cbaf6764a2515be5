// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/lens_place.h"

#include <fmt/format.h>

namespace schouw::coverage {

namespace {

constexpr double kBeforeWall_m = 0.1;
constexpr double kReachOutside_m = 2.0;
constexpr double kReachInside_m = 5.0;

base::Diagnostic tell(const char* code, base::Severity severity, const registers::Sensor& sensor,
                      std::string message) {
  return {.code = code,
          .severity = severity,
          .message = std::move(message),
          .where = {.feature = sensor.id, .field = "position"},
          .hint = "correct the position in the register where this is wrong"};
}

void stand_before(const WallPoint& wall, const registers::Sensor& sensor, const Surroundings& surroundings,
                  SensorView& view) {
  const double ground_before_m = surroundings.ground().at(view.lens.east_m, view.lens.north_m).height_m;
  view.lens.east_m = wall.east_m + kBeforeWall_m * wall.away_east;
  view.lens.north_m = wall.north_m + kBeforeWall_m * wall.away_north;
  if (!sensor.height_nap_m) {
    view.lens.up_m += surroundings.ground().at(view.lens.east_m, view.lens.north_m).height_m - ground_before_m;
  }
  view.assumed.emplace_back("position");
}

}  // namespace

LensPlace place_lens(const registers::Sensor& sensor, SensorView view, const Surroundings& surroundings) {
  LensPlace place{.view = std::move(view)};
  if (!place.view.blocked_by_buildings) return place;
  const crs::MapPosition lens = place.view.lens;
  const auto top = surroundings.top_at(lens.east_m, lens.north_m);
  const bool inside = top && lens.up_m < top->height_m;
  const bool on_wall = sensor.mount.value_or("") == "wall";
  if (!inside && (!on_wall || top)) return place;
  const auto wall = surroundings.nearest_wall(lens, inside ? kReachInside_m : kReachOutside_m);
  if (!wall) {
    if (inside) {
      place.lost = tell("COV-107", base::Severity::warning, sensor,
                        fmt::format("coverage unknown: the lens stands inside a building, more than {:g} m from its "
                                    "outer walls, expected in the open",
                                    kReachInside_m));
    }
    return place;
  }
  stand_before(*wall, sensor, surroundings, place.view);
  place.against_wall = true;
  const bool expected = on_wall || !sensor.mount;
  place.diagnostics.push_back(
      tell(expected ? "COV-121" : "COV-122", expected ? base::Severity::note : base::Severity::warning, sensor,
           fmt::format("the lens was {} a building, {:.1f} m from its wall, and was placed {:g} m in front of it",
                       inside ? "inside" : "beside", wall->distance_m, kBeforeWall_m)));
  return place;
}

PlacedSensor placed_sensor(const plan::Plan& plan, std::uint32_t sensor, const Surroundings& surroundings,
                           const CoverageOptions& options) {
  PlacedSensor placed{.sensor = sensor};
  const registers::Sensor& record = plan.sensors[sensor];
  placed.counted = counts_at(record, options);
  if (!placed.counted) return placed;
  auto views =
      resolve_views(record, plan.policy, {.range = options.range, .turning = options.turning}, surroundings.ground());
  if (!views) {
    placed.unknown = views.diagnostics().front();
    placed.unknown->severity = base::Severity::warning;
    return placed;
  }
  LensPlace place = place_lens(record, std::move(views->view), surroundings);
  if (place.lost) {
    placed.unknown = std::move(place.lost);
    return placed;
  }
  base::append(place.diagnostics, views.diagnostics());
  for (SensorView& further : views->further_views) {
    further.lens = place.view.lens;
    place.further_views.push_back(std::move(further));
  }
  placed.place = std::move(place);
  return placed;
}

}  // namespace schouw::coverage
