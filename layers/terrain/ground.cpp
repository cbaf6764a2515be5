// SPDX-License-Identifier: EUPL-1.2
#include "layers/terrain/ground.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace schouw::terrain {

namespace {

constexpr std::size_t kNearest = 12;
constexpr double kLattice_m = 4.0;
constexpr double kPerBucket = 4.0;

// GroundSurface minimum, else the lowest vertex.
double ground_height_m(const model::CityModel& city, const model::CityObject& object) {
  double lowest = object.bounds.min.up_m;
  double stated = std::numeric_limits<double>::infinity();
  for (std::uint32_t t = object.first_triangle; t < object.first_triangle + object.triangle_count; ++t) {
    if (city.kinds[t] != model::SurfaceKind::ground) continue;
    for (const std::uint32_t v : city.triangles[t]) stated = std::min(stated, city.position(v).up_m);
  }
  return std::isfinite(stated) ? stated : lowest;
}

double distance2(double east_m, double north_m, double other_east_m, double other_north_m) {
  const double e = east_m - other_east_m;
  const double n = north_m - other_north_m;
  return e * e + n * n;
}

// The closest of all that are offered, nearest first; of equals, the earlier one. Kept in order as they come: sorting
// everything that was met took most of the time of making an occlusion model.
template <class Sample>
class Closest {
 public:
  explicit Closest(std::size_t most) : most_(most) { samples_.reserve(most + 1); }
  void offer(const Sample& sample, double m2) {
    if (full() && m2 >= farthest_m2()) return;
    const auto held = m2_.begin() + static_cast<std::ptrdiff_t>(samples_.size());
    const auto at = std::upper_bound(m2_.begin(), held, m2);
    std::move_backward(at, held, held + 1);
    *at = m2;
    samples_.insert(samples_.begin() + (at - m2_.begin()), sample);
    if (samples_.size() > most_) samples_.pop_back();
  }
  bool full() const { return samples_.size() == most_; }
  double farthest_m2() const { return m2_[samples_.size() - 1]; }
  const std::vector<Sample>& samples() const { return samples_; }

 private:
  std::size_t most_;
  std::array<double, kNearest + 1> m2_{};
  std::vector<Sample> samples_;
};

// Visits the cells of a frame that lie a number of cells away from one, straight or askew, by their index.
template <class Visit>
void for_each_in_ring(const raster::GridFrame& frame, std::array<int, 2> middle, int ring, Visit&& visit) {
  for (int r = middle[1] - ring; r <= middle[1] + ring; ++r) {
    const bool edge_row = r == middle[1] - ring || r == middle[1] + ring;
    for (int c = middle[0] - ring; c <= middle[0] + ring; c += edge_row ? 1 : 2 * ring) {
      if (!frame.contains(c, r)) continue;
      visit(static_cast<std::size_t>(r) * static_cast<std::size_t>(frame.columns) + static_cast<std::size_t>(c));
    }
  }
}

}  // namespace

GroundModel::GroundModel(const model::Terrain* terrain, const model::CityModel* city) : terrain_(terrain) {
  if (city == nullptr) return;
  crs::MapBounds bounds;
  for (const model::CityObject& object : city->objects) {
    if (object.object_class != model::ObjectClass::building || object.bounds.empty()) continue;
    const double east = (object.bounds.min.east_m + object.bounds.max.east_m) / 2.0;
    const double north = (object.bounds.min.north_m + object.bounds.max.north_m) / 2.0;
    buildings_.push_back({east, north, ground_height_m(*city, object)});
    bounds.include(crs::MapPosition{east, north, 0.0});
  }
  if (buildings_.empty()) return;
  const double area =
      std::max(1.0, (bounds.max.east_m - bounds.min.east_m) * (bounds.max.north_m - bounds.min.north_m));
  const double side = std::max({10.0, std::sqrt(area * kPerBucket / static_cast<double>(buildings_.size())),
                                (bounds.max.east_m - bounds.min.east_m) / 2000.0,
                                (bounds.max.north_m - bounds.min.north_m) / 2000.0});
  bucket_frame_ = raster::frame_covering(bounds, side);
  const auto bucket_of = [&](const Sample& s) {
    const int c = std::clamp(bucket_frame_.column_of(s.east_m), 0, bucket_frame_.columns - 1);
    const int r = std::clamp(bucket_frame_.row_of(s.north_m), 0, bucket_frame_.rows - 1);
    return static_cast<std::size_t>(r) * static_cast<std::size_t>(bucket_frame_.columns) +
           static_cast<std::size_t>(c);
  };
  std::stable_sort(buildings_.begin(), buildings_.end(),
                   [&](const Sample& a, const Sample& b) { return bucket_of(a) < bucket_of(b); });
  buckets_.assign(bucket_frame_.cell_count() + 1, 0);
  for (const Sample& s : buildings_) ++buckets_[bucket_of(s) + 1];
  for (std::size_t b = 1; b < buckets_.size(); ++b) buckets_[b] += buckets_[b - 1];
}

