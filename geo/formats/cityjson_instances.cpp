// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/cityjson_instances.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <optional>

#include "geo/formats/cityjson_boundaries.h"
#include "geo/formats/cityjson_numbers.h"

namespace schouw::formats {

namespace {

using Matrix = std::array<double, 16>;  // row after row

std::optional<Matrix> read_matrix(std::string_view json) {
  Matrix matrix{};
  JsonCursor cursor(json);
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    if (!cursor.take(i == 0 ? '[' : ',')) return std::nullopt;
    const auto number = cursor.take_number();
    if (!number || !std::isfinite(*number)) return std::nullopt;
    matrix[i] = *number;
  }
  return cursor.take(']') ? std::optional(matrix) : std::nullopt;
}

std::optional<std::uint64_t> read_reference(std::string_view json) {
  JsonCursor cursor(json);
  if (!cursor.take('[')) return std::nullopt;
  const auto index = cursor.take_index();
  return index && cursor.take(']') ? index : std::nullopt;
}

// Keeps only the points that the shape uses.
void take_points(TemplateShapes::Shape& shape, const std::vector<std::array<double, 3>>& all) {
  std::map<std::uint32_t, std::uint32_t> fresh;
  for (model::Polygon& polygon : shape.polygons) {
    for (auto& ring : polygon.rings) {
      for (std::uint32_t& vertex : ring) {
        const auto [place, is_new] = fresh.try_emplace(vertex, static_cast<std::uint32_t>(shape.points.size()));
        if (is_new) shape.points.push_back(all[vertex]);
        vertex = place->second;
      }
    }
  }
}

std::size_t corners_of(const std::vector<model::Polygon>& polygons) {
  std::size_t corners = 0;
  for (const model::Polygon& polygon : polygons) {
    for (const auto& ring : polygon.rings) corners += ring.size();
  }
  return corners;
}

std::optional<model::MillimetrePoint> placed(const std::array<double, 3>& point, const Matrix& matrix,
                                             const model::MillimetrePoint& reference) {
  model::MillimetrePoint out{};
  for (std::size_t row = 0; row < 3; ++row) {
    const double* m = matrix.data() + 4 * row;
    const double metres = m[0] * point[0] + m[1] * point[1] + m[2] * point[2] + m[3];
    const auto mm = rounded_mm(metres * 1000.0 + static_cast<double>(reference[row]));
    if (!mm) return std::nullopt;
    out[row] = *mm;
  }
  return out;
}

}  // namespace

TemplateShapes read_template_shapes(const RawDocument& document) {
  TemplateShapes templates;
  const auto points = read_triples(document.template_vertices);
  for (const RawGeometry& geometry : document.templates) {
    TemplateShapes::Shape shape;
    if (!points) {
      shape.fault = "vertices-templates is not a list of [x, y, z]";
    } else {
      ReadBoundaries read = read_boundaries(geometry, points->size());
      shape.fault = std::move(read.fault);
      shape.polygons = std::move(read.polygons);
      if (shape.fault.empty()) take_points(shape, *points);
    }
    templates.shapes.push_back(std::move(shape));
    templates.lods.push_back(geometry.lod);
  }
  return templates;
}

std::string InstancePlacer::place(const RawGeometry& geometry, std::vector<model::MillimetrePoint>& vertices,
                                  std::vector<model::Polygon>& polygons) {
  const auto matrix = read_matrix(geometry.matrix);
  const auto reference = read_reference(geometry.boundaries);
  if (!matrix) return "its transformationMatrix is not a list of 16 numbers";
  if (!reference || *reference >= file_vertex_count_ || vertices[*reference] == kNoVertex) {
    return "its boundaries do not name one vertex of the file";
  }
  const TemplateShapes::Shape& shape = templates_->shapes[*geometry.template_index];
  if (!shape.fault.empty()) return fmt::format("its template {}: {}", *geometry.template_index, shape.fault);
  corners_ += corners_of(shape.polygons);
  if (corners_ > kMostCorners) return fmt::format("instances of more than {} corners in all", kMostCorners);
  const auto first = static_cast<std::uint32_t>(vertices.size());
  const model::MillimetrePoint at = vertices[*reference];
  for (const auto& point : shape.points) {
    const auto vertex = placed(point, *matrix, at);
    if (!vertex) return "its transformationMatrix sends a vertex over 100,000 km away";
    vertices.push_back(*vertex);
  }
  for (model::Polygon polygon : shape.polygons) {
    for (auto& ring : polygon.rings) {
      for (std::uint32_t& vertex : ring) vertex += first;
    }
    polygons.push_back(std::move(polygon));
  }
  return {};
}

}  // namespace schouw::formats
