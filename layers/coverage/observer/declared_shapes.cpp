// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/declared_shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "layers/coverage/observer/assumed_values.h"
#include "layers/register/polygon_text.h"

namespace schouw::coverage {

namespace {

using registers::PolygonFrame;
using registers::Sensor;
using registers::StatedPolygon;

constexpr double kFarOff_m = 10'000.0;

base::Diagnostic tell(const char* code, const Sensor& sensor, const char* field, std::string message) {
  return {.code = code,
          .severity = base::Severity::warning,
          .message = std::move(message),
          .where = {.feature = sensor.id, .field = field},
          .hint = "correct the polygon in the register; its coordinates are those of the project's CRS"};
}

struct Distances {
  double nearest_m = std::numeric_limits<double>::max();
  double farthest_m = 0.0;
};

Distances distances_of(const std::vector<StatedPolygon>& polygons, const crs::MapPosition& from) {
  Distances found;
  for (const StatedPolygon& polygon : polygons) {
    for (const auto& corner : polygon.rings.front()) {
      const double d = std::hypot(corner[0] - from.east_m, corner[1] - from.north_m);
      found.nearest_m = std::min(found.nearest_m, d);
      found.farthest_m = std::max(found.farthest_m, d);
    }
  }
  return found;
}

SensorView area_view(const std::vector<StatedPolygon>& polygons, SensorView view) {
  view.shape = ViewShape::area;
  view.blocked_by_buildings = false;
  view.hfov = base::Angle::from_degrees(360.0);
  view.focal_px.reset();
  view.range_min_m = 0.0;
  view.range_max_m = distances_of(polygons, view.lens).farthest_m;
  for (const StatedPolygon& polygon : polygons) {
    view.area.insert(view.area.end(), polygon.rings.begin(), polygon.rings.end());
  }
  return view;
}

// Whether a corner or a side of the polygon comes within reach, or the lens lies in it: by the box around it.
bool within_reach(const StatedPolygon& polygon, const SensorView& view) {
  const auto& outer = polygon.rings.front();
  const auto [west, east] = std::minmax_element(outer.begin(), outer.end());
  const auto by_north = [](const auto& a, const auto& b) { return a[1] < b[1]; };
  const auto [south, north] = std::minmax_element(outer.begin(), outer.end(), by_north);
  const double aside = std::max({(*west)[0] - view.lens.east_m, view.lens.east_m - (*east)[0], 0.0});
  const double along = std::max({(*south)[1] - view.lens.north_m, view.lens.north_m - (*north)[1], 0.0});
  return std::hypot(aside, along) <= view.range_max_m;
}

struct MaskField {
  const char* name;
  const registers::Stated<std::string>& text;
  PolygonFrame frame;
};

void add(const Sensor& sensor, const MaskField& field, SensorView& view, base::Diagnostics& diagnostics) {
  if (!field.text) return;
  const auto polygons = registers::polygons_from_text(*field.text, field.frame);
  if (!polygons) {
    diagnostics.push_back(
        tell("COV-130", sensor, field.name, "a mask is left out: " + polygons.diagnostics().front().message));
    return;
  }
  for (const StatedPolygon& polygon : *polygons) {
    if (field.frame == PolygonFrame::map && !within_reach(polygon, view)) {
      diagnostics.push_back(tell("COV-130", sensor, field.name,
                                 fmt::format("a mask lies out of reach and masks nothing: found none of it within "
                                             "{:.0f} m of the lens",
                                             view.range_max_m)));
      continue;
    }
    view.masks.push_back({.in_image = field.frame == PolygonFrame::image, .rings = polygon.rings});
  }
}

}  // namespace

std::optional<SensorView> declared_area(const Sensor& sensor, const SensorView& view,
                                        base::Diagnostics& diagnostics) {
  if (!sensor.observed_area) return std::nullopt;
  const auto area = registers::area_from_text(*sensor.observed_area);
  if (!area) {
    diagnostics.push_back(tell("COV-130", sensor, "observed_area",
                               "the declared area is left out: " + area.diagnostics().front().message));
    return std::nullopt;
  }
  if (area->polygons.empty()) return std::nullopt;
  const double nearest_m = distances_of(area->polygons, view.lens).nearest_m;
  if (nearest_m > kFarOff_m) {
    diagnostics.push_back(tell("COV-130", sensor, "observed_area",
                               fmt::format("the declared area is left out: it lies {:.0f} km from the sensor, "
                                           "expected at most {:.0f} km",
                                           nearest_m / 1000.0, kFarOff_m / 1000.0)));
    return std::nullopt;
  }
  return area_view(area->polygons, view);
}

std::optional<SensorView> region_of_use(const Sensor& sensor, const SensorView& view,
                                        base::Diagnostics& diagnostics) {
  if (!sensor.mobility_region) return std::nullopt;
  const auto region = registers::polygons_from_text(*sensor.mobility_region, PolygonFrame::map);
  if (!region) {
    diagnostics.push_back(tell("COV-130", sensor, "mobility_region",
                               "the region is left out: " + region.diagnostics().front().message));
    return std::nullopt;
  }
  SensorView placed = view;
  // A sensor that moves about stands nowhere: the middle of its region serves to find the cells.
  crs::MapBounds bounds;
  for (const StatedPolygon& polygon : *region) {
    for (const auto& corner : polygon.rings.front()) bounds.include(crs::MapPosition{corner[0], corner[1], 0.0});
  }
  placed.lens.east_m = (bounds.min.east_m + bounds.max.east_m) / 2.0;
  placed.lens.north_m = (bounds.min.north_m + bounds.max.north_m) / 2.0;
  placed = area_view(*region, std::move(placed));
  assume(placed, "position");
  assume(placed, "azimuth_deg");
  return placed;
}

std::optional<double> declared_radius_m(const Sensor& sensor) {
  if (!sensor.observed_area) return std::nullopt;
  const auto area = registers::area_from_text(*sensor.observed_area);
  return area ? area->radius_m : std::nullopt;
}

void add_masks(const Sensor& sensor, bool one_picture, SensorView& view, base::Diagnostics& diagnostics) {
  add(sensor, {"privacy_masks", sensor.privacy_masks, PolygonFrame::map}, view, diagnostics);
  if (one_picture) {
    add(sensor, {"privacy_masks_image", sensor.privacy_masks_image, PolygonFrame::image}, view, diagnostics);
  } else if (sensor.privacy_masks_image) {
    auto note = tell("COV-132", sensor, "privacy_masks_image",
                     "the masks in the image are left out: what is computed is not the one picture that they lie in");
    note.severity = base::Severity::note;
    note.hint = "draw the masks on the map too";
    diagnostics.push_back(std::move(note));
  }
}

}  // namespace schouw::coverage