std::optional<double> GroundModel::measured(double east_m, double north_m) const {
  if (terrain_ == nullptr || terrain_->heights_m.empty()) return std::nullopt;
  const raster::Grid<float>& heights = terrain_->heights_m;
  const raster::GridFrame& frame = heights.frame();
  const int own_column = frame.column_of(east_m);
  const int own_row = frame.row_of(north_m);
  if (!frame.contains(own_column, own_row) || std::isnan(heights.at(own_column, own_row))) return std::nullopt;
  const double x = (east_m - frame.west_m) / frame.cell_m - 0.5;
  const double y = (north_m - frame.south_m) / frame.cell_m - 0.5;
  const int column = static_cast<int>(std::floor(x));
  const int row = static_cast<int>(std::floor(y));
  double sum = 0.0;
  double weights = 0.0;
  for (const int r : {row, row + 1}) {
    for (const int c : {column, column + 1}) {
      if (!frame.contains(c, r) || std::isnan(heights.at(c, r))) continue;
      const double weight = (1.0 - std::abs(x - c)) * (1.0 - std::abs(y - r));
      sum += weight * static_cast<double>(heights.at(c, r));
      weights += weight;
    }
  }
  return sum / weights;
}

std::vector<GroundModel::Sample> GroundModel::nearest(double east_m, double north_m) const {
  const raster::GridFrame& frame = bucket_frame_;
  const int column = std::clamp(frame.column_of(east_m), 0, frame.columns - 1);
  const int row = std::clamp(frame.row_of(north_m), 0, frame.rows - 1);
  // How far the place lies outside its bucket, so that places beyond the frame are served alike.
  const double outside =
      std::hypot(std::max({0.0, frame.west_m - east_m, east_m - (frame.west_m + frame.columns * frame.cell_m)}),
                 std::max({0.0, frame.south_m - north_m, north_m - (frame.south_m + frame.rows * frame.cell_m)}));
  Closest<Sample> found(std::min(kNearest, buildings_.size()));
  for (int ring = 0; ring <= std::max(frame.columns, frame.rows); ++ring) {
    for_each_in_ring(frame, {column, row}, ring, [&](std::size_t bucket) {
      for (std::uint32_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i) {
        found.offer(buildings_[i], distance2(east_m, north_m, buildings_[i].east_m, buildings_[i].north_m));
      }
    });
    if (!found.full()) continue;
    // Nothing in a further ring can be closer than this ring's inner edge.
    const double reached = outside > 0.0 ? (ring - 1) * frame.cell_m : ring * frame.cell_m;
    if (found.farthest_m2() <= reached * reached) break;
  }
  return found.samples();
}

double GroundModel::assumed(double east_m, double north_m) const {
  if (buildings_.empty()) return 0.0;
  double sum = 0.0;
  double weights = 0.0;
  for (const Sample& s : nearest(east_m, north_m)) {
    const double d2 = distance2(east_m, north_m, s.east_m, s.north_m);
    if (d2 < 1e-6) return s.height_m;
    sum += s.height_m / d2;
    weights += 1.0 / d2;
  }
  return sum / weights;
}

GroundHeight GroundModel::at(double east_m, double north_m) const {
  if (const auto height = measured(east_m, north_m)) return {*height, false};
  return {assumed(east_m, north_m), true};
}

Ground GroundModel::in(const raster::GridFrame& frame) const {
  Ground ground{raster::Grid<float>(frame), raster::Grid<std::uint8_t>(frame), true};
  const auto knot = [](double m) { return static_cast<int>(std::floor(m / kLattice_m)); };
  const int first_column = knot(frame.west_m);
  const int first_row = knot(frame.south_m);
  const int columns = knot(frame.west_m + frame.columns * frame.cell_m) - first_column + 2;
  const int rows = knot(frame.south_m + frame.rows * frame.cell_m) - first_row + 2;
  std::vector<double> lattice(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows),
                              std::numeric_limits<double>::quiet_NaN());
  const auto knot_height = [&](int c, int r) {
    double& height = lattice[static_cast<std::size_t>(r - first_row) * static_cast<std::size_t>(columns) +
                             static_cast<std::size_t>(c - first_column)];
    if (std::isnan(height)) height = assumed(c * kLattice_m, r * kLattice_m);
    return height;
  };
  for (int row = 0; row < frame.rows; ++row) {
    const double north = frame.north_of(row);
    const int r = knot(north);
    const double v = north / kLattice_m - r;
    for (int column = 0; column < frame.columns; ++column) {
      const double east = frame.east_of(column);
      if (const auto height = measured(east, north)) {
        ground.heights_m.at(column, row) = static_cast<float>(*height);
        ground.all_assumed = false;
        continue;
      }
      const int c = knot(east);
      const double u = east / kLattice_m - c;
      const double south = knot_height(c, r) * (1.0 - u) + knot_height(c + 1, r) * u;
      const double up = knot_height(c, r + 1) * (1.0 - u) + knot_height(c + 1, r + 1) * u;
      ground.heights_m.at(column, row) = static_cast<float>(south * (1.0 - v) + up * v);
      ground.assumed.at(column, row) = 1;
    }
  }
  return ground;
}

Ground ground_in(const raster::GridFrame& frame, const model::Terrain* terrain, const model::CityModel* city) {
  return GroundModel(terrain, city).in(frame);
}

}  // namespace schouw::terrain
