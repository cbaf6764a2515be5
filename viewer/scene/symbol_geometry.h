// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Geometry>
#include <osg/ref_ptr>

#include <vector>

#include "viewer/scene/symbol_layout.h"

namespace schouw::scene {

// A new geometry for each picture: OSG's buffer objects do not bear arrays that change places within them.
osg::ref_ptr<osg::Geometry> symbol_geometry(const std::vector<SymbolQuad>& quads);

}  // namespace schouw::scene
