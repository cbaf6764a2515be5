// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/passes.h"

#include <osg/BlendFunc>
#include <osg/Depth>
#include <osg/Geometry>

#include "viewer/scene/static_geometry.h"

namespace schouw::scene {
namespace {

osg::ref_ptr<osg::Texture2D> target_texture(int width_px, int height_px, GLint format) {
  osg::ref_ptr<osg::Texture2D> texture = new osg::Texture2D;
  texture->setTextureSize(width_px, height_px);
  texture->setInternalFormat(format);
  if (format == GL_DEPTH_COMPONENT24) {
    texture->setSourceFormat(GL_DEPTH_COMPONENT);
    texture->setSourceType(GL_UNSIGNED_INT);
  } else {
    texture->setSourceFormat(GL_RGBA);
    texture->setSourceType(GL_UNSIGNED_BYTE);
  }
  texture->setResizeNonPowerOfTwoHint(false);
  texture->setFilter(osg::Texture::MIN_FILTER, osg::Texture::NEAREST);
  texture->setFilter(osg::Texture::MAG_FILTER, osg::Texture::NEAREST);
  texture->setWrap(osg::Texture::WRAP_S, osg::Texture::CLAMP_TO_EDGE);
  texture->setWrap(osg::Texture::WRAP_T, osg::Texture::CLAMP_TO_EDGE);
  return texture;
}

osg::ref_ptr<osg::Geometry> screen_triangle() {
  osg::ref_ptr<osg::Geometry> geometry = new_static_geometry();
  geometry->setCullingActive(false);
  osg::ref_ptr<osg::Vec3Array> corners = new osg::Vec3Array;
  for (const osg::Vec3f& corner : {osg::Vec3f(-1, -1, 0), osg::Vec3f(3, -1, 0), osg::Vec3f(-1, 3, 0)}) {
    corners->push_back(corner);
  }
  geometry->setVertexArray(corners);
  geometry->addPrimitiveSet(new osg::DrawArrays(GL_TRIANGLES, 0, 3));
  geometry->getOrCreateStateSet()->setRenderBinDetails(-1, "RenderBin");
  return geometry;
}

void bind(osg::StateSet& states, int unit, const char* name, osg::Texture2D* texture) {
  states.setTextureAttribute(static_cast<unsigned>(unit), texture);
  states.addUniform(new osg::Uniform(name, unit));
}

void blend_without_depth_writes(osg::StateSet& states, bool depth_test) {
  // Alpha adds up, so that the picture stays opaque.
  states.setAttributeAndModes(
      new osg::BlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA));
  states.setAttributeAndModes(new osg::Depth(osg::Depth::LEQUAL, 0.0, 1.0, false));
  states.setMode(GL_DEPTH_TEST, depth_test ? osg::StateAttribute::ON : osg::StateAttribute::OFF);
}

}  // namespace

Passes::Passes(const PassSize& size, const PassContent& content, const Programs& programs)
    : size_(size), root_(new osg::Group) {
  const int width = size.width_px * size.supersample;
  const int height = size.height_px * size.supersample;
  colour_ = target_texture(width, height, GL_RGBA8);
  normal_ = target_texture(width, height, GL_RGBA8);
  depth_ = target_texture(width, height, GL_DEPTH_COMPONENT24);
  scene_ = target_texture(width, height, GL_RGBA8);
  picture_ = target_texture(size.width_px, size.height_px, GL_RGBA8);
  osg::StateSet& states = *root_->getOrCreateStateSet();
  states.addUniform(new osg::Uniform("supersample", static_cast<float>(size.supersample)));
  states.setMode(GL_BLEND, osg::StateAttribute::OFF);
  states.setMode(GL_CULL_FACE, osg::StateAttribute::OFF);
  states.setMode(GL_LIGHTING, osg::StateAttribute::OFF);
  add_city(content);
  if (size.occlusion) add_occlusion(programs);
  add_composite(programs);
  add_overlay(content);
  add_picture(content, programs);
}

void Passes::set_view(const osg::Matrixd& view, const osg::Matrixd& projection) {
  for (osg::Camera* camera : {city_.get(), overlay_.get()}) {
    camera->setViewMatrix(view);
    camera->setProjectionMatrix(projection);
  }
}

