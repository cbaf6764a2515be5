// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Geometry>
#include <osg/ref_ptr>

#include <vector>

#include "layers/drawing/draw_list.h"

namespace schouw::scene {

// All fills of a list that are hatched, or all that are not, in their order. Null where there are none.
osg::ref_ptr<osg::Geometry> fill_geometry(const std::vector<drawing::Fill>& fills, bool hatched);

// Lines as quads that the shader widens. Null where there are none.
osg::ref_ptr<osg::Geometry> line_geometry(const std::vector<drawing::Line>& lines);

// The stems of pins (the theme gives them their colour), thinner and fainter where sizes (0 to 1, one per pin) make
// dots of them; and the lines that show through buildings.
std::vector<drawing::Line> stems_of(const std::vector<drawing::Pin>& pins, const std::vector<float>& sizes);
std::vector<drawing::Line> always_visible(const std::vector<drawing::Line>& lines);

}  // namespace schouw::scene
