// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/files/geojson_file.h"

#include <fmt/format.h>

namespace schouw::town {
namespace {

std::string coordinate(Spot spot) {
  return fmt::format("[{:.2f},{:.2f}]", kOriginEast_m + spot.x_m, kOriginNorth_m + spot.y_m);
}

std::string closed_ring(const Loop& loop) {
  std::string ring = "[";
  for (const Spot spot : loop) ring += coordinate(spot) + ",";
  return ring + coordinate(loop.front()) + "]";
}

std::string rings_of(const Ground& ground) {
  std::string rings = "[" + closed_ring(ground.outer);
  for (const Loop& hole : ground.holes) rings += "," + closed_ring(hole);
  return rings + "]";
}

}  // namespace

GeoJsonFile::GeoJsonFile(const std::filesystem::path& path, std::string_view name)
    : out_(path, std::ios::binary | std::ios::trunc) {
  out_ << fmt::format(
      "{{\"type\":\"FeatureCollection\",\"name\":{},\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":"
      "\"urn:ogc:def:crs:EPSG::28992\"}}}},\"features\":[\n",
      json_text(name));
}

void GeoJsonFile::feature(std::string_view id, const std::string& geometry, const Attributes& properties) {
  out_ << fmt::format("{}{{\"type\":\"Feature\",\"id\":{},\"properties\":{{{}}},\"geometry\":{}}}",
                      first_ ? "" : ",\n", json_text(id), properties.members(), geometry);
  first_ = false;
}

void GeoJsonFile::point(std::string_view id, Spot at, const Attributes& properties) {
  feature(id, fmt::format("{{\"type\":\"Point\",\"coordinates\":{}}}", coordinate(at)), properties);
}

void GeoJsonFile::polygons(std::string_view id, std::span<const Ground> grounds, const Attributes& properties) {
  std::string parts;
  for (const Ground& ground : grounds) parts += (parts.empty() ? "" : ",") + rings_of(ground);
  feature(id, fmt::format("{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}", parts), properties);
}

bool GeoJsonFile::close() {
  out_ << "\n]}\n";
  out_.flush();
  const bool good = out_.good();
  out_.close();
  return good;
}

}  // namespace schouw::town
