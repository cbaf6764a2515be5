// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Matrixd>
#include <osg/StateSet>
#include <osg/ref_ptr>

#include "layers/drawing/camera.h"
#include "viewer/scene/palette.h"

namespace schouw::scene {

struct FrameView {
  drawing::CameraPose pose;
  drawing::Viewport viewport;
  osg::Matrixd view;
  osg::Matrixd projection;
  double interface_scale = 1.0;
  int supersample = 1;
};

// The uniforms that all passes share, see shaders/README.md: one set for the theme, one for the view.
class FrameUniforms {
 public:
  explicit FrameUniforms(osg::StateSet& states);
  void set_palette(const Palette& palette);
  void set_view(const FrameView& view);

 private:
  osg::Uniform& uniform(const char* name, osg::Uniform::Type type, int count = 1);
  void set_lens(const FrameView& view);

  osg::ref_ptr<osg::StateSet> states_;
};

}  // namespace schouw::scene
