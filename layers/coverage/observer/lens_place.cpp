// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/lens_place.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "layers/register/deployment_text.h"

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

struct Found {
  bool inside = false;    // the lens, in the building
  bool expected = false;  // nothing in the record speaks against a wall
};

// NOLINTNEXTLINE(readability-function-size): what was found, where, and what it moves
void stand_before(const WallPoint& wall, const Found& found, const registers::Sensor& sensor,
                  const OcclusionModel& occlusion, LensPlace& place) {
  crs::MapPosition& lens = place.view.lens;
  const double ground_before_m = occlusion.ground().at(lens.east_m, lens.north_m).height_m;
  lens.east_m = wall.east_m + kBeforeWall_m * wall.away_east;
  lens.north_m = wall.north_m + kBeforeWall_m * wall.away_north;
  if (!sensor.height_nap_m) {
    lens.up_m += occlusion.ground().at(lens.east_m, lens.north_m).height_m - ground_before_m;
  }
  place.view.assumed.emplace_back("position");
  place.against_wall = true;
  place.host = wall.object;
  place.diagnostics.push_back(tell(found.expected ? "COV-121" : "COV-122",
                                   found.expected ? base::Severity::note : base::Severity::warning, sensor,
                                   fmt::format("the lens was {} a building, {:.1f} m from its wall, and was placed "
                                               "{:g} m in front of it",
                                               found.inside ? "inside" : "beside", wall.distance_m, kBeforeWall_m)));
}

void hang_below(const Slab& slab, const registers::Sensor& sensor, LensPlace& place) {
  const auto underside_m = static_cast<double>(slab.bottom_m);
  const double sunk_m = place.view.lens.up_m - underside_m;
  place.view.lens.up_m = underside_m - kBeforeWall_m;
  place.view.assumed.emplace_back(sensor.height_nap_m ? "height_nap_m" : "height_above_ground_m");
  place.diagnostics.push_back(tell(
      "COV-123", base::Severity::warning, sensor,
      fmt::format("the lens was {:.1f} m above the underside of what hangs there, inside it, and was placed {:g} m "
                  "below it",
                  sunk_m, kBeforeWall_m)));
  place.diagnostics.back().where.field = "height";
}

base::Diagnostic of_datasheet(const registers::Sensor& sensor, const std::vector<std::string>& fields) {
  return {.code = "COV-133",
          .severity = base::Severity::note,
          .message = fmt::format("computed with values of the datasheet of '{}': {}", sensor.model.value_or(""),
                                 fmt::join(fields, ", ")),
          .where = {.feature = sensor.id, .field = fields.front()},
          .hint = "record them in the register where the device is set otherwise"};
}

// Where a lens that looks one way looks; nothing where its direction is not known, or all round.
std::optional<base::Angle> direction(const SensorView& view) {
  const bool all_round =
      view.hfov.degrees() >= 300.0 || view.shape == ViewShape::disc || view.shape == ViewShape::area;
  const bool assumed = std::find(view.assumed.begin(), view.assumed.end(), "azimuth_deg") != view.assumed.end();
  return all_round || assumed ? std::nullopt : std::optional(view.azimuth);
}

}  // namespace

LensPlace place_lens(const registers::Sensor& sensor, SensorView view, const OcclusionModel& occlusion) {
  LensPlace place{.view = std::move(view)};
  if (!place.view.blocked_by_buildings) return place;
  const auto body = occlusion.body_around(place.view.lens);
  const bool on_wall = sensor.mount.value_or("") == "wall";
  if (!body && !on_wall) return place;
  if (body && body->slab) {
    hang_below(*body->slab, sensor, place);
    return place;
  }
  const auto wall = occlusion.outer_wall({.from = place.view.lens,
                                          .radius_m = body ? kReachInside_m : kReachOutside_m,
                                          .facing = direction(place.view),
                                          .object_id = sensor.mount_object.value_or("")});
  if (wall) {
    stand_before(*wall, {body.has_value(), on_wall || !sensor.mount}, sensor, occlusion, place);
  } else if (body) {
    place.lost = tell("COV-107", base::Severity::warning, sensor,
                      fmt::format("coverage unknown: the lens stands inside a building, more than {:g} m from its "
                                  "outer walls, expected in the open",
                                  kReachInside_m));
  }
  return place;
}

PlacedSensor placed_sensor(const Placing& placing, std::uint32_t sensor) {
  const auto& [plan, occlusion, options, models] = placing;
  PlacedSensor placed{.sensor = sensor};
  const registers::Sensor& stored = plan.sensors[sensor];
  placed.counted = counts_at(stored, options);
  if (!placed.counted) return placed;
  // A unit that moves is where it was deployed on the day that is asked for.
  const bool moves = stored.deployment.deployments && !options.date_iso.empty();
  const auto deployed = moves ? registers::deployed_on(stored, options.date_iso) : std::nullopt;
  const registers::Sensor& own = deployed ? *deployed : stored;
  const auto filled = registers::with_datasheet(own, models);
  const registers::Sensor& record = filled ? filled->sensor : own;
  auto views =
      resolve_views(record, plan.policy, {.range = options.range, .turning = options.turning}, occlusion.ground());
  if (!views) {
    placed.unknown = views.diagnostics().front();
    placed.unknown->severity = base::Severity::warning;
    return placed;
  }
  LensPlace place = place_lens(record, std::move(views->view), occlusion);
  if (place.lost) {
    placed.unknown = std::move(place.lost);
    return placed;
  }
  base::append(place.diagnostics, views.diagnostics());
  if (filled) place.diagnostics.push_back(of_datasheet(record, filled->fields));
  for (SensorView& further : views->further_views) {
    further.lens = place.view.lens;
    place.further_views.push_back(std::move(further));
  }
  placed.place = std::move(place);
  return placed;
}

PlacedSensor placed_sensor(const plan::Plan& plan, std::uint32_t sensor, const OcclusionModel& occlusion,
                           const CoverageOptions& options) {
  return placed_sensor(Placing(plan, occlusion, options), sensor);
}

}  // namespace schouw::coverage
