// SPDX-License-Identifier: EUPL-1.2
// Coverage of many cameras: 10,000 of them (60 m, 90 degrees) in a town of 4 x 4 km, in cells of 1 m, 0.5 m and
// 0.25 m, and the parts that its time goes into. Bars: performance.md of the design; peers: peers_bench.cpp.
#include <benchmark/benchmark.h>

#include "layers/coverage/footprint/trace_footprint.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/bench/sight_scene.h"

namespace schouw::bench {
namespace {

const SightScene& scene(bool with_terrain) {
  static const SightScene flat = sight_scene(4000.0, 10'000, false);
  static const SightScene hilly = sight_scene(4000.0, 10'000, true);
  return with_terrain ? hilly : flat;
}

std::shared_ptr<const coverage::OcclusionModel> around(const SightScene& scene, double cell_m) {
  return *coverage::make_occlusion_model(scene.project, {.cell_m = cell_m, .memory_limit_bytes = 1e10});
}

void coverage_of_10000(benchmark::State& state, bool with_terrain) {
  const double cell_m = static_cast<double>(state.range(0)) / 100.0;
  const auto occlusion = around(scene(with_terrain), cell_m);
  double seen_m2 = 0.0;
  for ([[maybe_unused]] const auto turn : state) {
    const auto coverage =
        coverage::compute_coverage(scene(with_terrain).project, *occlusion, {.cell_m = cell_m, .outlines = false});
    seen_m2 = 0.0;
    for (const auto& footprint : coverage->footprints) seen_m2 += footprint.visible_area_m2;
  }
  state.counters["seen_m2"] = seen_m2;
}

// One camera after another on one thread: where a footprint's time goes.
void one_footprint(benchmark::State& state, bool with_terrain) {
  const auto occlusion = around(scene(with_terrain), 1.0);
  const plan::Plan& plan = *scene(with_terrain).project.plan;
  std::vector<coverage::LensPlace> places;
  for (std::uint32_t i = 0; i < 500; ++i) {
    auto placed = coverage::placed_sensor(plan, i, *occlusion, {});
    if (placed.place) places.push_back(*std::move(placed.place));
  }
  coverage::FootprintTracer tracer(*occlusion, {.policy = &plan.policy, .outline = false});
  std::size_t i = 0;
  for ([[maybe_unused]] const auto turn : state) benchmark::DoNotOptimize(tracer.trace(places[i++ % places.size()]));
}

void placing(benchmark::State& state) {
  const auto occlusion = around(scene(true), 1.0);
  std::uint32_t i = 0;
  for ([[maybe_unused]] const auto turn : state) {
    benchmark::DoNotOptimize(coverage::placed_sensor(*scene(true).project.plan, i++ % 10'000, *occlusion, {}));
  }
}

BENCHMARK_CAPTURE(coverage_of_10000, flat, false)->Arg(100)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(coverage_of_10000, terrain, true)
    ->Arg(100)
    ->Arg(50)
    ->Arg(25)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(one_footprint, flat, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(one_footprint, terrain, true)->Unit(benchmark::kMicrosecond);
BENCHMARK(placing)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace schouw::bench
