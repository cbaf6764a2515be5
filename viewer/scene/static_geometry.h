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

// One that is filled again for every picture: without a vertex array object, which does not see new arrays.
inline osg::ref_ptr<osg::Geometry> new_changing_geometry() {
  osg::ref_ptr<osg::Geometry> geometry = new osg::Geometry;
  geometry->setUseDisplayList(false);
  geometry->setUseVertexBufferObjects(true);
  geometry->setUseVertexArrayObject(false);
  geometry->setDataVariance(osg::Object::DYNAMIC);
  geometry->setCullingActive(false);
  return geometry;
}

}  // namespace schouw::scene
