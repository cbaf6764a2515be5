// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <string>
#include <vector>

#include "geo/formats/cityjson_document.h"
#include "geo/model/city_model.h"

namespace schouw::formats {

// The shapes of geometry-templates, read once and placed by instances.
struct TemplateShapes {
  struct Shape {
    std::vector<model::Polygon> polygons;       // indices into points
    std::vector<std::array<double, 3>> points;  // metres around the template's own zero
    std::string fault;                          // why it cannot be placed; empty: it can
  };
  std::vector<Shape> shapes;
  std::vector<std::string> lods;  // one per shape
};
TemplateShapes read_template_shapes(const RawDocument& document);

// Places instances: vertex = reference point + matrix * template point (CityJSON 2.0.1, section 4.4). A few bytes of
// file may ask for millions of corners, so all instances of a document together stay below kMostCorners.
class InstancePlacer {
 public:
  static constexpr std::size_t kMostCorners = 20'000'000;

  // The first file_vertex_count vertices are the file's own; only those may be a reference point.
  InstancePlacer(const TemplateShapes& templates, std::size_t file_vertex_count)
      : templates_(&templates), file_vertex_count_(file_vertex_count) {}

  // Appends the vertices and faces. Returns what is wrong; empty: nothing.
  std::string place(const RawGeometry& geometry, std::vector<model::MillimetrePoint>& vertices,
                    std::vector<model::Polygon>& polygons);

 private:
  const TemplateShapes* templates_;
  std::size_t file_vertex_count_ = 0;
  std::size_t corners_ = 0;
};

}  // namespace schouw::formats
