// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/facades.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <string_view>

#include "geo/base/json.h"
#include "geo/base/parallel.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/exposure/facade_cells.h"

namespace schouw::exposure {

namespace {

// A density that reaches a limit but for the last bit reaches it.
constexpr double kLastBit = 1.0 + 1e-12;

struct Seen {
  bool before = false;
  bool after = false;
  double before_px_per_m = 0.0;
  double after_px_per_m = 0.0;
  std::array<float, 3> outward{};
};

struct Scene {
  const model::CityModel& city;
  const coverage::OcclusionModel& occlusion;
  const std::vector<coverage::Observer>& observers;
  const ObserverIndex& index;
  const policy::Policy& policy;
  const base::CancelToken& cancel;
  bool keep_pieces;

  const std::vector<policy::DensityClass>& classes() const { return policy.density.classes; }
  bool counts(double px_per_m) const { return px_per_m * kLastBit >= policy.figures.facade_px_per_m; }
};

struct BuildingResult {
  BuildingFacades facades;
  std::vector<FacadePiece> pieces;
  std::vector<crs::MapPosition> corners;
};

std::uint8_t class_of(double px_per_m, const std::vector<policy::DensityClass>& classes) {
  std::uint8_t reached = 0;
  while (reached < classes.size() && px_per_m * kLastBit >= classes[reached].px_per_m) ++reached;
  return reached;
}

void add_area(FacadeArea& to, double px_per_m, double area_m2, const Scene& scene) {
  to.seen_m2 += area_m2;
  if (scene.counts(px_per_m)) to.at_limit_m2 += area_m2;
  const std::uint8_t reached = class_of(px_per_m, scene.classes());
  for (std::size_t c = 0; c < reached; ++c) to.by_class_m2[c] += area_m2;
}

// The spot before a cell on the side of the lens: which side is the street does not depend on how a file winds its
// walls, because a lens on the other side is blocked by the building itself. Nothing where the wall is seen edge-on.
std::optional<crs::MapPosition> spot_before(const WallTriangle& wall, const crs::MapPosition& at,
                                            const crs::MapPosition& lens) {
  const auto& n = wall.normal;
  const double off_m =
      (lens.east_m - at.east_m) * n[0] + (lens.north_m - at.north_m) * n[1] + (lens.up_m - at.up_m) * n[2];
  if (std::abs(off_m) <= FacadeCell::kBefore_m) return std::nullopt;
  const double step_m = off_m > 0.0 ? FacadeCell::kBefore_m : -FacadeCell::kBefore_m;
  return crs::MapPosition{at.east_m + step_m * n[0], at.north_m + step_m * n[1], at.up_m + step_m * n[2]};
}

std::array<float, 3> towards(const crs::MapPosition& from, const crs::MapPosition& spot) {
  return {static_cast<float>((spot.east_m - from.east_m) / FacadeCell::kBefore_m),
          static_cast<float>((spot.north_m - from.north_m) / FacadeCell::kBefore_m),
          static_cast<float>((spot.up_m - from.up_m) / FacadeCell::kBefore_m)};
}

// Looks at one building from every observer that may see it.
class BuildingLook {
 public:
  BuildingLook(const Scene& scene, std::uint32_t object) : scene_(scene), object_(scene.city.objects[object]) {
    const crs::MapBounds& box = object_.bounds;
    result_.facades.object = object;
    result_.facades.id = object_.id;
    result_.facades.middle = {(box.min.east_m + box.max.east_m) / 2.0, (box.min.north_m + box.max.north_m) / 2.0,
                              box.min.up_m};
    result_.facades.addresses = stated_addresses(object_);
    result_.facades.before_masks.by_class_m2.assign(scene.classes().size(), 0.0);
    result_.facades.after_masks.by_class_m2.assign(scene.classes().size(), 0.0);
  }

