// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <optional>

#include "geo/base/parallel.h"
#include "layers/coverage/footprint/by_place.h"
#include "layers/coverage/footprint/trace_footprint.h"
#include "layers/coverage/observer/lens_place.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/coverage/parts.h"

namespace schouw::coverage {

namespace {

constexpr double kMostWindowCells = 64e6;

// What the grid takes, and the windows that are traced in it: both go with the square of the cell.
base::Diagnostic does_not_fit(double bytes, double cell_m, double limit_bytes) {
  const double fitting_m = std::ceil(cell_m * std::sqrt(bytes / limit_bytes) * 20.0) / 20.0;
  return {.code = "COV-109",
          .kind = base::DiagnosticKind::resource_limit,
          .message = fmt::format("the grid of {:g} m cells takes {:.1f} GB, expected at most {:.1f} GB", cell_m,
                                 bytes / 1e9, limit_bytes / 1e9),
          .where = {.field = "cell_m"},
          .hint = fmt::format("analyse with cells of {:g} m or more", fitting_m)};
}

bool outside_city(const SensorView& view, const OcclusionModel& occlusion) {
  return !occlusion.city_bounds().contains_in_plan(view.lens);
}

// A range that no memory holds at this cell size: the cell that would.
std::optional<base::Diagnostic> too_wide(const registers::Sensor& sensor, const SensorView& view, double cell_m) {
  const double side = 2.0 * view.range_max_m / cell_m + 3.0;
  if (side * side <= kMostWindowCells) return std::nullopt;
  const double fitting_m = std::ceil(2.0 * view.range_max_m / (std::sqrt(kMostWindowCells) - 4.0) * 100.0) / 100.0;
  return base::Diagnostic{
      .code = "COV-108",
      .kind = base::DiagnosticKind::resource_limit,
      .severity = base::Severity::warning,
      .message = fmt::format("coverage unknown: a range of {:g} m does not fit in memory in cells "
                             "of {:g} m, expected cells of {:g} m or more",
                             view.range_max_m, cell_m, fitting_m),
      .where = {.feature = sensor.id, .field = "range_max_m"},
      .hint = fmt::format("analyse with --cell {:g}, or correct the range", fitting_m)};
}

base::Diagnostic beyond_city(const registers::Sensor& sensor) {
  return {
      .code = "COV-120",
      .severity = base::Severity::warning,
      .message = "the sensor stands outside the loaded city: computed on open ground, where nothing hides anything",
      .where = {.feature = sensor.id, .field = "position"},
      .hint = "import the city around it"};
}

// One sensor's outcome, made in parallel and gathered in order.
struct Outcome {
  PlacedSensor placed;
  Footprint footprint;
  base::Diagnostics diagnostics;
};

// Keeps what all threads trace at a time within what is left of the memory limit: half of it is dealt out among them,
// and windows that are larger than such a share take turns in the other half.
class TraceRoom {
 public:
  TraceRoom(const OcclusionModel& occlusion, unsigned threads)
      : taken_bytes_(occlusion.bytes()),
        half_bytes_((occlusion.memory_limit_bytes() - taken_bytes_) / 2.0),
        share_bytes_(half_bytes_ / threads) {}

  // Nothing where it fits in no way.
  std::optional<Footprint> trace(const LensPlace& place, FootprintTracer& tracer) {
    const double bytes = tracer.bytes_for(place);
    if (bytes <= share_bytes_) return tracer.trace(place);
    const std::scoped_lock turn(large_);
    if (bytes > half_bytes_) {
      needed_bytes_ = std::max(needed_bytes_, taken_bytes_ + 2.0 * bytes);
      return std::nullopt;
    }
    Footprint footprint = tracer.trace(place);
    tracer.forget();
    return footprint;
  }

  // What would have been needed in all; 0 where everything fitted.
  double needed_bytes() const { return needed_bytes_; }

