// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/StateSet>
#include <osg/Texture2D>
#include <osg/ref_ptr>

#include <array>
#include <memory>
#include <vector>

#include "layers/drawing/draw_list.h"
#include "viewer/scene/grid_texture.h"

namespace schouw::scene {

inline constexpr std::size_t kRasterSlots = 2;  // as shaders/include/raster.glsl
inline constexpr int kFirstRasterUnit = 4;      // counts; their sets follow
inline constexpr int kFirstSetUnit = 6;
inline constexpr int kClassUnit = 8;

// Counts and sets of a raster as textures of whole numbers. Where a side is longer than the driver takes, blocks of
// cells become one that holds the cell of the highest class, among those the highest count: a hot spot never
// vanishes. cells_per_m follows; such a raster is made anew for other classes.
struct RasterTexture {
  osg::ref_ptr<GridTexture<std::uint16_t>> counts;
  osg::ref_ptr<GridTexture<std::uint8_t>> sets;  // null where the raster has none
  double west_m = 0.0;                           // from the raster's origin
  double south_m = 0.0;
  double cells_per_m = 1.0;
  int block = 1;
};
RasterTexture raster_texture(const drawing::RasterLayer& raster, int largest_side_px);

struct RasterSlot {
  const RasterTexture* texture = nullptr;
  osg::Vec2d shift_m;  // of the raster's origin from the scene's
  const std::vector<drawing::CountClasses>* classes = nullptr;
  double opacity = 1.0;
};

// The class of each count: a column for each from 0 to the highest at which a class begins, which stands for all
// above; for each set of each slot a row of colours and a row of hatching, RGBA bytes.
inline constexpr int kLargestCount = 1023;
struct ClassTable {
  int columns = 1;
  int rows = 1;
  std::array<int, kRasterSlots> first_row{};  // of set 0 of each slot
  std::array<int, kRasterSlots> sets{};
  std::vector<std::uint8_t> rgba;
  bool operator==(const ClassTable&) const = default;
};
ClassTable class_table(const std::vector<RasterSlot>& slots);

// The uniforms and textures of include/raster.glsl.
class RasterUniforms {
 public:
  explicit RasterUniforms(osg::StateSet& states);
  void set(const std::vector<RasterSlot>& slots);

 private:
  void show_table(const ClassTable& table);

  osg::ref_ptr<osg::StateSet> states_;
  osg::ref_ptr<GridTexture<std::uint16_t>> no_counts_;
  osg::ref_ptr<GridTexture<std::uint8_t>> no_sets_;
  osg::ref_ptr<osg::Image> classes_;
  osg::ref_ptr<osg::Uniform> frame_;
  osg::ref_ptr<osg::Uniform> rows_;
  ClassTable table_;
};

}  // namespace schouw::scene
