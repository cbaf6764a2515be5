// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/sentence.h"
#include "geo/crs/position.h"
#include "geo/model/feature.h"
#include "geo/raster/grid.h"
#include "layers/coverage/coverage.h"
#include "layers/plan/plan.h"

// Where views stack, and where that passes what the council set. Definitions: domain.md 3.
namespace schouw::stacking {

enum class Level : std::uint8_t { attention, exceeded };

struct ZoneSensor {
  std::uint32_t sensor = 0;      // index in the plan
  double area_without_m2 = 0.0;  // of the zone, what would remain without this sensor
};

struct Zone {
  std::string id;    // "Z1": by rule, then area, largest first; stable for equal input
  std::string rule;  // of the threshold table
  Level level = Level::attention;
  double area_m2 = 0.0;  // cells that pass; bridged gaps left out
  int max_count = 0;
  std::vector<ZoneSensor> sensors;
  std::vector<std::string> purposes;
  std::vector<std::string> controllers;
  std::vector<std::string> area_types;
  base::Sentence reason;
  crs::MapPosition centroid;
  std::vector<model::PolygonWithHoles> polygons;  // outline, gaps under merge_gap_m bridged
};

struct Completeness {
  int total = 0;    // sensors in the register
  int counted = 0;  // that count (domain.md 3)
  int with_coverage = 0;
  int coverage_unknown = 0;
  int household = 0;  // kept out of the plan
};

struct Stacking {
  std::shared_ptr<const coverage::CoverageResult> coverage;  // which sensors see each cell
  raster::Grid<std::uint16_t> counts;                        // all sensors that see the cell
  raster::Grid<std::uint16_t> personal_counts;               // rule (a): what the map shows
  double covered_area_m2 = 0.0;
  double overlap_factor = 0.0;  // sum of areas / union; 0 where nothing is covered
  int max_count = 0;
  std::vector<std::pair<int, double>> area_by_count_m2;  // exactly 1, 2, ...
  std::vector<Zone> zones;
  Completeness completeness;
};

struct ElapsedMs {
  double load = 0.0;
  double coverage = 0.0;
  double stacking = 0.0;
  double zones = 0.0;
};

// Everything that an analysis gives. Frozen; keyed by the plan's revision and the options.
struct Analysis {
  std::uint64_t plan_revision = 0;
  coverage::CoverageOptions options;
  std::vector<double> target_heights_m;  // the first is the one that areas and counts refer to
  Stacking stacking;                     // at the first target height
  std::vector<Stacking> at_other_heights;
  ElapsedMs elapsed_ms;
};

// Zones and counts from coverage. policy is the plan's unless a person tries another threshold.
Stacking stack(const plan::Plan& plan, std::shared_ptr<const coverage::CoverageResult> coverage,
               const policy::Policy& policy, ElapsedMs* elapsed = nullptr);

// The whole analysis of a project.
base::Result<Analysis> analyse(const plan::Project& project, const coverage::Surroundings& surroundings,
                               const coverage::CoverageOptions& options, const std::vector<double>& target_heights_m,
                               const base::Progress& progress = {});

}  // namespace schouw::stacking
