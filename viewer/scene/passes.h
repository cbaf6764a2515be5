// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Camera>
#include <osg/Group>
#include <osg/Texture2D>
#include <osg/ref_ptr>

#include "viewer/scene/shader_programs.h"

namespace schouw::scene {

struct PassSize {
  int width_px = 0;
  int height_px = 0;
  int supersample = 1;     // the city and what lies over it are drawn this many times as wide and high
  bool occlusion = false;  // ambient occlusion, at the size of the picture
  bool operator==(const PassSize&) const = default;
};

// What is drawn; shared by all sets of passes.
struct PassContent {
  osg::ref_ptr<osg::Group> city;     // opaque surfaces
  osg::ref_ptr<osg::Group> overlay;  // translucent things over them
  osg::ref_ptr<osg::Node> symbols;   // on the finished picture, in pixels
};

// The cameras and textures that make one picture of a size:
//   city       colour, normal and kind, depth
//   occlusion  from depth and normals, then smoothed (only where asked for)
//   composite  edges, occlusion, haze, background
//   overlay    fills and lines onto that, hidden by the city's depth
//   picture    the mean of supersampled pixels, then the symbols
class Passes {
 public:
  Passes(const PassSize& size, const PassContent& content, const Programs& programs);

  const PassSize& size() const { return size_; }
  osg::Node* root() { return root_; }
  osg::Texture2D* picture() { return picture_; }
  void set_view(const osg::Matrixd& view, const osg::Matrixd& projection);

 private:
  osg::Camera* add_pass(int width_px, int height_px);
  osg::Camera* add_screen_pass(int scale, const osg::ref_ptr<osg::Program>& program, osg::Texture2D* result);
  void add_city(const PassContent& content);
  void add_occlusion(const Programs& programs);
  void add_composite(const Programs& programs);
  void add_overlay(const PassContent& content);
  void add_picture(const PassContent& content, const Programs& programs);

  PassSize size_;
  int order_ = 0;
  osg::ref_ptr<osg::Group> root_;
  osg::ref_ptr<osg::Camera> city_, overlay_;
  osg::ref_ptr<osg::Texture2D> colour_, normal_, depth_, occlusion_, scene_, picture_;
};

}  // namespace schouw::scene
