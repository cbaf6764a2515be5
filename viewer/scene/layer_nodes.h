// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Group>
#include <osg/MatrixTransform>
#include <osg/ref_ptr>

#include <memory>
#include <optional>
#include <vector>

#include "layers/drawing/draw_list.h"
#include "viewer/scene/raster_slots.h"
#include "viewer/scene/shader_programs.h"

namespace schouw::scene {

// One switchable layer: what it shows, and its nodes. Each node stands below a transform from the layer's origin to
// the scene's.
class LayerNodes {
 public:
  explicit LayerNodes(const Programs& programs);

  void set_surfaces(std::shared_ptr<const drawing::SurfaceMesh> mesh);
  void set_list(std::shared_ptr<const drawing::DrawList> list);
  void set_raster(std::shared_ptr<const drawing::RasterLayer> raster, int largest_side_px);
  void set_classes(const std::vector<drawing::CountClasses>& classes, int largest_side_px);
  void update_counts(std::shared_ptr<const raster::Grid<std::uint16_t>> values, const drawing::RasterWindow& window,
                     int largest_side_px);
  UploadTally raster_uploads() const;
  void set_visible(bool visible);
  void set_opacity(double opacity);
  void move_to(const crs::SceneOrigin& scene);
  // Shows one object of the surfaces in this colour; nothing: none.
  void highlight(const std::optional<std::uint32_t>& object, const osg::Vec3f& colour);

  bool visible() const { return visible_; }
  double opacity() const { return opacity_; }
  const std::shared_ptr<const drawing::DrawList>& list() const { return list_; }
  std::optional<RasterSlot> raster_slot(const crs::SceneOrigin& scene) const;

  // How much of each pin of the list is shown, 0 to 1: stems of dots are thin and faint.
  void set_stems(const std::vector<float>& pin_sizes);

  // How many rasters lie on the ground of this layer.
  void set_raster_count(std::size_t count);

  osg::Node* surfaces() { return surfaces_; }  // opaque
  osg::Node* glass() { return glass_; }        // the same surfaces where opacity < 1
  osg::Node* fills() { return fills_; }
  osg::Node* lines() { return lines_; }

 private:
  void apply_switches();
  void add_fills(const drawing::DrawList& list);
  void add_lines(const drawing::DrawList& list);

  Programs programs_;
  std::shared_ptr<const drawing::SurfaceMesh> mesh_;
  std::shared_ptr<const drawing::DrawList> list_;
  std::shared_ptr<const drawing::RasterLayer> raster_;
  std::vector<float> pin_sizes_;
  RasterTexture raster_texture_;
  bool visible_ = true;
  double opacity_ = 1.0;
  osg::ref_ptr<osg::MatrixTransform> surfaces_, glass_, fills_, lines_;
  osg::ref_ptr<osg::Group> built_, ground_, city_, highlighted_, stems_;
  osg::ref_ptr<osg::Uniform> layer_opacity_, surface_opacity_, surface_offset_, list_offset_, ground_reach_;
};

}  // namespace schouw::scene
