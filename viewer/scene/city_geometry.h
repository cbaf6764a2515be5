// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Group>
#include <osg/ref_ptr>

#include "layers/drawing/draw_list.h"

namespace schouw::scene {

// Static geometries of at most 250 m on a side, so that what lies outside the view costs nothing. Positions stay
// relative to the mesh's origin.
// ground: the triangles that rasters lie on, or all the others.
osg::ref_ptr<osg::Group> city_geometry(const drawing::SurfaceMesh& mesh, bool ground);

// The triangles of one object, to be drawn over the city.
osg::ref_ptr<osg::Group> object_geometry(const drawing::SurfaceMesh& mesh, std::uint32_t object);

}  // namespace schouw::scene
