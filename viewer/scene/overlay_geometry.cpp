// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/overlay_geometry.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "viewer/scene/static_geometry.h"
#include "viewer/scene/vertex_attributes.h"

namespace schouw::scene {
namespace {

osg::Vec3f vector_of(const crs::ScenePosition& p) { return {p.east_m, p.north_m, p.up_m}; }
osg::Vec4ub bytes_of(const drawing::Colour& c) { return {c.red, c.green, c.blue, c.alpha}; }

struct LineArrays {
  osg::ref_ptr<osg::Vec3Array> ends = new osg::Vec3Array;
  osg::ref_ptr<osg::Vec4Array> other_ends = new osg::Vec4Array;
  osg::ref_ptr<osg::Vec4ubArray> colours = new osg::Vec4ubArray;
  osg::ref_ptr<osg::Vec4Array> terms = new osg::Vec4Array;
  osg::ref_ptr<osg::DrawElementsUInt> triangles = new osg::DrawElementsUInt(GL_TRIANGLES);

  void add_piece(const drawing::Line& line, std::size_t piece, float from_m, float to_m) {
    const osg::Vec3f a = vector_of(line.positions[piece]);
    const osg::Vec3f b = vector_of(line.positions[piece + 1]);
    const auto first = static_cast<GLuint>(ends->size());
    for (int corner = 0; corner < 4; ++corner) {
      ends->push_back(a);
      other_ends->push_back({b.x(), b.y(), b.z(), static_cast<float>(corner)});
      colours->push_back(bytes_of(line.colour));
      terms->push_back({line.width_px, line.dashed ? 1.0F : 0.0F, from_m, to_m});
    }
    for (const GLuint index : {0U, 1U, 2U, 2U, 1U, 3U}) triangles->push_back(first + index);
  }
};

}  // namespace

osg::ref_ptr<osg::Geometry> fill_geometry(const std::vector<drawing::Fill>& fills, bool hatched) {
  osg::ref_ptr<osg::Vec3Array> positions = new osg::Vec3Array;
  osg::ref_ptr<osg::Vec4ubArray> colours = new osg::Vec4ubArray;
  osg::ref_ptr<osg::DrawElementsUInt> triangles = new osg::DrawElementsUInt(GL_TRIANGLES);
  for (const drawing::Fill& fill : fills) {
    if (fill.hatched != hatched || fill.colours.size() != fill.positions.size()) continue;
    const auto first = static_cast<std::uint32_t>(positions->size());
    for (const crs::ScenePosition& position : fill.positions) positions->push_back(vector_of(position));
    for (const drawing::Colour& colour : fill.colours) colours->push_back(bytes_of(colour));
    for (const std::uint32_t index : fill.triangles) triangles->push_back(first + index);
  }
  if (triangles->empty()) return nullptr;
  osg::ref_ptr<osg::Geometry> geometry = new_static_geometry();
  geometry->setVertexArray(positions);
  colours->setNormalize(true);
  geometry->setVertexAttribArray(kFirstAttribute, colours, osg::Array::BIND_PER_VERTEX);
  geometry->addPrimitiveSet(triangles);
  return geometry;
}

osg::ref_ptr<osg::Geometry> line_geometry(const std::vector<drawing::Line>& lines) {
  LineArrays arrays;
  for (const drawing::Line& line : lines) {
    float along_m = 0.0F;
    for (std::size_t piece = 0; piece + 1 < line.positions.size(); ++piece) {
      const float length_m = (vector_of(line.positions[piece + 1]) - vector_of(line.positions[piece])).length();
      arrays.add_piece(line, piece, along_m, along_m + length_m);
      along_m += length_m;
    }
  }
  if (arrays.triangles->empty()) return nullptr;
  osg::ref_ptr<osg::Geometry> geometry = new_static_geometry();
  geometry->setCullingActive(false);  // the box of its ends is not the box of its width
  geometry->setVertexArray(arrays.ends);
  arrays.colours->setNormalize(true);
  geometry->setVertexAttribArray(kFirstAttribute, arrays.other_ends, osg::Array::BIND_PER_VERTEX);
  geometry->setVertexAttribArray(kSecondAttribute, arrays.colours, osg::Array::BIND_PER_VERTEX);
  geometry->setVertexAttribArray(kThirdAttribute, arrays.terms, osg::Array::BIND_PER_VERTEX);
  geometry->addPrimitiveSet(arrays.triangles);
  return geometry;
}

std::vector<drawing::Line> stems_of(const std::vector<drawing::Pin>& pins, const std::vector<float>& sizes) {
  std::vector<drawing::Line> stems;
  stems.reserve(pins.size());
  for (std::size_t i = 0; i < pins.size(); ++i) {
    const drawing::Pin& pin = pins[i];
    const float size = i < sizes.size() ? sizes[i] : 1.0F;
    const auto alpha = static_cast<std::uint8_t>(std::lround((pin.faint ? 90.0F : 200.0F) * (0.25F + 0.75F * size)));
    stems.push_back({.positions = {pin.at, pin.ground},
                     .colour = drawing::Colour{0, 0, 0, 255}.with_alpha(alpha),
                     .width_px = 0.8F + 0.5F * size});
  }
  return stems;
}

std::vector<drawing::Line> always_visible(const std::vector<drawing::Line>& lines) {
  std::vector<drawing::Line> chosen;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(chosen),
               [](const drawing::Line& line) { return line.always_visible; });
  return chosen;
}

}  // namespace schouw::scene
