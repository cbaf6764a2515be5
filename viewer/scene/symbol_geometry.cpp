// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/symbol_geometry.h"

#include "viewer/scene/static_geometry.h"
#include "viewer/scene/vertex_attributes.h"

namespace schouw::scene {
namespace {

osg::Vec4ub bytes_of(const drawing::Colour& c) { return {c.red, c.green, c.blue, c.alpha}; }

}  // namespace

osg::ref_ptr<osg::Geometry> symbol_geometry(const std::vector<SymbolQuad>& quads) {
  osg::ref_ptr<osg::Vec3Array> corners = new osg::Vec3Array;
  osg::ref_ptr<osg::Vec4Array> places = new osg::Vec4Array;
  osg::ref_ptr<osg::Vec4ubArray> fills = new osg::Vec4ubArray;
  osg::ref_ptr<osg::Vec4ubArray> inks = new osg::Vec4ubArray;
  osg::ref_ptr<osg::Vec4Array> anchors = new osg::Vec4Array;
  osg::ref_ptr<osg::DrawElementsUInt> triangles = new osg::DrawElementsUInt(GL_TRIANGLES);
  for (const SymbolQuad& quad : quads) {
    const auto first = static_cast<GLuint>(corners->size());
    const float flags = (quad.dashed ? 1.0F : 0.0F) + (quad.selected ? 2.0F : 0.0F);
    for (const auto& [x, y] : {std::pair{0U, 1U}, {2U, 1U}, {0U, 3U}, {2U, 3U}}) {
      corners->push_back({quad.box_px[x], quad.box_px[y], 0.0F});
      places->push_back({quad.inner_px[x], quad.inner_px[y], quad.radius_px, static_cast<float>(quad.kind)});
      fills->push_back(bytes_of(quad.fill));
      inks->push_back(bytes_of(quad.ink));
      anchors->push_back({quad.anchor[0], quad.anchor[1], quad.anchor[2], flags});
    }
    for (const GLuint index : {0U, 1U, 2U, 2U, 1U, 3U}) triangles->push_back(first + index);
  }
  fills->setNormalize(true);
  inks->setNormalize(true);
  osg::ref_ptr<osg::Geometry> geometry = new_static_geometry();
  geometry->setCullingActive(false);
  geometry->setVertexArray(corners);
  geometry->setVertexAttribArray(kFirstAttribute, places, osg::Array::BIND_PER_VERTEX);
  geometry->setVertexAttribArray(kSecondAttribute, fills, osg::Array::BIND_PER_VERTEX);
  geometry->setVertexAttribArray(kThirdAttribute, inks, osg::Array::BIND_PER_VERTEX);
  geometry->setVertexAttribArray(kFourthAttribute, anchors, osg::Array::BIND_PER_VERTEX);
  geometry->addPrimitiveSet(triangles);
  return geometry;
}

}  // namespace schouw::scene