osg::Camera* Passes::add_pass(int width_px, int height_px) {
  osg::ref_ptr<osg::Camera> camera = new osg::Camera;
  camera->setReferenceFrame(osg::Transform::ABSOLUTE_RF);
  camera->setRenderOrder(osg::Camera::PRE_RENDER, order_++);
  camera->setRenderTargetImplementation(osg::Camera::FRAME_BUFFER_OBJECT);
  camera->setComputeNearFarMode(osg::CullSettings::DO_NOT_COMPUTE_NEAR_FAR);
  camera->setCullingMode(osg::CullSettings::VIEW_FRUSTUM_SIDES_CULLING);
  camera->setViewport(0, 0, width_px, height_px);
  camera->setClearMask(0);
  root_->addChild(camera);
  return camera;
}

osg::Camera* Passes::add_screen_pass(int scale, const osg::ref_ptr<osg::Program>& program, osg::Texture2D* result) {
  osg::Camera* camera = add_pass(size_.width_px * scale, size_.height_px * scale);
  camera->attach(osg::Camera::COLOR_BUFFER0, result);
  osg::ref_ptr<osg::Geometry> triangle = screen_triangle();
  triangle->getOrCreateStateSet()->setAttributeAndModes(program);
  triangle->getStateSet()->setMode(GL_DEPTH_TEST, osg::StateAttribute::OFF);
  camera->addChild(triangle);
  return camera;
}

void Passes::add_city(const PassContent& content) {
  city_ = add_pass(size_.width_px * size_.supersample, size_.height_px * size_.supersample);
  city_->setClearMask(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  city_->setClearColor(osg::Vec4(0.0F, 0.0F, 0.0F, 0.0F));
  city_->attach(osg::Camera::COLOR_BUFFER0, colour_);
  city_->attach(osg::Camera::COLOR_BUFFER1, normal_);
  city_->attach(osg::Camera::DEPTH_BUFFER, depth_);
  city_->getOrCreateStateSet()->setMode(GL_DEPTH_TEST, osg::StateAttribute::ON);
  city_->addChild(content.city);
}

void Passes::add_occlusion(const Programs& programs) {
  osg::ref_ptr<osg::Texture2D> raw = target_texture(size_.width_px, size_.height_px, GL_RGBA8);
  occlusion_ = target_texture(size_.width_px, size_.height_px, GL_RGBA8);
  osg::StateSet& looking = *add_screen_pass(1, programs.occlusion, raw)->getOrCreateStateSet();
  bind(looking, 0, "depth_map", depth_);
  bind(looking, 1, "normal_map", normal_);
  osg::StateSet& smoothing = *add_screen_pass(1, programs.occlusion_blur, occlusion_)->getOrCreateStateSet();
  bind(smoothing, 0, "depth_map", depth_);
  bind(smoothing, 1, "occlusion_map", raw);
}

void Passes::add_composite(const Programs& programs) {
  const osg::ref_ptr<osg::Program>& program = size_.occlusion ? programs.composite_still : programs.composite_moving;
  osg::StateSet& states = *add_screen_pass(size_.supersample, program, scene_)->getOrCreateStateSet();
  bind(states, 0, "depth_map", depth_);
  bind(states, 1, "normal_map", normal_);
  bind(states, 2, "colour_map", colour_);
  if (size_.occlusion) bind(states, 3, "occlusion_map", occlusion_);
}

void Passes::add_overlay(const PassContent& content) {
  const int width = size_.width_px * size_.supersample;
  const int height = size_.height_px * size_.supersample;
  overlay_ = add_pass(width, height);
  overlay_->attach(osg::Camera::COLOR_BUFFER0, scene_);
  overlay_->attach(osg::Camera::DEPTH_BUFFER, depth_);
  osg::StateSet& states = *overlay_->getOrCreateStateSet();
  states.addUniform(
      new osg::Uniform("picture_px", osg::Vec2f(static_cast<float>(width), static_cast<float>(height))));
  blend_without_depth_writes(states, true);
  overlay_->addChild(content.overlay);
}

void Passes::add_picture(const PassContent& content, const Programs& programs) {
  osg::Camera* camera = add_screen_pass(1, programs.picture, picture_);
  osg::StateSet& states = *camera->getOrCreateStateSet();
  bind(states, 0, "scene_map", scene_);
  bind(states, 1, "depth_map", depth_);
  states.addUniform(new osg::Uniform(
      "picture_px", osg::Vec2f(static_cast<float>(size_.width_px), static_cast<float>(size_.height_px))));
  osg::ref_ptr<osg::Group> symbols = new osg::Group;
  blend_without_depth_writes(*symbols->getOrCreateStateSet(), false);
  symbols->addChild(content.symbols);
  camera->addChild(symbols);
}

}  // namespace schouw::scene
