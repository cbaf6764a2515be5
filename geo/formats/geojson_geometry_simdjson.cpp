// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/geojson_geometry_simdjson.h"

#include <cmath>
#include <utility>
#include <vector>

namespace schouw::formats {

namespace {

using simdjson::dom::element;

std::optional<model::Coordinate> coordinate_of(element position) {
  simdjson::dom::array numbers;
  if (position.get(numbers) != simdjson::SUCCESS) return {};
  std::array<double, 3> values{};
  std::size_t count = 0;
  for (const element number : numbers) {
    if (count == values.size()) break;  // a fourth number is a measure, RFC 7946 section 3.1.1
    if (number.get(values[count]) != simdjson::SUCCESS || !std::isfinite(values[count])) return {};
    ++count;
  }
  if (count < 2) return {};
  return model::Coordinate{values[0], values[1], count == 3 ? std::optional(values[2]) : std::nullopt};
}

std::optional<model::Ring> line_of(element positions) {
  simdjson::dom::array list;
  if (positions.get(list) != simdjson::SUCCESS) return {};
  model::Ring ring;
  for (const element position : list) {
    const auto coordinate = coordinate_of(position);
    if (!coordinate) return {};
    ring.push_back(*coordinate);
  }
  return ring;
}

std::optional<std::vector<model::Ring>> lines_of(element lists) {
  simdjson::dom::array list;
  if (lists.get(list) != simdjson::SUCCESS) return {};
  std::vector<model::Ring> rings;
  for (const element positions : list) {
    auto ring = line_of(positions);
    if (!ring) return {};
    if (!ring->empty()) rings.push_back(*std::move(ring));
  }
  return rings;
}

// Everything of one kind, gathered through multi-parts and collections.
struct Parts {
  std::vector<model::Coordinate> points;
  std::vector<model::Ring> lines;
  std::vector<model::PolygonWithHoles> polygons;

  bool add_polygon(element coordinates) {
    auto rings = lines_of(coordinates);
    if (!rings) return false;
    if (!rings->empty()) polygons.push_back({*std::move(rings)});
    return true;
  }

  bool add_polygons(element coordinates) {
    simdjson::dom::array list;
    if (coordinates.get(list) != simdjson::SUCCESS) return false;
    for (const element polygon : list) {
      if (!add_polygon(polygon)) return false;
    }
    return true;
  }

  bool add_lines(element coordinates) {
    auto more = lines_of(coordinates);
    if (more) lines.insert(lines.end(), more->begin(), more->end());
    return more.has_value();
  }

  bool add_points(element coordinates) {
    auto more = line_of(coordinates);
    if (more) points.insert(points.end(), more->begin(), more->end());
    return more.has_value();
  }

  bool add_line(element coordinates) {
    auto line = line_of(coordinates);
    if (!line) return false;
    if (!line->empty()) lines.push_back(*std::move(line));
    return true;
  }

  bool add_point(element coordinates) {
    simdjson::dom::array list;
    if (coordinates.get(list) == simdjson::SUCCESS && list.size() == 0) return true;  // an empty point
    const auto point = coordinate_of(coordinates);
    if (point) points.push_back(*point);
    return point.has_value();
  }

  bool add_collection(element geometry) {
    simdjson::dom::array members;
    if (geometry["geometries"].get(members) != simdjson::SUCCESS) return false;
    for (const element member : members) {
      if (!add(member)) return false;
    }
    return true;
  }

  bool add(element geometry) {
    std::string_view type;
    if (geometry["type"].get(type) != simdjson::SUCCESS) return false;
    if (type == "GeometryCollection") return add_collection(geometry);
    element coordinates;
    if (geometry["coordinates"].get(coordinates) != simdjson::SUCCESS) return false;
    if (type == "Point") return add_point(coordinates);
    if (type == "MultiPoint") return add_points(coordinates);
    if (type == "LineString") return add_line(coordinates);
    if (type == "MultiLineString") return add_lines(coordinates);
    if (type == "Polygon") return add_polygon(coordinates);
    if (type == "MultiPolygon") return add_polygons(coordinates);
    return false;
  }
};

}  // namespace

std::optional<model::Geometry> geometry_of(element geometry) {
  if (geometry.is_null()) return model::Geometry{};
  Parts parts;
  if (!parts.add(geometry)) return std::nullopt;
  if (!parts.polygons.empty()) return model::Geometry{std::move(parts.polygons)};
  if (!parts.lines.empty()) return model::Geometry{std::move(parts.lines)};
  std::string_view type;
  if (geometry["type"].get(type) == simdjson::SUCCESS && type == "Point" && parts.points.size() == 1) {
    return model::Geometry{parts.points.front()};
  }
  if (!parts.points.empty()) return model::Geometry{std::move(parts.points)};
  return model::Geometry{};
}

}  // namespace schouw::formats
