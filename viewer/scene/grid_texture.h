// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Texture2D>

#include <cstddef>
#include <cstdint>
#include <memory>

#include "geo/raster/grid.h"
#include "layers/drawing/draw_list.h"

namespace schouw::scene {

// What a texture has cost so far, for measurements and for tests that a change uploads no more than it must.
struct UploadTally {
  std::size_t whole = 0;    // uploads of all cells
  std::size_t windows = 0;  // uploads of a part
  std::size_t bytes = 0;    // of both
};

// A grid of whole numbers as a texture, a texel a cell, row 0 in the south, never blurred. The grid is read where it
// lies: no copy is kept. For std::uint8_t and std::uint16_t.
template <class T>
class GridTexture : public osg::Texture2D {
 public:
  explicit GridTexture(std::shared_ptr<const raster::Grid<T>> grid);

  const std::shared_ptr<const raster::Grid<T>>& grid() const;
  // Other values on a frame of the same size; only those in `window` differ. Uploads that part at the next frame.
  // False where the size is another one: then a new texture is needed.
  bool show(std::shared_ptr<const raster::Grid<T>> grid, const drawing::RasterWindow& window);
  UploadTally uploads() const;

 private:
  class Upload;
  osg::ref_ptr<Upload> upload_;
};

extern template class GridTexture<std::uint8_t>;
extern template class GridTexture<std::uint16_t>;

}  // namespace schouw::scene