  BuildingResult run() {
    near_ = scene_.index.near(object_.bounds);
    std::erase_if(near_, [&](std::uint32_t observer) { return !scene_.observers[observer].optical(); });
    by_observer_.resize(near_.size());
    for (std::size_t i = 0; i < near_.size(); ++i) by_observer_[i].sensor = scene_.observers[near_[i]].sensor();
    const std::uint32_t end = object_.first_triangle + object_.triangle_count;
    for (std::uint32_t t = object_.first_triangle; t < end; ++t) {
      const auto wall = wall_triangle(scene_.city, t);
      if (!wall) continue;
      result_.facades.wall_m2 += wall->area_m2;
      look_at(*wall);
    }
    for (FacadeSensor& sensor : by_observer_) {
      if (sensor.before_masks_m2 > 0.0) result_.facades.sensors.push_back(sensor);
    }
    return std::move(result_);
  }

 private:
  void look_at(const WallTriangle& wall) {
    std::vector<std::size_t> facing;
    for (std::size_t i = 0; i < near_.size(); ++i) {
      if (overlap(scene_.observers[near_[i]].bounds(), wall.bounds)) facing.push_back(i);
    }
    std::vector<CellWindow> windows;
    windows.reserve(facing.size());
    for (const std::size_t i : facing) {
      windows.push_back(window_on(wall, scene_.city.origin, scene_.observers[near_[i]].bounds()));
    }
    for_each_facade_cell(wall, scene_.city.origin, windows,
                         [&](const FacadeCell& cell, const std::vector<std::size_t>& holding) {
                           if (scene_.cancel.cancelled()) return;  // one wall may have millions of cells in view
                           Seen seen;
                           for (const std::size_t window : holding) look_from(facing[window], wall, cell, seen);
                           if (seen.before) keep(cell, seen);
                         });
  }

  void look_from(std::size_t i, const WallTriangle& wall, const FacadeCell& cell, Seen& seen) {
    const coverage::Observer& observer = scene_.observers[near_[i]];
    const auto spot = spot_before(wall, cell.middle, observer.lens());
    if (!spot) return;
    const coverage::Visibility visibility = observer.visibility(*spot);
    if (!visibility.before_masks) return;
    if (observer.can_be_blocked() && !scene_.occlusion.triangles().line_is_clear(observer.lens(), *spot)) return;
    FacadeSensor& sensor = by_observer_[i];
    seen.before = true;
    seen.outward = towards(cell.middle, *spot);
    seen.before_px_per_m = std::max(seen.before_px_per_m, visibility.before_masks_px_per_m);
    sensor.before_masks_m2 += cell.area_m2;
    if (scene_.counts(visibility.before_masks_px_per_m)) {
      sensor.at_limit_before_masks_m2 += cell.area_m2;
    }
    if (!visibility.after_masks) return;
    seen.after = true;
    seen.after_px_per_m = std::max(seen.after_px_per_m, visibility.after_masks_px_per_m);
    sensor.after_masks_m2 += cell.area_m2;
    if (scene_.counts(visibility.after_masks_px_per_m)) {
      sensor.at_limit_after_masks_m2 += cell.area_m2;
    }
  }

  void keep(const FacadeCell& cell, const Seen& seen) {
    add_area(result_.facades.before_masks, seen.before_px_per_m, cell.area_m2, scene_);
    if (seen.after) add_area(result_.facades.after_masks, seen.after_px_per_m, cell.area_m2, scene_);
    if (!scene_.keep_pieces) return;
    result_.pieces.push_back({.first_corner = static_cast<std::uint32_t>(result_.corners.size()),
                              .corner_count = static_cast<std::uint32_t>(cell.corners.size()),
                              .outward = seen.outward,
                              .before_px_per_m = static_cast<float>(seen.before_px_per_m),
                              .after_px_per_m = static_cast<float>(seen.after_px_per_m),
                              .masked_wholly = !seen.after});
    result_.corners.insert(result_.corners.end(), cell.corners.begin(), cell.corners.end());
  }

