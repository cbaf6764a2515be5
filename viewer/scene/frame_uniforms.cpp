// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/frame_uniforms.h"

#include <algorithm>
#include <cmath>

namespace schouw::scene {
namespace {

// From the south-west at a middle height: roofs bright, south walls light, north walls in quiet shade.
osg::Vec3f sun_direction() {
  osg::Vec3f direction(-0.45F, -0.52F, 0.72F);
  direction.normalize();
  return direction;
}

double metres_per_pixel_at_target(const FrameView& view) {
  const double half_height = std::tan(view.pose.vertical_fov.radians() / 2.0) * view.pose.distance_m;
  return 2.0 * half_height / std::max(1, view.viewport.height_px);
}

// A power of two times a size on the screen: steady while the camera moves a little.
float period_m(double size_m) { return static_cast<float>(std::exp2(std::round(std::log2(std::max(1e-3, size_m))))); }

}  // namespace

FrameUniforms::FrameUniforms(osg::StateSet& states) : states_(&states) {
  uniform("sun_direction", osg::Uniform::FLOAT_VEC3).set(sun_direction());
  uniform("hidden_symbol_ratio", osg::Uniform::FLOAT).set(0.42F);
}

osg::Uniform& FrameUniforms::uniform(const char* name, osg::Uniform::Type type, int count) {
  osg::Uniform* found = states_->getUniform(name);
  if (found == nullptr) {
    found = new osg::Uniform(type, name, count);
    states_->addUniform(found);
  }
  return *found;
}

void FrameUniforms::set_palette(const Palette& palette) {
  osg::Uniform& tones = uniform("tone_colours", osg::Uniform::FLOAT_VEC3, static_cast<int>(kToneCount));
  for (unsigned i = 0; i < kToneCount; ++i) tones.setElement(i, palette.tone_colours[i]);
  uniform("light_terms", osg::Uniform::FLOAT_VEC4).set(palette.light_terms);
  uniform("edge_colour", osg::Uniform::FLOAT_VEC4).set(palette.edge_colour);
  uniform("occlusion_colour", osg::Uniform::FLOAT_VEC3).set(palette.occlusion_colour);
  uniform("occlusion_terms", osg::Uniform::FLOAT_VEC2).set(palette.occlusion_terms);
  uniform("ground_far_colour", osg::Uniform::FLOAT_VEC3).set(palette.ground_far_colour);
  uniform("horizon_colour", osg::Uniform::FLOAT_VEC3).set(palette.horizon_colour);
  uniform("sky_colour", osg::Uniform::FLOAT_VEC3).set(palette.sky_colour);
  const drawing::Colour& stem = palette.label_ink;
  uniform("stem_colour", osg::Uniform::FLOAT_VEC3).set(osg::Vec3f(stem.red, stem.green, stem.blue) / 255.0F);
  uniform("selected_colour", osg::Uniform::FLOAT_VEC3).set(palette.selected_colour);
  uniform("symbol_rim_colour", osg::Uniform::FLOAT_VEC3).set(palette.symbol_rim_colour);
}

void FrameUniforms::set_view(const FrameView& view) {
  set_lens(view);
  const osg::Vec3d up = osg::Matrixd::transform3x3(osg::Vec3d(0.0, 0.0, 1.0), view.view);
  uniform("up_eye", osg::Uniform::FLOAT_VEC3).set(osg::Vec3f(up));
  uniform("haze_m", osg::Uniform::FLOAT).set(static_cast<float>(std::max(1500.0, 4.0 * view.pose.distance_m)));
  const auto scale = static_cast<float>(view.interface_scale);
  uniform("interface_scale", osg::Uniform::FLOAT).set(scale);
  uniform("line_scale", osg::Uniform::FLOAT).set(scale * static_cast<float>(view.supersample));
  const double pixel_m = metres_per_pixel_at_target(view) * view.interface_scale;
  uniform("hatch_period_m", osg::Uniform::FLOAT).set(period_m(8.0 * pixel_m));
  uniform("dash_period_m", osg::Uniform::FLOAT).set(period_m(9.0 * pixel_m));
}

void FrameUniforms::set_lens(const FrameView& view) {
  const osg::Matrixd& m = view.projection;
  const bool flat = view.pose.orthographic;
  const double a = flat ? -2.0 / m(2, 2) : 2.0 / m(3, 2);
  const double b = flat ? (1.0 + m(3, 2)) / m(2, 2) : (1.0 - m(2, 2)) / -m(3, 2);
  const osg::Vec2d shift = flat ? osg::Vec2d(-m(3, 0), -m(3, 1)) : osg::Vec2d(m(2, 0), m(2, 1));
  uniform("depth_terms", osg::Uniform::FLOAT_VEC4).set(osg::Vec4f(osg::Vec4d(a, b, flat ? 1.0 : 0.0, 0.0)));
  uniform("unproject_terms", osg::Uniform::FLOAT_VEC4)
      .set(osg::Vec4f(osg::Vec4d(1.0 / m(0, 0), 1.0 / m(1, 1), shift.x(), shift.y())));
}

}  // namespace schouw::scene
