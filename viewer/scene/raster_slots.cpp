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

std::vector<std::uint8_t> class_rows(const std::vector<RasterSlot>& slots) {
  constexpr std::size_t kColumns = kLargestCount + 1;
  std::vector<std::uint8_t> rows(kColumns * 4 * 2 * kRasterSlots, 0);
  for (std::size_t slot = 0; slot < std::min(slots.size(), kRasterSlots); ++slot) {
    for (const drawing::CountClass& shown : *slots[slot].classes) {
      for (std::size_t count = shown.from; count < kColumns; ++count) {
        const std::size_t colour = (slot * 2 * kColumns + count) * 4;
        rows[colour] = shown.colour.red;
        rows[colour + 1] = shown.colour.green;
        rows[colour + 2] = shown.colour.blue;
        rows[colour + 3] = shown.colour.alpha;
        rows[colour + kColumns * 4] = shown.hatched ? 255 : 0;
      }
    }
  }
  return rows;
}

RasterUniforms::RasterUniforms(osg::StateSet& states)
    : states_(&states), nothing_(count_texture({0}, 1, 1)), classes_(new osg::Image) {
  classes_->allocateImage(kLargestCount + 1, 2 * static_cast<int>(kRasterSlots), 1, GL_RGBA, GL_UNSIGNED_BYTE, 1);
  classes_->setInternalTextureFormat(GL_RGBA8);
  std::fill_n(classes_->data(), classes_->getTotalSizeInBytes(), std::uint8_t{0});
  osg::ref_ptr<osg::Texture2D> texture = new osg::Texture2D(classes_);
  texture->setResizeNonPowerOfTwoHint(false);
  texture->setFilter(osg::Texture::MIN_FILTER, osg::Texture::NEAREST);
  texture->setFilter(osg::Texture::MAG_FILTER, osg::Texture::NEAREST);
  states.setTextureAttribute(kClassUnit, texture);
  frame_ = new osg::Uniform(osg::Uniform::FLOAT_VEC4, "raster_frame", static_cast<int>(kRasterSlots));
  states.addUniform(frame_);
  states.addUniform(new osg::Uniform("raster_counts_0", kFirstRasterUnit));
  states.addUniform(new osg::Uniform("raster_counts_1", kFirstRasterUnit + 1));
  states.addUniform(new osg::Uniform("raster_classes", kClassUnit));
  set({});
}

void RasterUniforms::set(const std::vector<RasterSlot>& slots) {
  for (unsigned slot = 0; slot < kRasterSlots; ++slot) {
    const RasterSlot* used = slot < slots.size() ? &slots[slot] : nullptr;
    states_->setTextureAttribute(static_cast<unsigned>(kFirstRasterUnit) + slot,
                                 used != nullptr ? used->texture->texture.get() : nothing_.get());
    frame_->setElement(slot, used == nullptr ? osg::Vec4f(0.0F, 0.0F, 1.0F, 0.0F)
                                             : osg::Vec4f(osg::Vec4d(used->texture->west_m + used->shift_m.x(),
                                                                     used->texture->south_m + used->shift_m.y(),
                                                                     used->texture->cells_per_m, used->opacity)));
  }
  const std::vector<std::uint8_t> rows = class_rows(slots);
  if (std::equal(rows.begin(), rows.end(), classes_->data())) return;
  std::copy(rows.begin(), rows.end(), classes_->data());
  classes_->dirty();
}

}  // namespace schouw::scene
