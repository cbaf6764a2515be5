// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/ogr_conversion.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>

namespace schouw::formats {

namespace {

// Everything of one kind that a geometry holds, gathered through multi-parts and collections.
struct Parts {
  std::vector<model::Coordinate> points;
  std::vector<model::Ring> lines;
  std::vector<model::PolygonWithHoles> polygons;
  bool finite = true;

  model::Coordinate coordinate(double x, double y, std::optional<double> z) {
    if (!std::isfinite(x) || !std::isfinite(y) || (z && !std::isfinite(*z))) finite = false;
    return {.x = x, .y = y, .z = z};
  }

  model::Ring ring(const OGRSimpleCurve& curve) {
    model::Ring out;
    out.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    const bool solid = curve.Is3D() != 0;
    for (int i = 0; i < curve.getNumPoints(); ++i) {
      out.push_back(coordinate(curve.getX(i), curve.getY(i), solid ? std::optional(curve.getZ(i)) : std::nullopt));
    }
    return out;
  }

  void add_polygon(const OGRPolygon& polygon) {
    model::PolygonWithHoles out;
    for (const OGRLinearRing* edge : polygon) out.rings.push_back(ring(*edge));
    if (!out.rings.empty()) polygons.push_back(std::move(out));
  }

  void add(const OGRGeometry& geometry) {
    if (geometry.IsEmpty() != 0) return;
    switch (wkbFlatten(geometry.getGeometryType())) {
      case wkbPoint: {
        const OGRPoint& p = *geometry.toPoint();
        points.push_back(coordinate(p.getX(), p.getY(), p.Is3D() != 0 ? std::optional(p.getZ()) : std::nullopt));
        return;
      }
      case wkbLineString: lines.push_back(ring(*geometry.toLineString())); return;
      case wkbPolygon:
      case wkbTriangle: add_polygon(*geometry.toPolygon()); return;
      case wkbPolyhedralSurface:
      case wkbTIN:
        for (const OGRPolygon* face : *geometry.toPolyhedralSurface()) add_polygon(*face);
        return;
      case wkbMultiPoint:
      case wkbMultiLineString:
      case wkbMultiPolygon:
      case wkbGeometryCollection:
        for (const OGRGeometry* part : *geometry.toGeometryCollection()) add(*part);
        return;
      default: return;
    }
  }
};

}  // namespace

std::optional<model::Geometry> geometry_from_ogr(const OGRGeometry* geometry) {
  if (geometry == nullptr || geometry->IsEmpty() != 0) return model::Geometry{};
  std::unique_ptr<OGRGeometry> straight;
  if (geometry->hasCurveGeometry() != 0) {
    straight.reset(geometry->getLinearGeometry());
    geometry = straight.get();
    if (geometry == nullptr) return std::nullopt;
  }
  Parts parts;
  parts.add(*geometry);
  if (!parts.finite) return std::nullopt;
  if (!parts.polygons.empty()) return model::Geometry{std::move(parts.polygons)};
  if (!parts.lines.empty()) return model::Geometry{std::move(parts.lines)};
  if (wkbFlatten(geometry->getGeometryType()) == wkbPoint && parts.points.size() == 1) {
    return model::Geometry{parts.points.front()};
  }
  if (!parts.points.empty()) return model::Geometry{std::move(parts.points)};
  return model::Geometry{};
}

std::size_t vertex_count(const model::Geometry& geometry) {
  std::size_t count = 0;
  if (std::holds_alternative<model::Coordinate>(geometry)) count = 1;
  if (const auto* points = std::get_if<std::vector<model::Coordinate>>(&geometry)) count = points->size();
  if (const auto* lines = std::get_if<std::vector<model::Ring>>(&geometry)) {
    for (const auto& line : *lines) count += line.size();
  }
  if (const auto* polygons = std::get_if<std::vector<model::PolygonWithHoles>>(&geometry)) {
    for (const auto& polygon : *polygons) {
      for (const auto& ring : polygon.rings) count += ring.size();
    }
  }
  return count;
}

namespace {

// ISO 8601, with the offset from UTC where the file states one (OGR: 100 is UTC, each further one a quarter).
std::string time_from_ogr(OGRFeature& feature, int index, OGRFieldType type) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0.0F;
  if (feature.GetFieldAsDateTime(index, &year, &month, &day, &hour, &minute, &second, &zone) == FALSE) {
    return feature.GetFieldAsString(index);
  }
  std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (type == OFTDate) return date;
  const int ms = static_cast<int>(std::lround(second * 1000.0F));
  std::string clock = fmt::format("{:02}:{:02}:{:02}", hour, minute, ms / 1000);
  if (ms % 1000 != 0) clock += fmt::format(".{:03}", ms % 1000);
  if (type == OFTTime) return clock;
  if (zone == 100) clock += 'Z';
  if (zone > 1 && zone != 100) {
    const int quarters = std::abs(zone - 100);
    clock += fmt::format("{}{:02}:{:02}", zone > 100 ? '+' : '-', quarters / 4, quarters % 4 * 15);
  }
  return date + 'T' + clock;
}

std::string list_from_ogr(OGRFeature& feature, int index) {
  char* json = feature.GetFieldAsSerializedJSon(index);
  std::string text = json != nullptr ? json : feature.GetFieldAsString(index);
  CPLFree(json);
  return text;
}

// The decimal that a single-precision number was written as: 0.1 and not 0.10000000149.
double decimal_of(double number) {
  double nearest = number;
  const std::string text = fmt::format("{}", static_cast<float>(number));
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), nearest);
  return problem == std::errc{} && end == text.data() + text.size() ? nearest : number;
}

}  // namespace

