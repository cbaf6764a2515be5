// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/StateSet>
#include <osg/Texture2D>
#include <osg/ref_ptr>

#include <array>
#include <vector>

#include "layers/drawing/draw_list.h"

namespace schouw::scene {

inline constexpr std::size_t kRasterSlots = 2;  // as shaders/include/raster.glsl
inline constexpr int kFirstRasterUnit = 4;
inline constexpr int kClassUnit = 6;

// Counts as a texture of whole numbers. Where a side is longer than the driver takes, blocks of cells become one cell
// that holds their greatest count: a hot spot never vanishes. cells_per_m follows.
struct RasterTexture {
  osg::ref_ptr<osg::Texture2D> texture;
  double west_m = 0.0;  // from the raster's origin
  double south_m = 0.0;
  double cells_per_m = 1.0;
};
RasterTexture raster_texture(const drawing::RasterLayer& raster, int largest_side_px);

struct RasterSlot {
  const RasterTexture* texture = nullptr;
  osg::Vec2d shift_m;  // of the raster's origin from the scene's
  const std::vector<drawing::CountClass>* classes = nullptr;
  double opacity = 1.0;
};

// The class of each count from 0 to kLargestCount (and of all above): rows of colour and of hatching, one pair for
// each slot, RGBA bytes.
inline constexpr int kLargestCount = 1023;
std::vector<std::uint8_t> class_rows(const std::vector<RasterSlot>& slots);

// The uniforms and textures of include/raster.glsl.
class RasterUniforms {
 public:
  explicit RasterUniforms(osg::StateSet& states);
  void set(const std::vector<RasterSlot>& slots);

 private:
  osg::ref_ptr<osg::StateSet> states_;
  osg::ref_ptr<osg::Texture2D> nothing_;
  osg::ref_ptr<osg::Image> classes_;
  osg::ref_ptr<osg::Uniform> frame_;
};

}  // namespace schouw::scene
