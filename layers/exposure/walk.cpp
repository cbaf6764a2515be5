// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "geo/base/parallel.h"
#include "layers/coverage/occlusion/occlusion_model.h"

namespace schouw::exposure {

namespace {

constexpr double kFastest_m_per_s = 20.0;
constexpr double kFarthest_m = 1e8;
constexpr double kLastBit = 1.0 + 1e-12;

base::Diagnostic refused(const char* code, std::string field, std::string message, std::string hint) {
  return {.code = code,
          .kind = base::DiagnosticKind::usage,
          .message = "the walk could not be computed: " + std::move(message),
          .where = {.field = std::move(field)},
          .hint = std::move(hint)};
}

base::Diagnostic told(const char* code, base::Severity severity, std::string message, std::string hint) {
  return {.code = code,
          .severity = severity,
          .message = std::move(message),
          .where = {.field = "walk"},
          .hint = std::move(hint)};
}

// The corners of a route without repeats, and where each lies along it.
class Path {
 public:
  explicit Path(const std::vector<crs::MapPosition>& corners) {
    for (const crs::MapPosition& corner : corners) {
      const double leg_m = corners_.empty() ? 0.0
                                            : std::hypot(corner.east_m - corners_.back().east_m,
                                                         corner.north_m - corners_.back().north_m);
      if (!corners_.empty() && leg_m <= 0.0) continue;
      along_m_.push_back(corners_.empty() ? 0.0 : along_m_.back() + leg_m);
      corners_.push_back(corner);
    }
  }
  double length_m() const { return along_m_.empty() ? 0.0 : along_m_.back(); }
  std::size_t size() const { return corners_.size(); }

  crs::MapPosition at(double along_m) const {
    const auto after = std::upper_bound(along_m_.begin(), along_m_.end(), along_m);
    const auto i =
        std::clamp<std::ptrdiff_t>(after - along_m_.begin(), 1, static_cast<std::ptrdiff_t>(corners_.size()) - 1);
    const auto leg = static_cast<std::size_t>(i);
    const crs::MapPosition &a = corners_[leg - 1], &b = corners_[leg];
    const double share = std::clamp((along_m - along_m_[leg - 1]) / (along_m_[leg] - along_m_[leg - 1]), 0.0, 1.0);
    return {a.east_m + share * (b.east_m - a.east_m), a.north_m + share * (b.north_m - a.north_m), 0.0};
  }

  // From one place along it to another: every step and every corner between.
  std::vector<crs::MapPosition> between(double from_m, double to_m) const {
    std::set<double> stops = {from_m, to_m};
    for (const double corner_m : along_m_) {
      if (corner_m > from_m && corner_m < to_m) stops.insert(corner_m);
    }
    for (double m = from_m + kWalkStep_m; m < to_m; m += kWalkStep_m) stops.insert(m);
    std::vector<crs::MapPosition> places;
    places.reserve(stops.size());
    for (const double stop_m : stops) places.push_back(at(stop_m));
    return places;
  }

 private:
  std::vector<crs::MapPosition> corners_;
  std::vector<double> along_m_;
};

std::optional<base::Diagnostic> no_walk(const WalkRoute& route, const Path& path) {
  const auto no_place = [](const crs::MapPosition& p) {
    return !std::isfinite(p.east_m) || !std::isfinite(p.north_m) || std::abs(p.east_m) > kFarthest_m ||
           std::abs(p.north_m) > kFarthest_m;
  };
  const auto& corners = route.corners;
  if (const auto bad = std::find_if(corners.begin(), corners.end(), no_place); bad != corners.end()) {
    return refused("EXPO-102", "walk",
                   fmt::format("found {},{} as point {}, expected east and north on a map", bad->east_m, bad->north_m,
                               bad - corners.begin() + 1),
                   "give each point as east,north in metres of the project's CRS");
  }
  if (path.size() < 2) {
    return refused("EXPO-101", "walk", fmt::format("found {} different points, expected two or more", path.size()),
                   "give the walk at least a beginning and an end");
  }
  if (!(route.speed_m_per_s > 0.0 && route.speed_m_per_s <= kFastest_m_per_s)) {
    return refused("EXPO-103", "speed",
                   fmt::format("found a speed of {} m/s, expected more than 0, at most {:g}", route.speed_m_per_s,
                               kFastest_m_per_s),
                   "a person walks 1.4 m/s");
  }
  if (path.length_m() > kLongestWalk_m) {
    return refused("EXPO-104", "walk",
                   fmt::format("found {:.0f} m, expected at most {:g} m", path.length_m(), kLongestWalk_m),
                   "draw a shorter walk");
  }
  return std::nullopt;
}

struct Sighting {
  std::uint32_t observer = 0;
  double px_per_m = 0.0;
};
struct Step {
  double length_m = 0.0;
  bool inside = false;
  bool outside_city = false;
  std::vector<Sighting> sightings;
};

class Walker {
 public:
  Walker(const plan::Project& project, const coverage::OcclusionModel& occlusion,
         const std::vector<coverage::Observer>& observers)
      : city_(project.city.get()), occlusion_(occlusion), observers_(observers), index_(observers) {}