model::FieldValue field_from_ogr(OGRFeature& feature, int index) {
  if (feature.IsFieldSetAndNotNull(index) == 0) return {};
  const OGRFieldDefn* definition = feature.GetFieldDefnRef(index);
  switch (definition->GetType()) {
    case OFTInteger:
      if (definition->GetSubType() == OFSTBoolean) return feature.GetFieldAsInteger(index) != 0;
      return static_cast<std::int64_t>(feature.GetFieldAsInteger(index));
    case OFTInteger64: return static_cast<std::int64_t>(feature.GetFieldAsInteger64(index));
    case OFTReal: {
      const double number = feature.GetFieldAsDouble(index);
      return definition->GetSubType() == OFSTFloat32 ? decimal_of(number) : number;
    }
    case OFTDate:
    case OFTTime:
    case OFTDateTime: return time_from_ogr(feature, index, definition->GetType());
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList: return list_from_ogr(feature, index);
    case OFTBinary: return {};
    default: return std::string(feature.GetFieldAsString(index));
  }
}

namespace {

// GDAL makes these of the srs_id 0 and -1 of a GeoPackage (OGC 12-128r18, table gpkg_spatial_ref_sys): coordinates of
// an unknown kind.
bool says_nothing(const OGRSpatialReference& reference) {
  const char* name = reference.GetName();
  const std::string_view text = name == nullptr ? "" : name;
  return text.rfind("Undefined ", 0) == 0 || text.rfind("undefined ", 0) == 0;
}

}  // namespace

std::optional<crs::Crs> crs_from_ogr(const OGRSpatialReference* reference, const std::string& file,
                                     base::Diagnostics& diagnostics) {
  if (reference == nullptr || reference->IsEmpty() || says_nothing(*reference)) return std::nullopt;
  std::string text;
  const char* authority = reference->GetAuthorityName(nullptr);
  const char* code = reference->GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) {
    text = fmt::format("{}:{}", authority, code);
  } else {
    char* wkt = nullptr;
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    if (reference->exportToWkt(&wkt, options) == OGRERR_NONE && wkt != nullptr) text = wkt;
    CPLFree(wkt);
  }
  auto found = crs::crs_from_text(text);
  if (found) return *found;
  for (base::Diagnostic problem : found.diagnostics()) {
    problem.severity = base::Severity::warning;
    problem.where.file = file;
    problem.hint = "state the CRS with --crs";
    diagnostics.push_back(std::move(problem));
  }
  return std::nullopt;
}

}  // namespace schouw::formats
