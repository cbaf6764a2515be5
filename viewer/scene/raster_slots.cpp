// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/raster_slots.h"

#include <osg/Image>

#include <algorithm>
#include <utility>

namespace schouw::scene {
namespace {

using Counts = raster::Grid<std::uint16_t>;
using Sets = raster::Grid<std::uint8_t>;

constexpr raster::GridFrame kOneCell{.columns = 1, .rows = 1};

// 0: nothing is drawn; else 1 + the place of the class.
std::size_t class_of(const std::vector<drawing::CountClasses>& classes, std::uint8_t set, std::uint16_t count) {
  if (set >= classes.size() || count == 0) return 0;
  const auto& of_set = classes[set];
  const auto above = std::upper_bound(of_set.begin(), of_set.end(), count,
                                      [](std::uint16_t value, const auto& shown) { return value < shown.from; });
  return static_cast<std::size_t>(above - of_set.begin());
}

raster::GridFrame frame_of_blocks(const raster::GridFrame& frame, int block) {
  raster::GridFrame coarse = frame;
  coarse.cell_m = frame.cell_m * block;
  coarse.columns = (frame.columns + block - 1) / block;
  coarse.rows = (frame.rows + block - 1) / block;
  return coarse;
}

struct Coarse {
  std::shared_ptr<Counts> counts;
  std::shared_ptr<Sets> sets;
};

Coarse highest_of_blocks(const drawing::RasterLayer& raster, int block) {
  const raster::GridFrame& frame = raster.values->frame();
  const raster::GridFrame coarse = frame_of_blocks(frame, block);
  Coarse made{std::make_shared<Counts>(coarse), std::make_shared<Sets>(coarse)};
  for (int row = 0; row < frame.rows; ++row) {
    for (int column = 0; column < frame.columns; ++column) {
      const std::uint16_t count = raster.values->at(column, row);
      const std::uint8_t set = raster.sets ? raster.sets->at(column, row) : std::uint8_t{0};
      std::uint16_t& kept = made.counts->at(column / block, row / block);
      std::uint8_t& kept_set = made.sets->at(column / block, row / block);
      if (std::pair(class_of(raster.classes, set, count), count) <=
          std::pair(class_of(raster.classes, kept_set, kept), kept)) {
        continue;
      }
      kept = count;
      kept_set = set;
    }
  }
  return made;
}

void fill_set(ClassTable& table, std::size_t row, const drawing::CountClasses& classes) {
  const auto columns = static_cast<std::size_t>(table.columns);
  for (const drawing::CountClass& shown : classes) {
    for (std::size_t count = std::max<std::size_t>(1, shown.from); count < columns; ++count) {
      const std::size_t colour = (row * columns + count) * 4;
      table.rgba[colour] = shown.colour.red;
      table.rgba[colour + 1] = shown.colour.green;
      table.rgba[colour + 2] = shown.colour.blue;
      table.rgba[colour + 3] = shown.colour.alpha;
      table.rgba[colour + columns * 4] = shown.hatched ? 255 : 0;
    }
  }
}

}  // namespace

RasterTexture raster_texture(const drawing::RasterLayer& raster, int largest_side_px) {
  const raster::GridFrame& frame = raster.values->frame();
  const int longest = std::max(frame.columns, frame.rows);
  RasterTexture made;
  made.block = std::max(1, (longest + largest_side_px - 1) / largest_side_px);
  if (made.block == 1) {
    made.counts = new GridTexture<std::uint16_t>(raster.values);
    if (raster.sets) made.sets = new GridTexture<std::uint8_t>(raster.sets);
  } else {
    const Coarse coarse = highest_of_blocks(raster, made.block);
    made.counts = new GridTexture<std::uint16_t>(coarse.counts);
    made.sets = new GridTexture<std::uint8_t>(coarse.sets);
  }
  made.west_m = frame.west_m - raster.origin.at.east_m;
  made.south_m = frame.south_m - raster.origin.at.north_m;
  made.cells_per_m = 1.0 / (frame.cell_m * made.block);
  return made;
}

ClassTable class_table(const std::vector<RasterSlot>& slots) {
  ClassTable table;
  table.columns = 2;
  table.rows = 0;
  for (std::size_t slot = 0; slot < std::min(slots.size(), kRasterSlots); ++slot) {
    table.first_row[slot] = table.rows;
    table.sets[slot] = static_cast<int>(slots[slot].classes->size());
    table.rows += 2 * table.sets[slot];
    for (const drawing::CountClasses& classes : *slots[slot].classes) {
      for (const auto& shown : classes) table.columns = std::max(table.columns, shown.from + 1);
    }
  }
  table.columns = std::min(table.columns, kLargestCount + 1);
  table.rows = std::max(table.rows, 1);
  table.rgba.assign(static_cast<std::size_t>(table.columns) * static_cast<std::size_t>(table.rows) * 4, 0);
  for (std::size_t slot = 0; slot < std::min(slots.size(), kRasterSlots); ++slot) {
    auto row = static_cast<std::size_t>(table.first_row[slot]);
    for (const drawing::CountClasses& classes : *slots[slot].classes) {
      fill_set(table, row, classes);
      row += 2;
    }
  }
  return table;
}

RasterUniforms::RasterUniforms(osg::StateSet& states)
    : states_(&states),
      no_counts_(new GridTexture<std::uint16_t>(std::make_shared<const Counts>(kOneCell))),
      no_sets_(new GridTexture<std::uint8_t>(std::make_shared<const Sets>(kOneCell))),
      classes_(new osg::Image) {
  show_table(class_table({}));
  osg::ref_ptr<osg::Texture2D> texture = new osg::Texture2D(classes_);
  texture->setResizeNonPowerOfTwoHint(false);
  texture->setFilter(osg::Texture::MIN_FILTER, osg::Texture::NEAREST);
  texture->setFilter(osg::Texture::MAG_FILTER, osg::Texture::NEAREST);
  states.setTextureAttribute(kClassUnit, texture);
  frame_ = new osg::Uniform(osg::Uniform::FLOAT_VEC4, "raster_frame", static_cast<int>(kRasterSlots));
  rows_ = new osg::Uniform(osg::Uniform::INT_VEC2, "raster_rows", static_cast<int>(kRasterSlots));
  states.addUniform(frame_);
  states.addUniform(rows_);
  states.addUniform(new osg::Uniform("raster_counts_0", kFirstRasterUnit));
  states.addUniform(new osg::Uniform("raster_counts_1", kFirstRasterUnit + 1));
  states.addUniform(new osg::Uniform("raster_sets_0", kFirstSetUnit));
  states.addUniform(new osg::Uniform("raster_sets_1", kFirstSetUnit + 1));
  states.addUniform(new osg::Uniform("raster_classes", kClassUnit));
  set({});
}

void RasterUniforms::show_table(const ClassTable& table) {
  if (classes_->s() != table.columns || classes_->t() != table.rows) {
    classes_->allocateImage(table.columns, table.rows, 1, GL_RGBA, GL_UNSIGNED_BYTE, 1);
    classes_->setInternalTextureFormat(GL_RGBA8);
  }
  std::copy(table.rgba.begin(), table.rgba.end(), classes_->data());
  classes_->dirty();
  table_ = table;
}

void RasterUniforms::set(const std::vector<RasterSlot>& slots) {
  const ClassTable table = class_table(slots);
  for (unsigned slot = 0; slot < kRasterSlots; ++slot) {
    const RasterSlot* used = slot < slots.size() ? &slots[slot] : nullptr;
    const RasterTexture* texture = used != nullptr ? used->texture : nullptr;
    states_->setTextureAttribute(static_cast<unsigned>(kFirstRasterUnit) + slot,
                                 texture != nullptr ? texture->counts.get() : no_counts_.get());
    states_->setTextureAttribute(static_cast<unsigned>(kFirstSetUnit) + slot,
                                 texture != nullptr && texture->sets ? texture->sets.get() : no_sets_.get());
    frame_->setElement(slot, texture == nullptr ? osg::Vec4f(0.0F, 0.0F, 1.0F, 0.0F)
                                                : osg::Vec4f(osg::Vec4d(texture->west_m + used->shift_m.x(),
                                                                        texture->south_m + used->shift_m.y(),
                                                                        texture->cells_per_m, used->opacity)));
    rows_->setElement(slot, table.first_row[slot], table.sets[slot]);
  }
  if (!(table == table_)) show_table(table);
}

}  // namespace schouw::scene