 private:
  double taken_bytes_;
  double half_bytes_;
  double share_bytes_;
  std::mutex large_;
  double needed_bytes_ = 0.0;
};

// What all outcomes are computed with.
struct Setting {
  Placing placing;
  TraceRoom& room;
};

Outcome outcome_of(const Setting& setting, std::uint32_t sensor, FootprintTracer& tracer) {
  const auto& [plan, occlusion, options, models] = setting.placing;
  Outcome out{.placed = placed_sensor(setting.placing, sensor)};
  if (!out.placed.place) return out;
  LensPlace& place = *out.placed.place;
  if (auto reason = too_wide(plan.sensors[sensor], place.view, occlusion.cell_m())) {
    out.placed.unknown = std::move(reason);
    out.placed.place.reset();
    return out;
  }
  out.diagnostics = place.diagnostics;
  if (outside_city(place.view, occlusion)) {
    place.view.assumed.emplace_back("surroundings");
    out.diagnostics.push_back(beyond_city(plan.sensors[sensor]));
  }
  const TracedCells* traced = options.traced ? options.traced->find(options.target_height_m, sensor) : nullptr;
  if (traced != nullptr) {
    out.footprint = tracer.from(place, *traced);
  } else if (auto footprint = setting.room.trace(place, tracer)) {
    out.footprint = *std::move(footprint);
  }
  out.footprint.sensor = sensor;
  return out;
}

// The frame around all footprints and the city, aligned to the map.
raster::GridFrame frame_around(const std::vector<Footprint>& footprints, const OcclusionModel& occlusion) {
  CellWindow all;
  const auto include = [&all](const CellWindow& w) {
    if (w.empty()) return;
    if (all.empty()) {
      all = w;
      return;
    }
    const int last_column = std::max(all.first_column + all.columns, w.first_column + w.columns);
    const int last_row = std::max(all.first_row + all.rows, w.first_row + w.rows);
    all.first_column = std::min(all.first_column, w.first_column);
    all.first_row = std::min(all.first_row, w.first_row);
    all.columns = last_column - all.first_column;
    all.rows = last_row - all.first_row;
  };
  if (const crs::MapBounds& city = occlusion.city_bounds(); !city.empty()) {
    const double cell_m = occlusion.cell_m();
    const int column = static_cast<int>(std::floor(city.min.east_m / cell_m));
    const int row = static_cast<int>(std::floor(city.min.north_m / cell_m));
    include({column, row, static_cast<int>(std::floor(city.max.east_m / cell_m)) + 1 - column,
             static_cast<int>(std::floor(city.max.north_m / cell_m)) + 1 - row});
  }
  for (const Footprint& f : footprints) {
    include({f.seen.first_column(), f.seen.first_row, f.seen.columns(), f.seen.rows});
  }
  if (all.empty()) all = {0, 0, 1, 1};
  const int first_word = all.first_column >> 6;
  const int last_word = (all.first_column + all.columns - 1) >> 6;
  all.first_column = first_word * CellSet::kWordCells;
  all.columns = (last_word + 1 - first_word) * CellSet::kWordCells;
  return occlusion.frame_of(all);
}

// From columns and rows of the whole map to those of the result's frame.
void number_from(const raster::GridFrame& frame, std::vector<Footprint>& footprints) {
  const int word = static_cast<int>(std::lround(frame.west_m / frame.cell_m)) >> 6;
  const int row = static_cast<int>(std::lround(frame.south_m / frame.cell_m));
  const auto move = [&](CellSet& set) {
    set.first_word -= word;
    set.first_row -= row;
  };
  for (Footprint& f : footprints) {
    move(f.seen);
    std::for_each(f.reached.begin(), f.reached.end(), move);
  }
}

}  // namespace

base::Diagnostic analysis_stopped() {
  return {.code = "COV-110",
          .kind = base::DiagnosticKind::cancelled,
          .message = "the analysis was stopped",
          .where = {.field = "cancel"},
          .hint = "run it again"};
}

std::vector<double> density_limits_px_per_m(const policy::Policy& policy) {
  std::vector<double> limits;
  for (const policy::DensityClass& c : policy.density.classes) limits.push_back(c.px_per_m);
  for (const policy::ThresholdRule& rule : policy.thresholds.rules) {
    if (rule.px_per_m) limits.push_back(*rule.px_per_m);
  }
  std::sort(limits.begin(), limits.end());
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  return limits;
}

std::uint8_t Footprint::density_at(int column, int row) const {
  if (!seen.contains(column, row)) return 0;
  std::uint8_t value = 1;
  for (const CellSet& set : reached) {
    if (!set.contains(column, row)) break;
    ++value;
  }
  return value;
}

base::Result<CoverageResult> compute_coverage_of(const plan::Project& project, const OcclusionModel& occlusion,
                                                 const CoverageOptions& options,
                                                 const std::vector<std::uint32_t>& sensors,
                                                 const base::Progress& progress) {
  std::vector<Outcome> outcomes(sensors.size());
  TraceRoom room(occlusion, base::thread_count_of(options.threads));
  const Setting setting{Placing(*project.plan, occlusion, options), room};
  const FootprintParams params{
      .target_height_m = options.target_height_m, .policy = &project.plan->policy, .outline = options.outlines};
  const std::vector<std::size_t> order = by_place(*project.plan, sensors);
  constexpr std::size_t kChunk = 32;
  std::mutex reporting;
  std::size_t done = 0;
  const auto trace_chunk = [&](std::size_t chunk) {
    FootprintTracer tracer(occlusion, params);
    const std::size_t last = std::min(sensors.size(), (chunk + 1) * kChunk);
    for (std::size_t i = chunk * kChunk; i < last; ++i) {
      if (progress.cancel.cancelled()) return;
      outcomes[order[i]] = outcome_of(setting, sensors[order[i]], tracer);
    }
    const std::scoped_lock lock(reporting);
    done += last - chunk * kChunk;
    progress.at(static_cast<double>(done) / static_cast<double>(sensors.size()), "coverage");
  };
  if (!base::for_each_index((sensors.size() + kChunk - 1) / kChunk, trace_chunk, progress.cancel, options.threads)) {
    return analysis_stopped();
  }
  if (room.needed_bytes() > 0.0) {
    return does_not_fit(room.needed_bytes(), occlusion.cell_m(), occlusion.memory_limit_bytes());
  }
  CoverageResult result{.target_height_m = options.target_height_m};
  base::Diagnostics diagnostics;
  for (Outcome& outcome : outcomes) {
    if (!outcome.placed.counted) continue;
    base::append(diagnostics, std::move(outcome.diagnostics));
    if (outcome.placed.place) {
      result.footprints.push_back(std::move(outcome.footprint));
    } else {
      diagnostics.push_back(*outcome.placed.unknown);
      result.unknown.push_back({outcome.placed.sensor, *std::move(outcome.placed.unknown)});
    }
  }
  result.limits_px_per_m = density_limits_px_per_m(project.plan->policy);
  result.frame = frame_around(result.footprints, occlusion);
  number_from(result.frame, result.footprints);
  return {std::move(result), std::move(diagnostics)};
}

base::Result<CoverageResult> compute_coverage(const plan::Project& project, const OcclusionModel& occlusion,
                                              const CoverageOptions& options, const base::Progress& progress) {
  std::vector<std::uint32_t> all(project.plan->sensors.size());
  std::iota(all.begin(), all.end(), 0U);
  return compute_coverage_of(project, occlusion, options, all, progress);
}

namespace {

// Around every sensor that counts.
std::vector<CellWindow> sensor_windows(const plan::Project& project, const OcclusionModelOptions& options,
                                       const OcclusionModel& occlusion, const base::CancelToken& cancel) {
  std::vector<CellWindow> windows;
  std::vector<std::uint32_t> sensors = options.sensors;
  if (sensors.empty()) {
    sensors.resize(project.plan->sensors.size());
    std::iota(sensors.begin(), sensors.end(), 0U);
  }
  const registers::ModelCatalogue models(project.plan->records);
  for (const std::uint32_t index : sensors) {
    if (cancel.cancelled()) return windows;
    const registers::Sensor& own = project.plan->sensors[index];
    if (!registers::counts(own)) continue;
    const auto filled = registers::with_datasheet(own, models);
    const registers::Sensor& sensor = filled ? filled->sensor : own;
    const auto views = resolve_views(sensor, project.plan->policy, {}, occlusion.ground());
    if (!views || too_wide(sensor, views->view, options.cell_m)) continue;
    const crs::MapPosition& lens = views->view.lens;
    windows.push_back(occlusion.window_around(lens.east_m, lens.north_m, views->view.range_max_m + 1.0));
  }
  return windows;
}

}  // namespace

base::Result<std::shared_ptr<const OcclusionModel>> make_occlusion_model(const plan::Project& project,
                                                                         const OcclusionModelOptions& options,
                                                                         const base::Progress& progress) {
  progress.at(0.0, "surroundings");
  const auto make = [&](double memory_limit_bytes) {
    return std::make_shared<OcclusionModel>(project, options.cell_m, memory_limit_bytes);
  };
  auto occlusion = make(options.memory_limit_bytes);
  std::vector<CellWindow> windows = sensor_windows(project, options, *occlusion, progress.cancel);
  if (progress.cancel.cancelled()) return analysis_stopped();
  double largest_bytes = 0.0;
  for (const CellWindow& window : windows) largest_bytes = std::max(largest_bytes, tracing_bytes(window));
  if (!options.extent.empty()) {
    const crs::MapBounds& e = options.extent;
    const double half = std::max(e.max.east_m - e.min.east_m, e.max.north_m - e.min.north_m) / 2.0;
    windows.push_back(
        occlusion->window_around((e.min.east_m + e.max.east_m) / 2.0, (e.min.north_m + e.max.north_m) / 2.0, half));
  }
  auto blocks = occlusion->blocks_of(windows);
  const double bytes = OcclusionModel::bytes_of_blocks(blocks.size()) + 2.0 * largest_bytes;
  if (bytes > options.memory_limit_bytes) {
    if (!options.or_nothing) return does_not_fit(bytes, options.cell_m, options.memory_limit_bytes);
    blocks.clear();
    occlusion = make(std::max(options.memory_limit_bytes, kUsualMemoryLimit_bytes));
  }
  if (!occlusion->prepare(blocks, progress.cancel)) return analysis_stopped();
  return std::shared_ptr<const OcclusionModel>(std::move(occlusion));
}

}  // namespace schouw::coverage
