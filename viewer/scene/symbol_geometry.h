// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Geometry>

#include <vector>

#include "viewer/scene/symbol_layout.h"

namespace schouw::scene {

// Puts these quads into a geometry instead of what it held.
void fill_symbol_geometry(const std::vector<SymbolQuad>& quads, osg::Geometry& geometry);

}  // namespace schouw::scene