  Step step(const crs::MapPosition& place, double height_m) const {
    Step step;
    const double ground_m = occlusion_.ground().at(place.east_m, place.north_m).height_m;
    const crs::MapPosition target{place.east_m, place.north_m, ground_m + height_m};
    step.outside_city = !occlusion_.city_bounds().contains_in_plan(place);
    step.inside = inside_building(target);
    if (step.inside) return step;
    crs::MapBounds box;
    box.include(target);
    for (const std::uint32_t i : index_.near(box)) {
      const coverage::Observer& observer = observers_[i];
      const coverage::Visibility visibility = observer.visibility(target);
      if (!visibility.after_masks) continue;
      if (observer.can_be_blocked() && !occlusion_.triangles().line_is_clear(observer.lens(), target)) continue;
      step.sightings.push_back({i, visibility.after_masks_px_per_m});
    }
    return step;
  }

 private:
  // Inside a solid a ray straight up leaves it once more than it enters it. Source: crossing number.
  bool inside_building(const crs::MapPosition& from) const {
    constexpr double kPast_m = 0.002;
    constexpr int kMostFloors = 64;
    if (city_ == nullptr || !occlusion_.city_bounds().contains_in_plan(from)) return false;
    std::map<std::uint32_t, int> crossings;
    crs::MapPosition at = from;
    for (int i = 0; i < kMostFloors; ++i) {
      const auto hit = occlusion_.triangles().first_hit(at, {0.0, 0.0, 1.0});
      if (!hit) break;
      if (hit->object && city_->objects[*hit->object].object_class == model::ObjectClass::building) {
        ++crossings[*hit->object];
      }
      at.up_m = std::max(at.up_m, hit->position.up_m) + kPast_m;
    }
    return std::any_of(crossings.begin(), crossings.end(), [](const auto& c) { return c.second % 2 != 0; });
  }

  const model::CityModel* city_;
  const coverage::OcclusionModel& occlusion_;
  const std::vector<coverage::Observer>& observers_;
  ObserverIndex index_;
};

// Adds steps up.
class WalkSum {
 public:
  WalkSum(const plan::Plan& plan, const std::vector<coverage::Observer>& observers)
      : plan_(plan), observers_(observers), classes_(plan.policy.density.classes) {
    walk_.by_class_m.assign(classes_.size(), 0.0);
  }

  void add(const Step& step) {
    walk_.length_m += step.length_m;
    if (step.outside_city) walk_.outside_city_m += step.length_m;
    if (step.inside) walk_.inside_buildings_m += step.length_m;
    extend_stretch(step);
    if (step.sightings.empty()) return;
    walk_.in_view_m += step.length_m;
    double best_px_per_m = 0.0;
    std::set<std::string> purposes;
    std::set<std::string> controllers;
    for (const Sighting& sighting : step.sightings) {
      best_px_per_m = std::max(best_px_per_m, sighting.px_per_m);
      add_sensor(observers_[sighting.observer].sensor(), sighting.px_per_m, step.length_m);
      gather(plan_.sensors[observers_[sighting.observer].sensor()], purposes, controllers);
    }
    add_classes(walk_.by_class_m, best_px_per_m, step.length_m);
    for (const std::string& name : purposes) purposes_m_[name] += step.length_m;
    for (const std::string& name : controllers) controllers_m_[name] += step.length_m;
  }

  WalkExposure finish() {
    for (auto& [sensor, share] : sensors_) walk_.sensors.push_back(std::move(share));
    for (const auto& [name, metres] : purposes_m_) walk_.purposes.push_back({name, metres});
    for (const auto& [name, metres] : controllers_m_) walk_.controllers.push_back({name, metres});
    return std::move(walk_);
  }

