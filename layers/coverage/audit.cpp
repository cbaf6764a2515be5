// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/audit.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "geo/base/parallel.h"
#include "layers/coverage/observer/observer.h"
#include "layers/coverage/occlusion/occlusion_model.h"

namespace schouw::coverage {

namespace {

constexpr int kMostDraws = 512;
constexpr std::int64_t kRaysPerPart = 512;
constexpr double kBesideWall_m = 1.0;
// The ground itself must not hide a spot that lies on it.
constexpr double kOffGround_m = 0.02;

enum Stratum : std::size_t { open_street, facade, under_slab };

// Numbers that hang on the seed and the ray alone. Source: splitmix64 (Steele, Lea, Flood 2014).
class Rng {
 public:
  Rng(std::uint64_t seed, std::uint64_t ray) : state_(seed * 0x9e3779b97f4a7c15U ^ (ray + 1) * 0xd1b54a32d192ed03U) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  double share() { return static_cast<double>(next() >> 11U) / 9007199254740992.0; }

 private:
  std::uint64_t state_;
};

struct Target {
  int column = 0;  // of the whole map
  int row = 0;
  std::uint8_t flags = 0;
  crs::MapPosition place;
};

class Auditor {
 public:
  Auditor(const OcclusionModel& occlusion, const CoverageResult& coverage)
      : occlusion_(occlusion),
        coverage_(coverage),
        west_(static_cast<int>(std::lround(coverage.frame.west_m / coverage.frame.cell_m))),
        south_(static_cast<int>(std::lround(coverage.frame.south_m / coverage.frame.cell_m))) {
    for (const Footprint& f : coverage.footprints) {
      if (!f.view.blocked_by_buildings || f.view.range_max_m <= 0.0) continue;
      std::vector<SensorView> views{f.view};
      views.insert(views.end(), f.further_views.begin(), f.further_views.end());
      blocked_.push_back({&f, Observer(f.sensor, std::move(views))});
    }
  }
  bool nothing_to_ask() const { return blocked_.empty(); }

  void cast(Rng rng, std::array<AuditStratum, 3>& tally) const {
    const Asked& asked = blocked_[rng.next() % blocked_.size()];
    const auto target = draw(asked.observer, rng);
    if (!target) return;
    const bool fast = asked.footprint->sees(target->column - west_, target->row - south_);
    const bool truth = occlusion_.triangles().line_is_clear(asked.observer.lens(), target->place);
    AuditStratum& stratum = tally[stratum_of(*target)];
    ++stratum.rays;
    if (truth && !fast) ++stratum.missing;
    if (fast && !truth) ++stratum.extra;
  }

 private:
  // One to ask: what tracing marked, and the observer that it marked it for.
  struct Asked {
    const Footprint* footprint;
    Observer observer;
  };

  std::optional<Target> draw(const Observer& observer, Rng& rng) const {
    const SensorView& view = observer.views().front();
    const double cell_m = coverage_.frame.cell_m;
    for (int i = 0; i < kMostDraws; ++i) {
      const double distance_m = view.range_max_m * std::sqrt(rng.share());
      const double turn_rad = 2.0 * std::numbers::pi * rng.share();
      Target target;
      target.column = static_cast<int>(std::floor((view.lens.east_m + distance_m * std::sin(turn_rad)) / cell_m));
      target.row = static_cast<int>(std::floor((view.lens.north_m + distance_m * std::cos(turn_rad)) / cell_m));
      const OcclusionModel::Cell cell = occlusion_.cell(target.column, target.row);
      if ((cell.flags & kCovered) != 0) continue;
      target.flags = cell.flags;
      target.place = {(target.column + 0.5) * cell_m, (target.row + 0.5) * cell_m,
                      static_cast<double>(cell.ground_m) + coverage_.target_height_m};
      if (!observer.visibility(target.place).after_masks) continue;
      if (coverage_.target_height_m < kOffGround_m) target.place.up_m += kOffGround_m;
      return target;
    }
    return std::nullopt;
  }

  Stratum stratum_of(const Target& target) const {
    if ((target.flags & kUnderSlab) != 0) return under_slab;
    // From the centre to the edge of a cell that something stands on.
    const double reach = kBesideWall_m / coverage_.frame.cell_m + 0.5;
    const int cells = static_cast<int>(std::ceil(reach));
    for (int row = -cells; row <= cells; ++row) {
      for (int column = -cells; column <= cells; ++column) {
        if (std::hypot(column, row) > reach) continue;
        if ((occlusion_.cell(target.column + column, target.row + row).flags & kCovered) != 0) return facade;
      }
    }
    return open_street;
  }

  const OcclusionModel& occlusion_;
  const CoverageResult& coverage_;
  int west_;
  int south_;
  std::vector<Asked> blocked_;
};

void state_ratio(AuditStratum& s) {
  if (s.rays == 0) return;
  constexpr double kZ = 1.959964;  // 97.5 % of the normal distribution
  const auto n = static_cast<double>(s.rays);
  s.ratio = static_cast<double>(s.missing + s.extra) / n;
  const double middle = (s.ratio + kZ * kZ / (2.0 * n)) / (1.0 + kZ * kZ / n);
  const double half = kZ / (1.0 + kZ * kZ / n) * std::sqrt(s.ratio * (1.0 - s.ratio) / n + kZ * kZ / (4.0 * n * n));
  s.low = std::max(0.0, middle - half);
  s.high = std::min(1.0, middle + half);
}

}  // namespace

std::optional<Audit> audit(const OcclusionModel& occlusion, const CoverageResult& coverage,
                           const AuditOptions& options, const base::CancelToken& cancel) {
  Audit result{.seed = options.seed};
  result.strata[open_street].id = "open_street";
  result.strata[facade].id = "facade";
  result.strata[under_slab].id = "under_slab";
  const Auditor auditor(occlusion, coverage);
  if (auditor.nothing_to_ask() || options.rays <= 0) return result;
  const auto parts = static_cast<std::size_t>((options.rays + kRaysPerPart - 1) / kRaysPerPart);
  std::vector<std::array<AuditStratum, 3>> tallies(parts);
  const auto work = [&](std::size_t part) {
    const std::int64_t first = static_cast<std::int64_t>(part) * kRaysPerPart;
    for (std::int64_t ray = first; ray < std::min(first + kRaysPerPart, options.rays); ++ray) {
      auditor.cast(Rng(options.seed, static_cast<std::uint64_t>(ray)), tallies[part]);
    }
  };
  if (!base::for_each_index(parts, work, cancel)) return std::nullopt;
  std::int64_t wrong = 0;
  for (std::size_t i = 0; i < result.strata.size(); ++i) {
    AuditStratum& s = result.strata[i];
    for (const auto& tally : tallies) {
      s.rays += tally[i].rays;
      s.missing += tally[i].missing;
      s.extra += tally[i].extra;
    }
    state_ratio(s);
    result.rays += s.rays;
    wrong += s.missing + s.extra;
  }
  if (result.rays > 0) result.disagreement_ratio = static_cast<double>(wrong) / static_cast<double>(result.rays);
  return result;
}

Audit audit(const OcclusionModel& occlusion, const CoverageResult& coverage, const AuditOptions& options) {
  return *audit(occlusion, coverage, options, {});
}

}  // namespace schouw::coverage
