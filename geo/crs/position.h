// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace schouw::crs {

// A place in the project CRS, metres, heights above the CRS's vertical datum (NAP for EPSG:7415).
struct MapPosition {
  double east_m = 0.0;
  double north_m = 0.0;
  double up_m = 0.0;
  bool operator==(const MapPosition&) const = default;
};

// Longitude and latitude in degrees; height in metres above the ellipsoid or the vertical datum that the CRS names.
struct GeographicPosition {
  double longitude_deg = 0.0;
  double latitude_deg = 0.0;
  double height_m = 0.0;
};

// A place for drawing: metres east, north, up of a SceneOrigin, in floats. Exact to about 1 mm within 10 km.
struct ScenePosition {
  float east_m = 0.0F;
  float north_m = 0.0F;
  float up_m = 0.0F;
  bool operator==(const ScenePosition&) const = default;
};

// Where the floats of a drawing are counted from; chosen once per project, near its middle. Changes no result.
//   const SceneOrigin origin{.at = {85'000.0, 446'000.0, 0.0}};
//   const ScenePosition p = origin.to_scene({85'010.5, 446'000.0, 3.0});  // 10.5 m east, 0 m north, 3 m up
// Cost: 24 bytes and three subtractions a place. Threads: a plain value. Nothing fails; to_map gives back what fits
// in floats, so farther than 10 km from the origin it is off by more than 1 mm.
struct SceneOrigin {
  MapPosition at;

  ScenePosition to_scene(const MapPosition& p) const {
    return {static_cast<float>(p.east_m - at.east_m), static_cast<float>(p.north_m - at.north_m),
            static_cast<float>(p.up_m - at.up_m)};
  }
  MapPosition to_map(const ScenePosition& p) const {
    return {at.east_m + static_cast<double>(p.east_m), at.north_m + static_cast<double>(p.north_m),
            at.up_m + static_cast<double>(p.up_m)};
  }
  bool operator==(const SceneOrigin&) const = default;
};

// An upright box in the project CRS; empty while min > max.
struct MapBounds {
  MapPosition min{1e300, 1e300, 1e300};
  MapPosition max{-1e300, -1e300, -1e300};

  bool empty() const { return min.east_m > max.east_m; }
  void include(const MapPosition& p) {
    if (p.east_m < min.east_m) min.east_m = p.east_m;
    if (p.north_m < min.north_m) min.north_m = p.north_m;
    if (p.up_m < min.up_m) min.up_m = p.up_m;
    if (p.east_m > max.east_m) max.east_m = p.east_m;
    if (p.north_m > max.north_m) max.north_m = p.north_m;
    if (p.up_m > max.up_m) max.up_m = p.up_m;
  }
  void include(const MapBounds& other) {
    if (other.empty()) return;
    include(other.min);
    include(other.max);
  }
  bool contains_in_plan(const MapPosition& p) const {
    return p.east_m >= min.east_m && p.east_m <= max.east_m && p.north_m >= min.north_m && p.north_m <= max.north_m;
  }
};

}  // namespace schouw::crs