  const Scene& scene_;
  const model::CityObject& object_;
  std::vector<std::uint32_t> near_;
  std::vector<FacadeSensor> by_observer_;
  BuildingResult result_;
};

void count(FacadeCounts& counts, const BuildingFacades& building, double least_m2, std::int64_t weight) {
  // With a least area of nothing, what is not seen does not count either.
  const auto counts_with = [least_m2](double m2) { return m2 > 0.0 && m2 >= least_m2; };
  if (counts_with(building.before_masks.at_limit_m2)) counts.before_masks += weight;
  if (counts_with(building.after_masks.at_limit_m2)) counts.after_masks += weight;
}

FacadeExposure gathered(std::vector<BuildingResult> results, const policy::DensityFigures& figures) {
  FacadeExposure exposure{.figures = figures};
  FacadeCounts addresses;
  bool all_stated = !results.empty();
  for (BuildingResult& result : results) {
    BuildingFacades& building = result.facades;
    ++exposure.building_counts.total;
    addresses.total += building.addresses.value_or(0);
    all_stated = all_stated && building.addresses.has_value();
    if (building.before_masks.seen_m2 <= 0.0) continue;
    count(exposure.building_counts, building, figures.facade_m2, 1);
    count(addresses, building, figures.facade_m2, building.addresses.value_or(0));
    const auto first = static_cast<std::uint32_t>(exposure.corners.size());
    for (FacadePiece piece : result.pieces) {
      piece.first_corner += first;
      exposure.pieces.push_back(piece);
    }
    exposure.corners.insert(exposure.corners.end(), result.corners.begin(), result.corners.end());
    exposure.buildings.push_back(std::move(building));
  }
  if (all_stated) exposure.address_counts = addresses;
  return exposure;
}

}  // namespace

std::optional<std::int64_t> stated_addresses(const model::CityObject& object) {
  constexpr std::array<std::string_view, 4> kKeys = {"aantal_verblijfsobjecten", "aantal_adressen",
                                                     "number_of_addresses", "addresses"};
  const auto stated_any = [&](std::string_view key) { return object.attributes.find(key) != std::string::npos; };
  if (std::none_of(kKeys.begin(), kKeys.end(), stated_any)) return std::nullopt;
  const auto attributes = base::parse_json(object.attributes, object.id);
  if (!attributes || !attributes->is_object()) return std::nullopt;
  for (const std::string_view key : kKeys) {
    const auto found = attributes->find(std::string(key));
    if (found == attributes->end() || !found->is_number()) continue;
    const double number = found->get<double>();
    if (number >= 0.0 && number <= 1e6 && number == std::floor(number)) return static_cast<std::int64_t>(number);
  }
  return std::nullopt;
}

std::int64_t in_tens(std::int64_t count) { return count / 10 * 10; }

base::Result<FacadeExposure> facade_exposure(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                             const std::vector<coverage::Observer>& observers,
                                             const FacadeOptions& options, const base::Progress& progress) {
  if (!project.city) return FacadeExposure{};
  const model::CityModel& city = *project.city;
  const ObserverIndex index(observers);
  const Scene scene{city, occlusion, observers, index, project.plan->policy, progress.cancel, options.keep_pieces};
  std::vector<std::uint32_t> buildings;
  for (std::uint32_t i = 0; i < city.objects.size(); ++i) {
    if (city.objects[i].object_class == model::ObjectClass::building) buildings.push_back(i);
  }
  std::vector<BuildingResult> results(buildings.size());
  std::mutex reporting;
  std::size_t done = 0;
  const auto work = [&](std::size_t i) {
    results[i] = BuildingLook(scene, buildings[i]).run();
    const std::scoped_lock lock(reporting);
    progress.at(static_cast<double>(++done) / static_cast<double>(buildings.size()), "facades");
  };
  if (!base::for_each_index(buildings.size(), work, progress.cancel, options.threads)) return exposure_stopped();
  return gathered(std::move(results), project.plan->policy.figures);
}

}  // namespace schouw::exposure
