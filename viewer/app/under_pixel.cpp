// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/under_pixel.h"

#include <cmath>

#include "layers/coverage/occlusion/occlusion_model.h"

namespace schouw::app {

namespace {

double distance_m(const crs::MapPosition& a, const crs::MapPosition& b) {
  return std::hypot(a.east_m - b.east_m, a.north_m - b.north_m, a.up_m - b.up_m);
}

std::optional<crs::MapPosition> ground_under(const AppState& state, const terrain::GroundModel& ground, double x_px,
                                             double y_px) {
  auto place = on_level(state.camera, state.viewport, x_px, y_px, state.camera.target.up_m);
  // Dutch ground is nearly level: three steps from plane to plane come within centimetres of it.
  for (int step = 0; step < 3 && place; ++step) {
    place = on_level(state.camera, state.viewport, x_px, y_px, ground.at(place->east_m, place->north_m).height_m);
  }
  return place;
}

}  // namespace

std::optional<crs::MapPosition> on_level(const drawing::CameraPose& pose, const drawing::Viewport& viewport,
                                         double x_px, double y_px, double up_m) {
  const drawing::ViewRay ray = drawing::ray_through(pose, viewport, x_px, y_px);
  // Close to the horizon a pixel is kilometres: no hand means that.
  if (ray.direction[2] > -0.02) return std::nullopt;
  const double along_m = (up_m - ray.from.up_m) / ray.direction[2];
  if (along_m <= 0.0) return std::nullopt;
  return crs::MapPosition{ray.from.east_m + along_m * ray.direction[0], ray.from.north_m + along_m * ray.direction[1],
                          up_m};
}

std::optional<UnderPixel> under_pixel(const AppState& state, const terrain::GroundModel& ground, double x_px,
                                      double y_px) {
  const auto level = ground_under(state, ground, x_px, y_px);
  std::optional<UnderPixel> found;
  if (level) found = UnderPixel{.place = *level, .object = std::nullopt};
  if (!state.occlusion) return found;
  const drawing::ViewRay ray = drawing::ray_through(state.camera, state.viewport, x_px, y_px);
  const auto hit = state.occlusion->triangles().first_hit(ray.from, ray.direction);
  if (!hit) return found;
  // Where no terrain was loaded the ground is known from the plane alone, and may lie before what the ray met.
  const bool behind_ground =
      hit->object && found && distance_m(ray.from, hit->position) > distance_m(ray.from, found->place);
  if (behind_ground) return found;
  return UnderPixel{.place = hit->position, .object = hit->object};
}

}  // namespace schouw::app
