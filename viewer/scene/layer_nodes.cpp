// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/layer_nodes.h"

#include <osg/ColorMask>
#include <osg/Depth>
#include <osg/PolygonOffset>

#include <algorithm>

#include "viewer/scene/city_geometry.h"
#include "viewer/scene/overlay_geometry.h"

namespace schouw::scene {
namespace {

constexpr unsigned kShown = ~0U;

osg::Vec3d shift_m(const crs::SceneOrigin& from, const crs::SceneOrigin& to) {
  return {from.at.east_m - to.at.east_m, from.at.north_m - to.at.north_m, from.at.up_m - to.at.up_m};
}

osg::ref_ptr<osg::MatrixTransform> group_with(const osg::ref_ptr<osg::Program>& program, osg::Uniform* offset) {
  osg::ref_ptr<osg::MatrixTransform> group = new osg::MatrixTransform;
  if (program) group->getOrCreateStateSet()->setAttributeAndModes(program);
  group->getOrCreateStateSet()->addUniform(offset);
  return group;
}

// Depth first, then colour where it is the nearest: one sees the front of a glass building, not its inside.
osg::ref_ptr<osg::Group> as_glass(const osg::ref_ptr<osg::Group>& city) {
  osg::ref_ptr<osg::Group> both = new osg::Group;
  osg::ref_ptr<osg::Group> depth = new osg::Group;
  depth->addChild(city);
  depth->getOrCreateStateSet()->setAttributeAndModes(new osg::ColorMask(false, false, false, false));
  depth->getStateSet()->setAttributeAndModes(new osg::Depth(osg::Depth::LESS, 0.0, 1.0, true));
  depth->getStateSet()->setRenderBinDetails(-2, "RenderBin");
  osg::ref_ptr<osg::Group> colour = new osg::Group;
  colour->addChild(city);
  colour->getOrCreateStateSet()->setRenderBinDetails(-1, "RenderBin");
  both->addChild(depth);
  both->addChild(colour);
  return both;
}

}  // namespace

LayerNodes::LayerNodes(const Programs& programs)
    : programs_(programs),
      built_(new osg::Group),
      ground_(new osg::Group),
      city_(new osg::Group),
      highlighted_(new osg::Group),
      stems_(new osg::Group),
      layer_opacity_(new osg::Uniform("layer_opacity", 1.0F)),
      surface_opacity_(new osg::Uniform("surface_opacity", 1.0F)),
      surface_offset_(new osg::Uniform("layer_offset", osg::Vec3f())),
      list_offset_(new osg::Uniform("layer_offset", osg::Vec3f())),
      ground_reach_(new osg::Uniform("ground_reach", kEndlessGround)) {
  surfaces_ = group_with(programs.city[0], surface_offset_);
  glass_ = group_with(programs.city[0], surface_offset_);
  city_->addChild(built_);
  city_->addChild(ground_);
  // Buildings first: what they hide of the ground costs no shading.
  ground_->getOrCreateStateSet()->setRenderBinDetails(1, "RenderBin");
  fills_ = group_with(programs.fill, list_offset_);
  lines_ = group_with(programs.line, list_offset_);
  for (osg::MatrixTransform* group : {surfaces_.get(), glass_.get()}) {
    group->getStateSet()->addUniform(surface_opacity_);
    group->getStateSet()->addUniform(ground_reach_);
    group->getStateSet()->addUniform(new osg::Uniform("highlight", osg::Vec4f()));
  }
  surfaces_->addChild(city_);
  surfaces_->addChild(highlighted_);
  glass_->addChild(as_glass(city_));
  for (osg::MatrixTransform* group : {fills_.get(), lines_.get()}) group->getStateSet()->addUniform(layer_opacity_);
  apply_switches();
}

void LayerNodes::set_surfaces(std::shared_ptr<const drawing::SurfaceMesh> mesh) {
  mesh_ = std::move(mesh);
  built_->removeChildren(0, built_->getNumChildren());
  ground_->removeChildren(0, ground_->getNumChildren());
  if (!mesh_) return;
  built_->addChild(city_geometry(*mesh_, false));
  ground_->addChild(city_geometry(*mesh_, true));
  ground_reach_->set(ground_reach(*mesh_));
}

void LayerNodes::set_raster_count(std::size_t count) {
  const osg::ref_ptr<osg::Program>& program = programs_.city[std::min(count, programs_.city.size() - 1)];
  ground_->getOrCreateStateSet()->setAttributeAndModes(program);
}

void LayerNodes::set_list(std::shared_ptr<const drawing::DrawList> list) {
  list_ = std::move(list);
  fills_->removeChildren(0, fills_->getNumChildren());
  lines_->removeChildren(0, lines_->getNumChildren());
  stems_->removeChildren(0, stems_->getNumChildren());
  pin_sizes_.clear();
  if (!list_) return;
  add_fills(*list_);
  add_lines(*list_);
}

void LayerNodes::add_fills(const drawing::DrawList& list) {
  for (const bool hatched : {false, true}) {
    osg::ref_ptr<osg::Geometry> geometry = fill_geometry(list.fills, hatched);
    if (!geometry) continue;
    geometry->getOrCreateStateSet()->addUniform(new osg::Uniform("hatched", hatched ? 1.0F : 0.0F));
    fills_->addChild(geometry);
  }
}

void LayerNodes::add_lines(const drawing::DrawList& list) {
  const auto add = [&](const std::vector<drawing::Line>& lines, float ratio, bool behind) {
    osg::ref_ptr<osg::Geometry> geometry = line_geometry(lines);
    if (!geometry) return;
    osg::StateSet& states = *geometry->getOrCreateStateSet();
    states.addUniform(new osg::Uniform("hidden_ratio", ratio));
    states.addUniform(new osg::Uniform("is_stem", 0.0F));
    if (behind) states.setAttributeAndModes(new osg::Depth(osg::Depth::GREATER, 0.0, 1.0, false));
    lines_->addChild(geometry);
  };
  constexpr float kBehindBuildings = 0.3F;
  add(always_visible(list.lines), kBehindBuildings, true);
  add(list.lines, 1.0F, false);
  lines_->addChild(stems_);
}

void LayerNodes::set_stems(const std::vector<float>& pin_sizes) {
  const bool made = stems_->getNumChildren() > 0;
  if (!list_ || list_->pins.empty() || (made && pin_sizes == pin_sizes_)) return;
  pin_sizes_ = pin_sizes;
  stems_->removeChildren(0, stems_->getNumChildren());
  osg::ref_ptr<osg::Geometry> geometry = line_geometry(stems_of(list_->pins, pin_sizes_));
  if (!geometry) return;
  geometry->getOrCreateStateSet()->addUniform(new osg::Uniform("hidden_ratio", 1.0F));
  geometry->getStateSet()->addUniform(new osg::Uniform("is_stem", 1.0F));
  stems_->addChild(geometry);
}

void LayerNodes::set_raster(std::shared_ptr<const drawing::RasterLayer> raster, int largest_side_px) {
  raster_ = std::move(raster);
  raster_texture_ = {};
  if (!raster_ || !raster_->values || raster_->values->empty()) return;
  raster_texture_ = scene::raster_texture(*raster_, largest_side_px);
}

void LayerNodes::set_classes(const std::vector<drawing::CountClasses>& classes, int largest_side_px) {
  if (!raster_) return;
  drawing::RasterLayer other = *raster_;
  other.classes = classes;
  raster_ = std::make_shared<const drawing::RasterLayer>(std::move(other));
  if (raster_texture_.block > 1) raster_texture_ = scene::raster_texture(*raster_, largest_side_px);
}

void LayerNodes::update_counts(std::shared_ptr<const raster::Grid<std::uint16_t>> values,
                               const drawing::RasterWindow& window, int largest_side_px) {
  if (!raster_ || !raster_texture_.counts) return;
  drawing::RasterLayer other = *raster_;
  other.values = std::move(values);
  raster_ = std::make_shared<const drawing::RasterLayer>(std::move(other));
  const bool shown = raster_texture_.block == 1 && raster_texture_.counts->show(raster_->values, window);
  if (!shown) raster_texture_ = scene::raster_texture(*raster_, largest_side_px);
}

UploadTally LayerNodes::raster_uploads() const {
  return raster_texture_.counts ? raster_texture_.counts->uploads() : UploadTally{};
}

std::optional<RasterSlot> LayerNodes::raster_slot(const crs::SceneOrigin& scene) const {
  if (!visible_ || !raster_texture_.counts) return std::nullopt;
  const osg::Vec3d shift = shift_m(raster_->origin, scene);
  return RasterSlot{&raster_texture_, {shift.x(), shift.y()}, &raster_->classes, opacity_};
}

void LayerNodes::set_visible(bool visible) {
  visible_ = visible;
  apply_switches();
}

void LayerNodes::set_opacity(double opacity) {
  opacity_ = std::clamp(opacity, 0.0, 1.0);
  layer_opacity_->set(static_cast<float>(opacity_));
  surface_opacity_->set(static_cast<float>(opacity_));
  apply_switches();
}

void LayerNodes::apply_switches() {
  const bool is_glass = opacity_ < 0.999;
  surfaces_->setNodeMask(visible_ && !is_glass ? kShown : 0);
  glass_->setNodeMask(visible_ && is_glass ? kShown : 0);
  fills_->setNodeMask(visible_ ? kShown : 0);
  lines_->setNodeMask(visible_ ? kShown : 0);
}

void LayerNodes::move_to(const crs::SceneOrigin& scene) {
  if (mesh_) {
    const osg::Vec3d shift = shift_m(mesh_->origin, scene);
    surfaces_->setMatrix(osg::Matrixd::translate(shift));
    glass_->setMatrix(osg::Matrixd::translate(shift));
    surface_offset_->set(osg::Vec3f(shift));
  }
  if (list_) {
    const osg::Vec3d shift = shift_m(list_->origin, scene);
    fills_->setMatrix(osg::Matrixd::translate(shift));
    lines_->setMatrix(osg::Matrixd::translate(shift));
    list_offset_->set(osg::Vec3f(shift));
  }
}

void LayerNodes::highlight(const std::optional<std::uint32_t>& object, const osg::Vec3f& colour) {
  highlighted_->removeChildren(0, highlighted_->getNumChildren());
  if (!object || !mesh_) return;
  osg::ref_ptr<osg::Group> shape = object_geometry(*mesh_, *object);
  osg::StateSet& states = *shape->getOrCreateStateSet();
  states.addUniform(new osg::Uniform("highlight", osg::Vec4f(colour, 0.35F)));
  states.setAttributeAndModes(new osg::PolygonOffset(-1.0F, -2.0F));
  states.setMode(GL_POLYGON_OFFSET_FILL, osg::StateAttribute::ON);
  highlighted_->addChild(shape);
}

}  // namespace schouw::scene
