// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/units.h"
#include "geo/crs/position.h"
#include "geo/raster/grid.h"
#include "layers/coverage/footprint/cell_set.h"
#include "layers/coverage/observer/optics.h"
#include "layers/plan/plan.h"

// Where a sensor can observe. Definitions: domain.md 2.
namespace schouw::coverage {

enum class RangeVariant : std::uint8_t { low, declared, high };
std::optional<RangeVariant> range_variant(std::string_view name);  // as above

// What of a camera that turns counts: all that it can reach, the view it stands in now, or each of its presets. The
// figures are kept apart (domain.md 2); reachable is what counts unless another one is asked for.
enum class TurningFigure : std::uint8_t { reachable, preset, all_presets };
std::string_view turning_name(TurningFigure figure);  // as above
std::optional<TurningFigure> turning_figure(std::string_view name);

// Everything that coverage is computed in: rasters for the fast path, triangles for exact rays. Built once per
// project and cell size, frozen, shared by threads (occlusion/occlusion_model.h).
class OcclusionModel;
inline constexpr double kUsualMemoryLimit_bytes = 4e9;
struct OcclusionModelOptions {
  double cell_m = 0.5;
  crs::MapBounds extent;  // made ready beside what the plan's sensors may see; may be empty
  // Of what is made ready, and of all windows that are traced in it at a time.
  double memory_limit_bytes = kUsualMemoryLimit_bytes;
  std::vector<std::uint32_t> sensors;  // for whom blocks are made ready; all that count where empty
  // Where they would take more than memory_limit_bytes: nothing is made ready instead of failing. For joining parts,
  // which hardly looks at anything.
  bool or_nothing = false;
};
// Fails with COV-109 where they and the largest window would take more than memory_limit_bytes, naming the cell size
// that would fit, and with COV-110 where the work was cancelled.
base::Result<std::shared_ptr<const OcclusionModel>> make_occlusion_model(const plan::Project& project,
                                                                         const OcclusionModelOptions& options,
                                                                         const base::Progress& progress = {});

// The densities, px/m, ascending, at which a footprint is told apart: the classes of the policy's table and the
// limits of its threshold rules, each once.
std::vector<double> density_limits_px_per_m(const policy::Policy& policy);

// The cells that one sensor sees, numbered from the corner of the frame of the result that it is in.
//   const Footprint& f = result.footprints.front();
//   const bool seen = f.sees(result.frame.column_of(east_m), result.frame.row_of(north_m));
// Cost: a bit a cell around what is seen, and again around what is seen at each limit. Frozen in a result: any
// thread reads it. It refers to nothing, but `sensor` is a place in the plan that it was computed of. It cannot
// fail: where coverage is unknown there is no footprint.
struct Footprint {
  std::uint32_t sensor = 0;  // index in the plan
  CellSet seen;
  std::vector<CellSet> reached;  // per limit of density_limits_px_per_m: of `seen`, what is seen at that or better
  double visible_area_m2 = 0.0;
  double blocked_ratio = 0.0;             // of the cells in view and range, the share that something hides
  std::vector<double> area_by_class_m2;   // cumulative: that class or better, one per class of the policy's table
  SensorView view;                        // what was computed with
  std::vector<SensorView> further_views;  // of the same lens: other presets, other imagers
  std::vector<std::string> assumed;       // names of fields and of "surroundings", "ground"
  // The reach of the view along each azimuth, for drawing: clipped where something stops it.
  struct Reach {
    base::Angle azimuth;
    double distance_m = 0.0;
  };
  std::vector<Reach> outline;

  bool sees(int column, int row) const { return seen.contains(column, row); }
  // 0 where not seen, else 1 + the number of limits reached (1: below the lowest, or density unknown).
  std::uint8_t density_at(int column, int row) const;
};

// Why there is no footprint.
struct CoverageUnknown {
  std::uint32_t sensor = 0;
  base::Diagnostic reason;  // COV-1xx
};

// What sensors see, of all that count in one plan.
//   const auto coverage = compute_coverage(project, occlusion, {.target_height_m = 1.7});
//   const std::size_t known = coverage ? coverage->footprints.size() : 0;
//   const std::size_t unknown = coverage ? coverage->unknown.size() : 0;
// Memory: its footprints, some 10 MB for a town. Frozen once shared: any thread reads it. It refers to nothing, but
// to sensors by their places in the plan. It cannot fail; computing it does.
struct CoverageResult {
  // Holds every footprint; may be far larger than fits in memory as one grid. Its west edge lies on a whole multiple
  // of 64 columns of the map, as CellSet asks.
  raster::GridFrame frame;
  std::vector<double> limits_px_per_m;  // what Footprint::reached stands for
  double target_height_m = 0.0;
  std::vector<Footprint> footprints;     // in order of the sensor
  std::vector<CoverageUnknown> unknown;  // coverage unknown: listed, never counted as none
};

class TracedParts;  // parts.h

base::Diagnostic analysis_stopped();  // COV-110

struct CoverageOptions {
  double cell_m = 0.5;  // domain.md 3; compute_coverage takes its model's
  double target_height_m = 0.0;
  RangeVariant range = RangeVariant::declared;
  TurningFigure turning = TurningFigure::reachable;
  std::string date_iso;             // empty: no matter when
  std::optional<int> hour_of_week;  // 0 = Monday 00:00; nothing: no matter when
  bool outlines = true;             // Footprint::outline too, for drawing
  // Footprints traced before, of this plan and these options: taken instead of tracing anew.
  std::shared_ptr<const TracedParts> traced;
  unsigned threads = 0;  // 0: as many as the machine has; no result depends on it
};
// Whether both ask for the same answer, however many threads compute it and whatever was traced before.
bool same_question(const CoverageOptions& a, const CoverageOptions& b);

// Coverage of all sensors that count. Deterministic on any thread count. Warnings and notes (COV-12x, COV-13x) tell
// what was assumed of which sensor, COV-10x why the coverage of one is unknown. Cost: linear in the cells within the
// sensors' reach; beside the result 23 bytes a cell of the largest window for each thread, and all of that within
// what the occlusion model leaves of its memory limit. Works on options.threads threads, which are gone when it
// returns, and tells progress from any of them, one at a time. Project and model are only needed during the call;
// the model is of the project's city, terrain and policy. Fails with COV-110 where the work was cancelled, and with
// COV-109 where a window does not fit.
base::Result<CoverageResult> compute_coverage(const plan::Project& project, const OcclusionModel& occlusion,
                                              const CoverageOptions& options, const base::Progress& progress = {});

// The same for some of the sensors, by their index in the plan.
base::Result<CoverageResult> compute_coverage_of(const plan::Project& project, const OcclusionModel& occlusion,
                                                 const CoverageOptions& options,
                                                 const std::vector<std::uint32_t>& sensors,
                                                 const base::Progress& progress = {});

// Who sees a spot, by exact rays against triangles and terrain; height_m above the ground.
struct Sighting {
  std::uint32_t sensor = 0;
  double distance_m = 0.0;
  std::optional<double> density_px_per_m;  // a ceiling
};
struct SpotAnswer {
  crs::MapPosition position;
  bool ground_assumed = false;
  std::vector<Sighting> sightings;                     // nearest first
  std::vector<std::uint32_t> masked;                   // would see it, but for a privacy mask
  std::vector<std::uint32_t> coverage_unknown_nearby;  // within 100 m
};
SpotAnswer who_sees(const plan::Project& project, const OcclusionModel& occlusion, const CoverageOptions& options,
                    double east_m, double north_m, double height_above_ground_m);

}  // namespace schouw::coverage
