// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/rfc7946.h"

#include <fmt/format.h>

#include <algorithm>

namespace schouw::formats {

namespace {

// Twice the area; positive where the ring runs counter-clockwise.
double signed_area(const model::Ring& ring) {
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[(i + 1) % ring.size()];
    twice += (a.x - ring.front().x) * (b.y - ring.front().y) - (b.x - ring.front().x) * (a.y - ring.front().y);
  }
  return twice;
}

// RFC 7946, 3.1.6.
void apply_right_hand_rule(model::PolygonWithHoles& polygon) {
  for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
    const bool outer = i == 0;
    if ((signed_area(polygon.rings[i]) > 0.0) != outer)
      std::reverse(polygon.rings[i].begin(), polygon.rings[i].end());
  }
}

// Moves coordinates in place; false where one cannot be moved.
class ToDegrees {
 public:
  explicit ToDegrees(const crs::Transformation& from_degrees) : from_degrees_(from_degrees) {}

  bool operator()(std::monostate) const { return true; }
  bool operator()(model::Coordinate& c) const {
    const auto place = from_degrees_.inverse({c.x, c.y, std::nullopt});
    if (!place) return false;
    c = {place->x, place->y, std::nullopt};
    return true;
  }
  bool operator()(std::vector<model::Coordinate>& points) const {
    return std::all_of(points.begin(), points.end(), [&](auto& c) { return (*this)(c); });
  }
  bool operator()(std::vector<model::Ring>& rings) const {
    return std::all_of(rings.begin(), rings.end(), [&](auto& ring) { return (*this)(ring); });
  }
  bool operator()(std::vector<model::PolygonWithHoles>& polygons) const {
    return std::all_of(polygons.begin(), polygons.end(), [&](auto& polygon) { return (*this)(polygon.rings); });
  }

 private:
  const crs::Transformation& from_degrees_;
};

base::Diagnostic not_moved(const model::FeatureTable& table, std::size_t count, const std::string& first) {
  return {.code = "IO-162",
          .severity = base::Severity::warning,
          .message = fmt::format("{} features of \"{}\" are written without their place, which has no longitude and "
                                 "latitude",
                                 count, table.name),
          .where = {.feature = first},
          .hint = "check their coordinates; a GeoPackage keeps them as they are"};
}

base::Result<model::FeatureTable> in_degrees(model::FeatureTable table, const crs::Crs& degrees) {
  const auto from_degrees = crs::Transformation::between(degrees, *table.crs);
  if (!from_degrees) return base::Result<model::FeatureTable>::failure(from_degrees.diagnostics());
  std::size_t lost = 0;
  std::string first;
  for (model::Feature& feature : table.features) {
    if (std::visit(ToDegrees(*from_degrees), feature.geometry)) continue;
    feature.geometry = std::monostate{};
    if (lost++ == 0) first = feature.id;
  }
  table.crs = degrees;
  base::Diagnostics warnings;
  if (lost > 0) warnings.push_back(not_moved(table, lost, first));
  return {std::move(table), std::move(warnings)};
}

}  // namespace

base::Result<model::FeatureTable> as_rfc7946(model::FeatureTable table) {
  const auto degrees = crs::crs_from_text("EPSG:4326");
  if (!degrees) return base::Result<model::FeatureTable>::failure(degrees.diagnostics());
  base::Result<model::FeatureTable> moved(std::move(table));
  if (moved->crs && !(*moved->crs == *degrees)) moved = in_degrees(*std::move(moved), *degrees);
  if (!moved) return moved;
  for (model::Feature& feature : moved->features) {
    auto* polygons = std::get_if<std::vector<model::PolygonWithHoles>>(&feature.geometry);
    if (polygons != nullptr) std::for_each(polygons->begin(), polygons->end(), apply_right_hand_rule);
  }
  return moved;
}

}  // namespace schouw::formats
