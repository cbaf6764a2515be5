// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/grid_texture.h"

#include <algorithm>
#include <utility>

namespace schouw::scene {

namespace {

constexpr GLenum kRedInteger = 0x8D94;

template <class T>
struct Format;
template <>
struct Format<std::uint8_t> {
  static constexpr GLint kInternal = 0x8232;  // R8UI
  static constexpr GLenum kType = GL_UNSIGNED_BYTE;
};
template <>
struct Format<std::uint16_t> {
  static constexpr GLint kInternal = 0x8234;  // R16UI
  static constexpr GLenum kType = GL_UNSIGNED_SHORT;
};

drawing::RasterWindow joined(const drawing::RasterWindow& a, const drawing::RasterWindow& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const int column = std::min(a.first_column, b.first_column);
  const int row = std::min(a.first_row, b.first_row);
  return {column, row, std::max(a.first_column + a.columns, b.first_column + b.columns) - column,
          std::max(a.first_row + a.rows, b.first_row + b.rows) - row};
}

drawing::RasterWindow clipped(const drawing::RasterWindow& window, const raster::GridFrame& frame) {
  const int column = std::clamp(window.first_column, 0, frame.columns);
  const int row = std::clamp(window.first_row, 0, frame.rows);
  return {column, row, std::clamp(window.first_column + window.columns, 0, frame.columns) - column,
          std::clamp(window.first_row + window.rows, 0, frame.rows) - row};
}

}  // namespace

template <class T>
class GridTexture<T>::Upload : public osg::Texture2D::SubloadCallback {
 public:
  explicit Upload(std::shared_ptr<const raster::Grid<T>> shown) : grid(std::move(shown)) {}

  void load(const osg::Texture2D&, osg::State&) const override {
    const raster::GridFrame& frame = grid->frame();
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, Format<T>::kInternal, frame.columns, frame.rows, 0, kRedInteger, Format<T>::kType,
                 grid->values().data());
    ++tally.whole;
    tally.bytes += frame.cell_count() * sizeof(T);
    waiting = {};
  }

  void subload(const osg::Texture2D&, osg::State&) const override {
    if (waiting.empty()) return;
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, grid->frame().columns);
    glTexSubImage2D(GL_TEXTURE_2D, 0, waiting.first_column, waiting.first_row, waiting.columns, waiting.rows,
                    kRedInteger, Format<T>::kType, &grid->at(waiting.first_column, waiting.first_row));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    ++tally.windows;
    tally.bytes += static_cast<std::size_t>(waiting.columns) * static_cast<std::size_t>(waiting.rows) * sizeof(T);
    waiting = {};
  }

  std::shared_ptr<const raster::Grid<T>> grid;
  // What OSG asks of a callback is const, what it does is not.
  mutable drawing::RasterWindow waiting;
  mutable UploadTally tally;
};

template <class T>
GridTexture<T>::GridTexture(std::shared_ptr<const raster::Grid<T>> grid) : upload_(new Upload(std::move(grid))) {
  const raster::GridFrame& frame = upload_->grid->frame();
  setTextureSize(frame.columns, frame.rows);
  setInternalFormat(Format<T>::kInternal);
  setSourceFormat(kRedInteger);
  setSourceType(Format<T>::kType);
  setResizeNonPowerOfTwoHint(false);
  setFilter(osg::Texture::MIN_FILTER, osg::Texture::NEAREST);
  setFilter(osg::Texture::MAG_FILTER, osg::Texture::NEAREST);
  setWrap(osg::Texture::WRAP_S, osg::Texture::CLAMP_TO_EDGE);
  setWrap(osg::Texture::WRAP_T, osg::Texture::CLAMP_TO_EDGE);
  setSubloadCallback(upload_);
}

template <class T>
const std::shared_ptr<const raster::Grid<T>>& GridTexture<T>::grid() const {
  return upload_->grid;
}

template <class T>
bool GridTexture<T>::show(std::shared_ptr<const raster::Grid<T>> grid, const drawing::RasterWindow& window) {
  const raster::GridFrame now = upload_->grid->frame();  // by value: the grid may be gone when the next one is taken
  if (grid->frame().columns != now.columns || grid->frame().rows != now.rows) return false;
  upload_->grid = std::move(grid);
  upload_->waiting = joined(upload_->waiting, clipped(window, now));
  return true;
}

template <class T>
UploadTally GridTexture<T>::uploads() const {
  return upload_->tally;
}

template class GridTexture<std::uint8_t>;
template class GridTexture<std::uint16_t>;

}  // namespace schouw::scene
