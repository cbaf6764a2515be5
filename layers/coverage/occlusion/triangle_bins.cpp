// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/occlusion/triangle_bins.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace schouw::coverage {

namespace {

constexpr std::uint32_t kChunk = 64;
constexpr int kMostSquaresPerChunk = 1024;
constexpr double kMostSquares = 4e6;

bool apart(const std::array<std::int32_t, 4>& a, const std::array<std::int32_t, 4>& b) {
  return a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3];
}

std::int32_t millimetres(double m, bool up) {
  const double mm = up ? std::ceil(m * 1000.0) : std::floor(m * 1000.0);
  return static_cast<std::int32_t>(std::clamp(mm, -2147483000.0, 2147483000.0));
}

}  // namespace

TriangleBins::TriangleBins(std::shared_ptr<const model::CityModel> city, const model::Occluders& occluders)
    : city_(std::move(city)), occluders_(occluders) {
  if (!city_) return;
  cut_chunks();
  if (!chunks_.empty()) list_chunks();
}

void TriangleBins::bound(Chunk& chunk) const {
  for (std::uint32_t t = chunk.first_triangle; t < chunk.first_triangle + chunk.count; ++t) {
    for (const std::uint32_t v : city_->triangles[t]) {
      const auto& at = city_->vertices_mm[v];
      auto& [west, south, east, north] = chunk.bounds_mm;
      west = std::min(west, at[0]);
      south = std::min(south, at[1]);
      east = std::max(east, at[0]);
      north = std::max(north, at[1]);
    }
  }
}

void TriangleBins::cut_chunks() {
  for (std::uint32_t o = 0; o < city_->objects.size(); ++o) {
    const model::CityObject& object = city_->objects[o];
    if (!model::hides(object, occluders_)) continue;
    const std::uint32_t end = object.first_triangle + object.triangle_count;
    for (std::uint32_t first = object.first_triangle; first < end; first += kChunk) {
      constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
      Chunk chunk{o, first, std::min(kChunk, end - first), {kMost, kMost, -kMost, -kMost}};
      bound(chunk);
      chunks_.push_back(chunk);
    }
  }
}

TriangleBins::Square TriangleBins::square_of(std::int32_t east_mm, std::int32_t north_mm) const {
  const auto part = [this](std::int32_t at, std::int32_t from, int count) {
    const std::int64_t index = (std::int64_t{at} - from) / side_mm_;
    return static_cast<int>(std::clamp(index, std::int64_t{0}, std::int64_t{count} - 1));
  };
  return {part(east_mm, west_mm_, columns_), part(north_mm, south_mm_, rows_)};
}

template <class Visit>
void TriangleBins::for_each_square(const Chunk& chunk, Visit&& visit) const {
  const Square from = square_of(chunk.bounds_mm[0], chunk.bounds_mm[1]);
  const Square to = square_of(chunk.bounds_mm[2], chunk.bounds_mm[3]);
  if (std::int64_t{to.column - from.column + 1} * (to.row - from.row + 1) > kMostSquaresPerChunk) return;
  for (int row = from.row; row <= to.row; ++row) {
    for (int column = from.column; column <= to.column; ++column) {
      visit(static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column));
    }
  }
}

void TriangleBins::list_chunks() {
  std::array<std::int32_t, 4> all = chunks_.front().bounds_mm;
  for (const Chunk& c : chunks_) {
    all = {std::min(all[0], c.bounds_mm[0]), std::min(all[1], c.bounds_mm[1]), std::max(all[2], c.bounds_mm[2]),
           std::max(all[3], c.bounds_mm[3])};
  }
  west_mm_ = all[0];
  south_mm_ = all[1];
  const double width = static_cast<double>(all[2]) - all[0] + 1.0;
  const double height = static_cast<double>(all[3]) - all[1] + 1.0;
  side_mm_ = std::max(side_mm_, static_cast<std::int32_t>(std::min(std::sqrt(width * height / kMostSquares) + 1.0,
                                                                   static_cast<double>(INT32_MAX))));
  side_mm_ = std::max(side_mm_, static_cast<std::int32_t>(std::max(width, height) / kMostSquares) + 1);
  columns_ = static_cast<int>(width / side_mm_) + 1;
  rows_ = static_cast<int>(height / side_mm_) + 1;
  first_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_) + 1, 0);
  for (std::uint32_t n = 0; n < chunks_.size(); ++n) {
    bool listed = false;
    for_each_square(chunks_[n], [&](std::size_t square) {
      ++first_[square + 1];
      listed = true;
    });
    if (!listed) vast_.push_back(n);
  }
  for (std::size_t s = 1; s < first_.size(); ++s) first_[s] += first_[s - 1];
  listed_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t n = 0; n < chunks_.size(); ++n) {
    for_each_square(chunks_[n], [&](std::size_t square) { listed_[next[square]++] = n; });
  }
}

void TriangleBins::near(const crs::MapBounds& bounds, std::vector<std::uint32_t>& numbers) const {
  numbers.clear();
  if (chunks_.empty() || bounds.empty()) return;
  const crs::MapPosition& origin = city_->origin;
  const std::array<std::int32_t, 4> asked = {
      millimetres(bounds.min.east_m - origin.east_m, false), millimetres(bounds.min.north_m - origin.north_m, false),
      millimetres(bounds.max.east_m - origin.east_m, true), millimetres(bounds.max.north_m - origin.north_m, true)};
  const Square from = square_of(asked[0], asked[1]);
  const Square to = square_of(asked[2], asked[3]);
  const auto take = [&](std::uint32_t n) {
    if (!apart(chunks_[n].bounds_mm, asked)) numbers.push_back(n);
  };
  for (int row = from.row; row <= to.row; ++row) {
    for (int column = from.column; column <= to.column; ++column) {
      const auto square =
          static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
      for (std::uint32_t i = first_[square]; i < first_[square + 1]; ++i) take(listed_[i]);
    }
  }
  for (const std::uint32_t n : vast_) take(n);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

bool TriangleBins::hides(const Chunk& chunk, std::uint32_t triangle) const {
  return model::hides(city_->objects[chunk.object], city_->kinds[triangle], occluders_);
}

raster::TriangleCorners TriangleBins::corners(std::uint32_t triangle) const {
  const auto& t = city_->triangles[triangle];
  return {city_->position(t[0]), city_->position(t[1]), city_->position(t[2])};
}

double TriangleBins::bytes() const {
  return static_cast<double>(chunks_.size() * sizeof(Chunk) + (first_.size() + listed_.size() + vast_.size()) * 4);
}

}  // namespace schouw::coverage