 private:
  static void gather(const registers::Sensor& sensor, std::set<std::string>& purposes,
                     std::set<std::string>& controllers) {
    controllers.insert(sensor.deployment.controller.value_or(""));
    const auto stated = registers::all_purposes_of(sensor);
    if (stated.empty()) purposes.insert("");
    for (const registers::Purpose& purpose : stated) purposes.insert(purpose.purpose);
  }

  void add_classes(std::vector<double>& to, double px_per_m, double length_m) const {
    for (std::size_t c = 0; c < classes_.size() && px_per_m * kLastBit >= classes_[c].px_per_m; ++c)
      to[c] += length_m;
  }

  void add_sensor(std::uint32_t sensor, double px_per_m, double length_m) {
    WalkSensor& share = sensors_[sensor];
    share.sensor = sensor;
    share.by_class_m.resize(classes_.size());
    share.in_view_m += length_m;
    add_classes(share.by_class_m, px_per_m, length_m);
  }

  void extend_stretch(const Step& step) {
    std::vector<std::uint32_t> sensors;
    for (const Sighting& sighting : step.sightings) sensors.push_back(observers_[sighting.observer].sensor());
    auto& stretches = walk_.stretches;
    if (stretches.empty() || stretches.back().sensors != sensors || stretches.back().inside_building != step.inside) {
      stretches.push_back({.from_m = walk_.length_m - step.length_m,
                           .sensors = std::move(sensors),
                           .inside_building = step.inside,
                           .path = {}});
    }
    stretches.back().to_m = walk_.length_m;
  }

  const plan::Plan& plan_;
  const std::vector<coverage::Observer>& observers_;
  const std::vector<policy::DensityClass>& classes_;
  WalkExposure walk_;
  std::map<std::uint32_t, WalkSensor> sensors_;
  std::map<std::string, double> purposes_m_;
  std::map<std::string, double> controllers_m_;
};

base::Diagnostics remarks(const WalkExposure& walk) {
  base::Diagnostics diagnostics;
  if (walk.outside_city_m > 0.0) {
    diagnostics.push_back(
        told("EXPO-120", base::Severity::warning,
             fmt::format("{:.0f} m of the walk lie outside the loaded city: computed on open ground, "
                         "where nothing hides anything",
                         walk.outside_city_m),
             "import the city around it"));
  }
  if (walk.inside_buildings_m > 0.0) {
    diagnostics.push_back(
        told("EXPO-121", base::Severity::note,
             fmt::format("{:.1f} m of the walk lie inside buildings and are not counted", walk.inside_buildings_m),
             "lead the walk around them"));
  }
  return diagnostics;
}

}  // namespace

base::Result<WalkExposure> walk_exposure(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                         const std::vector<coverage::Observer>& observers, const WalkRoute& route,
                                         const base::WorkOptions& work) {
  const Path path(route.corners);
  if (auto problem = no_walk(route, path)) return *std::move(problem);
  const double length_m = path.length_m();
  const auto count = static_cast<std::size_t>(std::max(1.0, std::ceil(length_m / kWalkStep_m - 1e-9)));
  const Walker walker(project, occlusion, observers);
  std::vector<Step> steps(count);
  const auto take_step = [&](std::size_t i) {
    const double from_m = static_cast<double>(i) * kWalkStep_m;
    const double to_m = i + 1 == count ? length_m : from_m + kWalkStep_m;
    steps[i] = walker.step(path.at((from_m + to_m) / 2.0), route.height_above_ground_m);
    steps[i].length_m = to_m - from_m;
  };
  if (!base::for_each_index(count, take_step, work.cancel, work.threads)) return exposure_stopped();
  WalkSum sum(*project.plan, observers);
  for (const Step& step : steps) sum.add(step);
  WalkExposure walk = sum.finish();
  walk.corners = route.corners;
  walk.speed_m_per_s = route.speed_m_per_s;
  for (WalkStretch& stretch : walk.stretches) {
    stretch.path = path.between(stretch.from_m, stretch.to_m);
    for (crs::MapPosition& p : stretch.path) p.up_m = occlusion.ground().at(p.east_m, p.north_m).height_m;
  }
  base::Diagnostics diagnostics = remarks(walk);
  return {std::move(walk), std::move(diagnostics)};
}

}  // namespace schouw::exposure
