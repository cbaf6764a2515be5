// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Geometry>
#include <osg/ref_ptr>

namespace schouw::scene {

// A geometry in buffer objects: OSG 3.6.5 of Debian would take display lists.
inline osg::ref_ptr<osg::Geometry> new_static_geometry() {
  osg::ref_ptr<osg::Geometry> geometry = new osg::Geometry;
  geometry->setUseDisplayList(false);
  geometry->setUseVertexBufferObjects(true);
  geometry->setUseVertexArrayObject(true);
  return geometry;
}

}  // namespace schouw::scene
