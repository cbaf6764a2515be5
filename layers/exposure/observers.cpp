// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/observers.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "geo/base/parallel.h"
#include "layers/coverage/observer/lens_place.h"

namespace schouw::exposure {

namespace {

using coverage::Observer;

constexpr double kSquare_m = 128.0;
constexpr int kMostSquares = 4096;

int square_of(double metres) { return static_cast<int>(std::floor(metres / kSquare_m)); }

}  // namespace

bool overlap(const crs::MapBounds& a, const crs::MapBounds& b) {
  return a.min.east_m <= b.max.east_m && b.min.east_m <= a.max.east_m && a.min.north_m <= b.max.north_m &&
         b.min.north_m <= a.max.north_m && a.min.up_m <= b.max.up_m && b.min.up_m <= a.max.up_m;
}

base::Diagnostic exposure_stopped() {
  return {.code = "EXPO-110",
          .kind = base::DiagnosticKind::cancelled,
          .message = "the exposure was stopped",
          .where = {.field = "cancel"},
          .hint = "run it again"};
}

base::Result<std::vector<Observer>> observers_of(const plan::Project& project,
                                                 const coverage::OcclusionModel& occlusion,
                                                 const coverage::CoverageOptions& options,
                                                 const base::CancelToken& cancel) {
  const plan::Plan& plan = *project.plan;
  std::vector<std::optional<Observer>> found(plan.sensors.size());
  const coverage::Placing placing(plan, occlusion, options);
  const auto work = [&](std::size_t i) {
    const auto sensor = static_cast<std::uint32_t>(i);
    auto placed = coverage::placed_sensor(placing, sensor);
    if (!placed.counted || !placed.place) return;
    const auto* kind = plan.policy.defaults_for(registers::kind_name(plan.sensors[i].kind));
    found[i].emplace(sensor, coverage::views_of(*placed.place), kind != nullptr && kind->optical);
  };
  if (!base::for_each_index(found.size(), work, cancel, options.threads)) return exposure_stopped();
  std::vector<Observer> observers;
  for (std::optional<Observer>& observer : found) {
    if (observer) observers.push_back(*std::move(observer));
  }
  return observers;
}

ObserverIndex::ObserverIndex(const std::vector<Observer>& observers) : observers_(observers) {
  for (std::uint32_t i = 0; i < observers.size(); ++i) {
    const crs::MapBounds& box = observers[i].bounds();
    if (box.empty()) continue;
    const double wide = (box.max.east_m - box.min.east_m) / kSquare_m + 2.0;
    const double high = (box.max.north_m - box.min.north_m) / kSquare_m + 2.0;
    if (wide * high > kMostSquares) {
      vast_.push_back(i);
      continue;
    }
    for (int row = square_of(box.min.north_m); row <= square_of(box.max.north_m); ++row) {
      for (int column = square_of(box.min.east_m); column <= square_of(box.max.east_m); ++column) {
        squares_.push_back({{row, column}, i});
      }
    }
  }
  std::sort(squares_.begin(), squares_.end());
}

std::vector<std::uint32_t> ObserverIndex::near(const crs::MapBounds& box) const {
  std::vector<std::uint32_t> found;
  const auto take = [&](std::uint32_t observer) {
    if (overlap(observers_[observer].bounds(), box)) found.push_back(observer);
  };
  for (const std::uint32_t observer : vast_) take(observer);
  const double wide = (box.max.east_m - box.min.east_m) / kSquare_m + 2.0;
  const double high = (box.max.north_m - box.min.north_m) / kSquare_m + 2.0;
  // A box that a damaged file made hundreds of kilometres wide has more squares than there are entries.
  if (wide * high > static_cast<double>(squares_.size())) {
    for (const auto& entry : squares_) take(entry.second);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }
  for (int row = square_of(box.min.north_m); row <= square_of(box.max.north_m); ++row) {
    for (int column = square_of(box.min.east_m); column <= square_of(box.max.east_m); ++column) {
      const Square square{row, column};
      auto entry = std::lower_bound(squares_.begin(), squares_.end(), std::pair(square, 0U));
      for (; entry != squares_.end() && entry->first == square; ++entry) take(entry->second);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace schouw::exposure
