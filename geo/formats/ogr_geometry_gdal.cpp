// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/ogr_geometry_gdal.h"

namespace schouw::formats {

namespace {

std::unique_ptr<OGRPoint> point_of(const model::Coordinate& c) {
  return c.z ? std::make_unique<OGRPoint>(c.x, c.y, *c.z) : std::make_unique<OGRPoint>(c.x, c.y);
}

void add_points(OGRSimpleCurve& curve, const model::Ring& ring) {
  for (const auto& c : ring) {
    if (c.z) {
      curve.addPoint(c.x, c.y, *c.z);
    } else {
      curve.addPoint(c.x, c.y);
    }
  }
}

struct Converter {
  using Handle = std::unique_ptr<OGRGeometry>;

  Handle operator()(std::monostate) const { return nullptr; }
  Handle operator()(const model::Coordinate& c) const { return point_of(c); }
  Handle operator()(const std::vector<model::Coordinate>& points) const {
    auto out = std::make_unique<OGRMultiPoint>();
    for (const auto& c : points) out->addGeometryDirectly(point_of(c).release());
    return out;
  }
  Handle operator()(const std::vector<model::Ring>& lines) const {
    auto out = std::make_unique<OGRMultiLineString>();
    for (const auto& line : lines) {
      auto part = std::make_unique<OGRLineString>();
      add_points(*part, line);
      out->addGeometryDirectly(part.release());
    }
    return out;
  }
  Handle operator()(const std::vector<model::PolygonWithHoles>& polygons) const {
    auto out = std::make_unique<OGRMultiPolygon>();
    for (const auto& polygon : polygons) {
      auto part = std::make_unique<OGRPolygon>();
      for (const auto& ring : polygon.rings) {
        auto edge = std::make_unique<OGRLinearRing>();
        add_points(*edge, ring);
        edge->closeRings();
        part->addRingDirectly(edge.release());
      }
      out->addGeometryDirectly(part.release());
    }
    return out;
  }
};

}  // namespace

std::unique_ptr<OGRGeometry> ogr_geometry(const model::Geometry& geometry) {
  return std::visit(Converter{}, geometry);
}

}  // namespace schouw::formats
