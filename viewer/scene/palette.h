// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Vec2>
#include <osg/Vec3>
#include <osg/Vec4>

#include <array>

#include "layers/drawing/draw_list.h"
#include "viewer/scene/scene_renderer.h"

namespace schouw::scene {

inline constexpr std::size_t kToneCount = 14;

// The colours of a theme, sRGB 0 to 1, and how it is lit. The names are those of the shaders' uniforms.
struct Palette {
  std::array<osg::Vec3f, kToneCount> tone_colours;  // in the order of drawing::Tone
  osg::Vec4f light_terms;                           // ambient, sun, wall at the street, grain
  osg::Vec4f edge_colour;                           // and strength
  osg::Vec3f occlusion_colour;
  osg::Vec2f occlusion_terms;  // radius_m, strength
  osg::Vec3f ground_far_colour, horizon_colour, sky_colour;
  osg::Vec3f selected_colour, symbol_rim_colour;
  drawing::Colour halo;       // of labels
  drawing::Colour label_ink;  // where the label's own ink would not be read
  bool dark = false;
};

Palette palette_of(Theme theme);

}  // namespace schouw::scene
