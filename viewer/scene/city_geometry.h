// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Group>
#include <osg/Vec4f>
#include <osg/ref_ptr>

#include "layers/drawing/draw_list.h"

namespace schouw::scene {

// Static geometries of at most 250 m on a side, so that what lies outside the view costs nothing. Positions stay
// relative to the mesh's origin.
// ground: the triangles that rasters lie on, or all the others.
osg::ref_ptr<osg::Group> city_geometry(const drawing::SurfaceMesh& mesh, bool ground);

inline const osg::Vec4f kEndlessGround(0.0F, 0.0F, 1e9F, 1e9F);

// Middle of a mesh's ground and half its extent, each east and north, in metres; without ground: endless.
osg::Vec4f ground_reach(const drawing::SurfaceMesh& mesh);

// The triangles of one object, to be drawn over the city.
osg::ref_ptr<osg::Group> object_geometry(const drawing::SurfaceMesh& mesh, std::uint32_t object);

}  // namespace schouw::scene
