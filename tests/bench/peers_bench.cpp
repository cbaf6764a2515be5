// SPDX-License-Identifier: EUPL-1.2
// Schouw beside its peers, each pair in one run: GDALViewshedGenerate and GRASS r.viewshed for sight, GDALPolygonize
// for zones. Figures of one benchmark may be divided by each other; those of two runs may not. What was measured
// last, and how each peer was used: docs/performance.md.
#include <benchmark/benchmark.h>

#include <ogr_api.h>

#include "layers/coverage/footprint/trace_footprint.h"
#include "layers/stacking/stacking.h"
#include "tests/bench/peers_clock.h"
#include "tests/bench/peers_gdal.h"
#include "tests/bench/peers_grass.h"
#include "tests/bench/peers_lines.h"

namespace schouw::bench {
namespace {

struct Mode {
  GDALViewshedMode mode;
  const char* name;
};
constexpr std::array<Mode, 4> kModes{
    {{GVM_Diagonal, "gdal_diagonal"}, {GVM_Edge, "gdal_edge"}, {GVM_Max, "gdal_max"}, {GVM_Min, "gdal_min"}}};

// The production path, from the register's records to a count in every cell.
std::int64_t schouw_counts(const PeerTown& town, unsigned threads) {
  const auto& project = town.scene.project;
  auto coverage = coverage::compute_coverage(project, *town.occlusion,
                                             {.cell_m = town.cell_m, .outlines = false, .threads = threads});
  const auto counted = stacking::count_filtered(*coverage, *project.plan, {}, threads);
  std::int64_t seen = 0;
  for (const auto& [count, area_m2] : counted.area_by_count_m2) {
    seen += std::llround(count * area_m2 / (town.cell_m * town.cell_m));
  }
  return seen;
}

std::int64_t gdal_seen(const PeerTown& town, GDALViewshedMode mode, unsigned threads) {
  std::int64_t seen = 0;
  for (const std::uint16_t count : gdal_counts(town, mode, threads)) seen += count;
  return seen;
}

// Coverage and counts of the cameras of a town of side_m: 10,000 on 4 x 4 km, or as many as the same density gives.
void stack_cameras(benchmark::State& state, double side_m, double cell_m) {
  const PeerTown town = peer_town(side_m, static_cast<int>(std::lround(10'000 * side_m * side_m / 16e6)), cell_m);
  Contender schouw("schouw"), schouw_alone("schouw_1_thread"), gdal_pair("gdal_edge_2_threads");
  std::vector<Contender> gdal;
  gdal.reserve(kModes.size());
  for (const Mode& mode : kModes) gdal.emplace_back(mode.name);
  std::int64_t seen = 0;
  std::int64_t seen_by_gdal = 0;
  for ([[maybe_unused]] const auto turn : state) {
    for (std::size_t i = 0; i < kModes.size(); ++i) {
      schouw.run([&] { seen = schouw_counts(town, 0); });
      gdal[i].run([&] { seen_by_gdal = gdal_seen(town, kModes[i].mode, 1); });
      schouw_alone.run([&] { benchmark::DoNotOptimize(schouw_counts(town, 1)); });
    }
    gdal_pair.run([&] { benchmark::DoNotOptimize(gdal_seen(town, GVM_Edge, 2)); });
  }
  Cost fastest = gdal[0].least();
  for (const Contender& mode : gdal) {
    mode.report(state);
    fastest = {std::min(fastest.wall_ms, mode.least().wall_ms), std::min(fastest.cpu_ms, mode.least().cpu_ms)};
  }
  schouw.report(state);
  schouw_alone.report(state);
  gdal_pair.report(state);
  state.counters["times_faster"] = fastest.wall_ms / schouw.least().wall_ms;
  state.counters["times_faster_1_thread_cpu"] = fastest.cpu_ms / schouw_alone.least().cpu_ms;
  state.counters["times_faster_2_threads"] = gdal_pair.least().wall_ms / schouw.least().wall_ms;
  state.counters["cameras"] = static_cast<double>(town.cameras.size());
  state.counters["seen_cells"] = static_cast<double>(seen);
  state.counters["gdal_min_seen_cells"] = static_cast<double>(seen_by_gdal);
}

// A town of 1 x 1 km, 200 of whose cameras every peer is asked for.
const PeerTown& small_town() {
  static const PeerTown kTown = peer_town(1000.0, 625, 1.0);
  return kTown;
}
constexpr std::size_t kAsked = 200;

// One contender's windows, held to exact lines on both readings of the raster.
struct PeerTally {
  Tally points;
  Tally steps;
};
void add_window(const PeerTown& town, const PeerCamera& camera, const GdalTown::Window& window, PeerTally& tally) {
  const StepSurface surface = step_surface(town, camera);
  const PointLine line{camera.column, camera.row_from_north, camera.place.view.lens.up_m};
  for_each_target(town, camera, surface, [&](int column, int row, double target_m) {
    const int town_column = surface.local.cells.first_column + column - town.first_column;
    const int town_row = town.frame.rows - 1 - (surface.local.cells.first_row + row - town.first_row);
    const int x = town_column - window.first_column;
    const int y = town_row - window.first_row;
    if (x < 0 || y < 0 || x >= window.columns || y >= window.rows) return;
    const bool seen = window.seen[static_cast<std::size_t>(y) * static_cast<std::size_t>(window.columns) +
                                  static_cast<std::size_t>(x)] != 0;
    tally.points.add(point_line_is_clear(town, line, town_column, town_row), seen);
    tally.steps.add(sight::line_is_clear(surface.local.heights, surface.middle, {column, row, target_m}), seen);
  });
}

void report(benchmark::State& state, const std::string& name, const PeerTally& tally) {
  state.counters[name + "_hidden_pct_points"] = tally.points.hidden_percent();
  state.counters[name + "_shown_pct_points"] = tally.points.shown_percent();
  state.counters[name + "_hidden_pct_steps"] = tally.steps.hidden_percent();
  state.counters[name + "_shown_pct_steps"] = tally.steps.shown_percent();
}

std::vector<const PeerCamera*> asked_cameras(const PeerTown& town) {
  std::vector<const PeerCamera*> asked;
  for (const PeerCamera& camera : town.cameras) {
    if (asked.size() < kAsked && !camera.place.against_wall) asked.push_back(&camera);
  }
  return asked;
}

Tally schouw_tally(const PeerTown& town, const std::vector<const PeerCamera*>& cameras) {
  const coverage::FootprintParams question{.policy = &town.scene.project.plan->policy, .outline = false};
  Tally tally;
  for (const PeerCamera* camera : cameras) {
    const coverage::Footprint footprint = coverage::trace_footprint(camera->place, *town.occlusion, question);
    const StepSurface surface = step_surface(town, *camera);
    for_each_target(town, *camera, surface, [&](int column, int row, double target_m) {
      tally.add(sight::line_is_clear(surface.local.heights, surface.lens, {column, row, target_m}),
                footprint.sees(surface.local.cells.first_column + column, surface.local.cells.first_row + row));
    });
  }
  return tally;
}

// Cells wrongly hidden and wrongly shown, of the cells that exact lines reach.
void wrong_cells(benchmark::State& state) {
  const PeerTown& town = small_town();
  const auto cameras = asked_cameras(town);
  for ([[maybe_unused]] const auto turn : state) {
    const GdalTown gdal(town);
    GdalTown::Window window;
    for (const Mode& mode : kModes) {
      PeerTally tally;
      for (const PeerCamera* camera : cameras) {
        if (gdal.look(*camera, mode.mode, window)) add_window(town, *camera, window, tally);
      }
      report(state, mode.name, tally);
    }
    const Tally schouw = schouw_tally(town, cameras);
    state.counters["schouw_hidden_pct_steps"] = schouw.hidden_percent();
    state.counters["schouw_shown_pct_steps"] = schouw.shown_percent();
    state.counters["cells"] = static_cast<double>(schouw.cells);
  }
}

// GRASS as its users run it: r.viewshed, one process per sensor, in a region as large as the range.
void grass_viewsheds(benchmark::State& state) {
  const PeerTown& town = small_town();
  const auto cameras = asked_cameras(town);
  for ([[maybe_unused]] const auto turn : state) {
    auto grass = run_grass(town, cameras);
    if (!grass.why_not.empty()) {
      state.SkipWithError(grass.why_not.c_str());
      return;
    }
    state.SetLabel(grass.version);
    PeerTally tally;
    for (std::size_t i = 0; i < cameras.size(); ++i) add_window(town, *cameras[i], grass.windows[i], tally);
    report(state, "grass", tally);
    const coverage::FootprintParams question{.policy = &town.scene.project.plan->policy, .outline = false};
    coverage::FootprintTracer tracer(*town.occlusion, question);
    const Cost schouw = cost_of([&] {
      for (const PeerCamera* camera : cameras) benchmark::DoNotOptimize(tracer.trace(camera->place));
    });
    state.counters["sensors"] = static_cast<double>(cameras.size());
    state.counters["grass_ms"] = grass.cost.wall_ms;
    state.counters["grass_cpu_ms"] = grass.cost.cpu_ms;
    state.counters["schouw_1_thread_ms"] = schouw.wall_ms;
    state.counters["schouw_1_thread_cpu_ms"] = schouw.cpu_ms;
  }
}

// Polygons of the cells that hold 1, into memory. The raster is its own mask: GDAL outlines nothing else.
std::int64_t polygonize(const std::vector<std::uint8_t>& cells, const raster::GridFrame& frame) {
  GDALDatasetH raster = memory_raster(frame, GDT_Byte, cells.data());
  GDALDatasetH vector = GDALCreate(GDALGetDriverByName("Memory"), "", 0, 0, 0, GDT_Unknown, nullptr);
  OGRLayerH layer = GDALDatasetCreateLayer(vector, "zones", nullptr, wkbPolygon, nullptr);
  GDALPolygonize(GDALGetRasterBand(raster, 1), GDALGetRasterBand(raster, 1), layer, -1, nullptr, nullptr, nullptr);
  const std::int64_t polygons = OGR_L_GetFeatureCount(layer, 1);
  GDALClose(vector);
  GDALClose(raster);
  return polygons;
}

// Zones of 10,000 cameras over 16 M cells, with contributing sensors and what would remain without each, against
// outlines alone of the cells that reach attention_at.
void zones(benchmark::State& state) {
  GDALAllRegister();  // Schouw registers only the drivers that it reads with
  const PeerTown town = peer_town(4000.0, 10'000, 1.0);
  const plan::Plan& plan = *town.scene.project.plan;
  const auto coverage = std::make_shared<const coverage::CoverageResult>(
      *coverage::compute_coverage(town.scene.project, *town.occlusion, {.cell_m = town.cell_m, .outlines = false}));
  stacking::Stacking stacking = stacking::stack(plan, coverage, plan.policy);
  std::vector<std::uint8_t> reached;
  const int attention_at = plan.policy.thresholds.levels.at("default").at("a").attention_at;
  for (const std::uint16_t count : stacking.counts.values()) reached.push_back(count >= attention_at ? 1 : 0);
  std::vector<double> zones_ms;
  Contender gdal("gdal_polygonize");
  Contender schouw("schouw_counts_and_zones");
  std::int64_t polygons = 0;
  for ([[maybe_unused]] const auto turn : state) {
    stacking::ElapsedMs elapsed;
    schouw.run([&] { stacking = stacking::stack(plan, coverage, plan.policy, &elapsed); });
    zones_ms.push_back(elapsed.zones);
    gdal.run([&] { polygons = polygonize(reached, stacking.counts.frame()); });
  }
  gdal.report(state);
  schouw.report(state);
  const double least_ms = *std::min_element(zones_ms.begin(), zones_ms.end());
  state.counters["schouw_zones_ms"] = least_ms;
  state.counters["times_faster"] = gdal.least().wall_ms / least_ms;
  state.counters["zones"] = static_cast<double>(stacking.zones.size());
  state.counters["gdal_polygons"] = static_cast<double>(polygons);
  state.counters["cells"] = static_cast<double>(stacking.counts.values().size());
}

BENCHMARK_CAPTURE(stack_cameras, cells_of_1_m, 4000.0, 1.0)->Iterations(3)->UseRealTime()->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(stack_cameras, cells_of_25_cm, 1000.0, 0.25)
    ->Iterations(2)
    ->UseRealTime()
    ->Unit(benchmark::kSecond);
BENCHMARK(zones)->Iterations(5)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(wrong_cells)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);
BENCHMARK(grass_viewsheds)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

}  // namespace
}  // namespace schouw::bench
