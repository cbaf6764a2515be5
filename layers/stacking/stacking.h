// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/sentence.h"
#include "geo/crs/position.h"
#include "geo/model/feature.h"
#include "geo/raster/connected_cells.h"
#include "geo/raster/grid.h"
#include "layers/coverage/audit.h"
#include "layers/coverage/coverage.h"
#include "layers/plan/plan.h"
#include "layers/stacking/count_filter.h"

// Where views stack, and where that passes what the council set. Definitions: domain.md 3.
namespace schouw::stacking {

enum class Level : std::uint8_t { attention, exceeded };

struct ZoneSensor {
  std::uint32_t sensor = 0;               // index in the plan
  double area_without_m2 = 0.0;           // of the zone, what would remain without this sensor
  double exceeded_area_without_m2 = 0.0;  // of what reaches exceeded_at, the same
};

// Whether a count over exceeded_at stands up (domain.md 3): low, declared and high range, and cells of half and
// double size, must agree; a zone where they do not is only attention, and its reason says so.
enum class Agreement : std::uint8_t { not_needed, not_checked, agrees, range_differs, cell_size_differs };

// A place where one rule's count reaches attention_at. It is exceeded where at least the policy's minimum area of it
// reaches exceeded_at, and that stands up.
struct Zone {
  std::string id;     // "Z1": by rule, then area, largest first; stable for equal input
  std::string rule;   // of the threshold table
  std::string place;  // the id of the place that it is part of; empty where nobody asked for places
  Level level = Level::attention;
  Agreement agreement = Agreement::not_needed;
  double area_m2 = 0.0;           // cells that reach attention_at; bridged gaps left out
  double exceeded_area_m2 = 0.0;  // of those, cells that reach exceeded_at
  int max_count = 0;
  int attention_at = 0;  // the lowest that applies within the zone
  int exceeded_at = 0;   // the same; 0 where none applies
  std::vector<ZoneSensor> sensors;
  std::vector<std::string> purposes;
  std::vector<std::string> controllers;
  std::vector<std::string> area_types;
  base::Sentence reason;
  crs::MapPosition centroid;
  std::vector<model::PolygonWithHoles> polygons;  // outline, gaps under merge_gap_m bridged
  raster::CellRuns cells;           // those that reach attention_at; rows and columns of the map, from its zero
  raster::CellRuns exceeded_cells;  // of those, what reaches exceeded_at
};

// What one rule says of a place: of all its zones by that rule together.
struct PlaceRule {
  std::string rule;
  std::string level;  // as level_name says it of the heaviest zone
  double area_exceeded_m2 = 0.0;
  int max_count = 0;
  base::Sentence reason;
};

// What people are told of: zones of all rules that overlap by half or lie in one named area, under one name and an id
// that survives runs, cell sizes and policies (domain.md 3, council.md 4). Made by find_places (places.h).
struct Place {
  std::string id;                    // the area's; else that of the neighbourhood and a square of 100 m
  base::Sentence name;               // "Markt", "Plek in de buurt Stationskwartier"
  std::string level;                 // the heaviest of its zones: exceeded, cannot_tell, not_checked, attention
  std::string area;                  // the id of the named area that names it; empty where none does
  std::string neighbourhood;         // the name of the one that most of it lies in; empty where none is known
  std::vector<std::uint32_t> zones;  // heaviest first
  std::vector<PlaceRule> rules;      // the same, each rule once
  double area_exceeded_m2 = 0.0;     // where any rule is above its norm, and that stands up
  double area_attention_m2 = 0.0;    // the rest of it: what asks attention, or of which that cannot be told
  int max_count = 0;                 // of rule (a), the first of the table; else of the heaviest rule
  std::vector<ZoneSensor> sensors;   // of the heaviest rule: what would remain of its zones here without each
  std::vector<std::string> controllers;
  std::vector<std::string> purposes;
  crs::MapPosition centroid;
  base::Sentence reason;  // of the heaviest rule
};

// Sums over some of the sensors: those that observe people, those with an image.
struct StackFigures {
  int total = 0;  // such sensors in the register
  int with_coverage = 0;
  int coverage_unknown = 0;
  double covered_area_m2 = 0.0;
  double overlap_factor = 0.0;
  int max_count = 0;
  std::vector<std::pair<int, double>> area_by_count_m2;
};

struct Completeness {
  int total = 0;    // sensors in the register
  int counted = 0;  // that count (domain.md 3)
  int with_coverage = 0;
  int coverage_unknown = 0;
  int household = 0;  // kept out of the plan
};

// Where the views of one coverage stack: counts by cell, areas by count, and zones.
//   const Stacking stacking = stack({.plan = plan, .coverage = coverage, .policy = plan.policy});
//   const double twice_m2 = area_at_least_m2(stacking, 2);
//   const std::size_t zones = stacking.zones.size();
// Memory: four bytes a cell for the map, of at most 128 million cells, and the runs and outlines of its zones;
// counts stop at 65,535. Frozen once shared: any thread reads it. It shares the coverage, and means sensors by their
// places in the plan. It cannot fail; making it can be cancelled.
struct Stacking {
  std::shared_ptr<const coverage::CoverageResult> coverage;  // which sensors see each cell
  // Counts for the map: over the coverage's frame where that fits in memory, else over the part around most sensors.
  // Areas, counts and zones hold everything, whatever fits here.
  raster::Grid<std::uint16_t> counts;           // all sensors that see the cell
  raster::Grid<std::uint16_t> personal_counts;  // rule (a), of those that observe people: what the map shows
  double covered_area_m2 = 0.0;
  double overlap_factor = 0.0;  // sum of areas / union; 0 where nothing is covered
  int max_count = 0;
  std::vector<std::pair<int, double>> area_by_count_m2;  // exactly 1, 2, ...
  CountFilter filter;                                    // what counts, and zones, are made of; empty: everything
  StackFigures observing;                                // of sensors that observe people
  StackFigures optical;                                  // of sensors with an image
  std::vector<Zone> zones;
  std::vector<Place> places;  // of the zones, heaviest first; empty where nobody asked for them
  Completeness completeness;
};

struct ElapsedMs {
  double load = 0.0;
  double coverage = 0.0;
  double stacking = 0.0;
  double zones = 0.0;
};

// What is to be said of a zone, as one word: "exceeded" only where that stands up, "not_checked" where nobody tried,
// "cannot_tell" where it does not, else "attention".
std::string_view level_name(const Zone& zone);

// Everything that an analysis gives.
//   const auto model = coverage::make_occlusion_model(project, {.cell_m = 0.5});
//   const auto analysis = analyse(project, **model, {.options = {}, .target_heights_m = {0.0, 1.7}});
//   const Zone* worst = analysis->stacking.zones.empty() ? nullptr : &analysis->stacking.zones.front();
// Memory: a coverage and a stacking for each target height. Frozen once shared: any thread reads it. It refers to
// nothing, but means sensors by their places in the plan of that revision: keep that plan beside it. It cannot fail;
// analyse does. Which policy it was made under it does not say.
struct Analysis {
  std::uint64_t plan_revision = 0;
  coverage::CoverageOptions options;
  std::vector<double> target_heights_m;    // the first is the one that areas and counts refer to
  bool public_squares = false;             // coverage, counts and zones are in squares of 10 m (public_coverage.h)
  Stacking stacking;                       // at the first target height
  std::vector<Stacking> at_other_heights;  // their zones over exceeded_at are not_checked
  coverage::Audit audit;                   // of the coverage at the first height, against exact rays
  base::Diagnostics diagnostics;           // what was assumed, moved or could not be computed: COV-1xx
  base::Diagnostics unchecked;             // COV-124: why zones over exceeded_at are not_checked, where they are
  ElapsedMs elapsed_ms;
};

// The area that at least `count` sensors see: what people are shown for 2, 3 and 4.
double area_at_least_m2(const Stacking& stacking, int count);

// What a stacking is made of. policy is the plan's unless a person tries another threshold.
struct StackingParams {
  const plan::Plan& plan;
  std::shared_ptr<const coverage::CoverageResult> coverage;
  const policy::Policy& policy;
  CountFilter filter = {};
  unsigned threads = 0;  // 0: as many as the machine has; no result depends on it
};
// Zones and counts from coverage. A zone over exceeded_at is exceeded and not_checked: one coverage cannot tell
// whether it stands up. Cost: linear in the words of the footprints, for the counts and again for each rule; 56 ms
// for the zones of rule (a) of 10,000 cameras over 17 million cells on two cores (docs/performance.md). Works on
// params.threads threads, which are gone when it returns; plan and policy are only needed during the call.
Stacking stack(const StackingParams& params, ElapsedMs* elapsed = nullptr);
// The same until it is cancelled: fails with COV-110.
base::Result<Stacking> stack(const StackingParams& params, const base::CancelToken& cancel,
                             ElapsedMs* elapsed = nullptr);
Stacking stack(const plan::Plan& plan, std::shared_ptr<const coverage::CoverageResult> coverage,
               const policy::Policy& policy, ElapsedMs* elapsed = nullptr);

// Only the counts, for what a filter asks: no zones, no sight computed anew.
struct FilteredCounts {
  raster::Grid<std::uint16_t> counts;  // over the same part as Stacking::counts
  std::vector<std::pair<int, double>> area_by_count_m2;
  double covered_area_m2 = 0.0;
  int max_count = 0;
};
FilteredCounts count_filtered(const coverage::CoverageResult& coverage, const plan::Plan& plan,
                              const CountFilter& filter, unsigned threads = 0);

// What is asked of a whole project.
struct AnalysisParams {
  coverage::CoverageOptions options;
  std::vector<double> target_heights_m;  // empty: the options' one
  CountFilter filter = {};               // what counts; footprints are computed of all sensors
  bool public_squares = false;           // everything in squares of 10 m: what public figures are made of
};
// The whole analysis of a project; zones over exceeded_at are checked at other ranges and cell sizes. Cost: a
// coverage and a stacking for each target height; where zones are over exceeded_at, the sensors of those up to four
// times more, twice in a model of other cells; 20,000 exact rays for the audit, 500 where the model made nothing
// ready. Threads as compute_coverage. Project and model are only needed during the call. Fails with COV-110 where it
// was cancelled and with COV-109 where it does not fit in memory; where only a check does not fit, COV-124 tells so
// and its zones stay not_checked.
base::Result<Analysis> analyse(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                               const AnalysisParams& params, const base::Progress& progress = {});
// The same analysis under the policy that the project's plan has now: zones are found and checked again, what sensors
// see is taken from `previous`, which is of the same sensors and options.
base::Result<Analysis> restacked(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                 const Analysis& previous, const base::Progress& progress = {});
base::Result<Analysis> analyse(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                               const coverage::CoverageOptions& options, const std::vector<double>& target_heights_m,
                               const base::Progress& progress = {});

}  // namespace schouw::stacking
