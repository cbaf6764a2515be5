// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/raster_slots.h"

#include <osg/Image>

#include <algorithm>

namespace schouw::scene {
namespace {

constexpr GLint kR16ui = 0x8234;
constexpr GLenum kRedInteger = 0x8D94;

osg::ref_ptr<osg::Texture2D> count_texture(const std::vector<std::uint16_t>& values, int columns, int rows) {
  osg::ref_ptr<osg::Image> image = new osg::Image;
  image->allocateImage(columns, rows, 1, kRedInteger, GL_UNSIGNED_SHORT, 1);
  image->setInternalTextureFormat(kR16ui);
  std::copy(values.begin(), values.end(), reinterpret_cast<std::uint16_t*>(image->data()));
  osg::ref_ptr<osg::Texture2D> texture = new osg::Texture2D(image);
  texture->setInternalFormat(kR16ui);
  texture->setSourceFormat(kRedInteger);
  texture->setSourceType(GL_UNSIGNED_SHORT);
  texture->setResizeNonPowerOfTwoHint(false);
  texture->setFilter(osg::Texture::MIN_FILTER, osg::Texture::NEAREST);
  texture->setFilter(osg::Texture::MAG_FILTER, osg::Texture::NEAREST);
  texture->setWrap(osg::Texture::WRAP_S, osg::Texture::CLAMP_TO_EDGE);
  texture->setWrap(osg::Texture::WRAP_T, osg::Texture::CLAMP_TO_EDGE);
  texture->setUnRefImageDataAfterApply(true);
  return texture;
}

std::vector<std::uint16_t> greatest_of_blocks(const raster::Grid<std::uint16_t>& grid, int block, int columns,
                                              int rows) {
  std::vector<std::uint16_t> values(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0);
  for (int row = 0; row < grid.frame().rows; ++row) {
    for (int column = 0; column < grid.frame().columns; ++column) {
      std::uint16_t& value = values[static_cast<std::size_t>(row / block) * static_cast<std::size_t>(columns) +
                                    static_cast<std::size_t>(column / block)];
      value = std::max(value, grid.at(column, row));
    }
  }
  return values;
}

}  // namespace

RasterTexture raster_texture(const drawing::RasterLayer& raster, int largest_side_px) {
  const raster::GridFrame& frame = raster.values->frame();
  const int longest = std::max(frame.columns, frame.rows);
  const int block = std::max(1, (longest + largest_side_px - 1) / largest_side_px);
  const int columns = (frame.columns + block - 1) / block;
  const int rows = (frame.rows + block - 1) / block;
  RasterTexture made;
  made.texture = block == 1 ? count_texture(raster.values->values(), columns, rows)
                            : count_texture(greatest_of_blocks(*raster.values, block, columns, rows), columns, rows);
  made.west_m = frame.west_m - raster.origin.at.east_m;
  made.south_m = frame.south_m - raster.origin.at.north_m;
  made.cells_per_m = 1.0 / (frame.cell_m * block);
  return made;
}

RasterUniforms::RasterUniforms(osg::StateSet& states) : states_(&states), nothing_(count_texture({0}, 1, 1)) {
  frame_ = new osg::Uniform(osg::Uniform::FLOAT_VEC4, "raster_frame", static_cast<int>(kRasterSlots));
  const int classes = static_cast<int>(kRasterSlots * kRasterClasses);
  colour_ = new osg::Uniform(osg::Uniform::FLOAT_VEC4, "raster_class_colour", classes);
  from_ = new osg::Uniform(osg::Uniform::FLOAT_VEC2, "raster_class_from", classes);
  for (osg::Uniform* uniform : {frame_.get(), colour_.get(), from_.get()}) states.addUniform(uniform);
  states.addUniform(new osg::Uniform("raster_counts_0", kFirstRasterUnit));
  states.addUniform(new osg::Uniform("raster_counts_1", kFirstRasterUnit + 1));
  set({});
}

void RasterUniforms::set(const std::vector<RasterSlot>& slots) {
  for (unsigned slot = 0; slot < kRasterSlots; ++slot) {
    const RasterSlot* used = slot < slots.size() ? &slots[slot] : nullptr;
    states_->setTextureAttribute(static_cast<unsigned>(kFirstRasterUnit) + slot,
                                 used != nullptr ? used->texture->texture.get() : nothing_.get());
    frame_->setElement(slot, used == nullptr
                                 ? osg::Vec4f(0.0F, 0.0F, 1.0F, 0.0F)
                                 : osg::Vec4f(osg::Vec4d(used->texture->west_m + used->shift_m.x(),
                                                         used->texture->south_m + used->shift_m.y(),
                                                         used->texture->cells_per_m, used->opacity)));
    for (unsigned i = 0; i < kRasterClasses; ++i) {
      osg::Vec4f colour;
      osg::Vec2f from(1e9F, 0.0F);
      if (used != nullptr && i < used->classes->size()) {
        const drawing::CountClass& shown = (*used->classes)[i];
        colour = osg::Vec4f(shown.colour.red, shown.colour.green, shown.colour.blue, shown.colour.alpha) / 255.0F;
        from = osg::Vec2f(shown.from, shown.hatched ? 1.0F : 0.0F);
      }
      colour_->setElement(slot * static_cast<unsigned>(kRasterClasses) + i, colour);
      from_->setElement(slot * static_cast<unsigned>(kRasterClasses) + i, from);
    }
  }
}

}  // namespace schouw::scene
