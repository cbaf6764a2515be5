// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <cmath>

#include "geo/base/json.h"
#include "geo/formats/write_tables.h"

namespace schouw::formats {

namespace {

using base::Json;

// A millimetre on the ground: 3 decimals of a metre, 8 of a degree.
class CoordinateWriter {
 public:
  explicit CoordinateWriter(bool degrees) : factor_(degrees ? 1e8 : 1e3) {}

  Json one(const model::Coordinate& c) const {
    Json out = Json::array({std::round(c.x * factor_) / factor_, std::round(c.y * factor_) / factor_});
    if (c.z) out.push_back(std::round(*c.z * 1e3) / 1e3);
    return out;
  }
  Json line(const model::Ring& ring) const {
    Json out = Json::array();
    for (const auto& c : ring) out.push_back(one(c));
    return out;
  }
  Json lines(const std::vector<model::Ring>& rings, bool closed) const {
    Json out = Json::array();
    for (const auto& ring : rings) {
      Json points = line(ring);
      if (closed && !points.empty() && points.front() != points.back()) points.push_back(points.front());
      out.push_back(std::move(points));
    }
    return out;
  }

 private:
  double factor_;
};

struct GeometryWriter {
  CoordinateWriter write;

  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(const model::Coordinate& c) const { return {{"type", "Point"}, {"coordinates", write.one(c)}}; }
  Json operator()(const std::vector<model::Coordinate>& points) const {
    return {{"type", "MultiPoint"}, {"coordinates", write.line(points)}};
  }
  Json operator()(const std::vector<model::Ring>& lines) const {
    if (lines.size() == 1) return {{"type", "LineString"}, {"coordinates", write.line(lines.front())}};
    return {{"type", "MultiLineString"}, {"coordinates", write.lines(lines, false)}};
  }
  Json operator()(const std::vector<model::PolygonWithHoles>& polygons) const {
    if (polygons.size() == 1) {
      return {{"type", "Polygon"}, {"coordinates", write.lines(polygons.front().rings, true)}};
    }
    Json all = Json::array();
    for (const auto& polygon : polygons) all.push_back(write.lines(polygon.rings, true));
    return {{"type", "MultiPolygon"}, {"coordinates", std::move(all)}};
  }
};

struct ValueWriter {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(double number) const { return std::isfinite(number) ? Json(number) : Json(nullptr); }
  template <class T>
  Json operator()(const T& value) const {
    return value;
  }
};

bool is_wgs84(const crs::Crs& crs) { return crs.id == "EPSG:4326" || crs.id == "OGC:CRS84"; }

std::string urn(const crs::Crs& crs) {
  const auto colon = crs.id.find(':');
  if (colon == std::string::npos) return crs.wkt;
  return fmt::format("urn:ogc:def:crs:{}::{}", crs.id.substr(0, colon), crs.id.substr(colon + 1));
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string geojson_text(const model::FeatureTable& table) {
  const bool degrees = !table.crs || table.crs->geographic;
  const GeometryWriter geometry{CoordinateWriter(degrees)};
  std::string out = "{\"type\":\"FeatureCollection\",\"name\":" + text_of(table.name);
  if (table.crs && !is_wgs84(*table.crs)) {
    out += ",\"crs\":" + text_of(Json{{"type", "name"}, {"properties", {{"name", urn(*table.crs)}}}});
  }
  out += ",\"features\":[\n";
  for (std::size_t i = 0; i < table.features.size(); ++i) {
    const model::Feature& feature = table.features[i];
    Json json = {{"type", "Feature"}};
    if (!feature.id.empty()) json["id"] = feature.id;
    json["properties"] = Json::object();
    for (const auto& [name, value] : feature.fields) json["properties"][name] = std::visit(ValueWriter{}, value);
    json["geometry"] = std::visit(geometry, feature.geometry);
    out += text_of(json) + (i + 1 < table.features.size() ? ",\n" : "\n");
  }
  return out + "]}\n";
}

}  // namespace schouw::formats
