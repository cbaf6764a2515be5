// SPDX-License-Identifier: EUPL-1.2
// From 1,000 to 1,000,000 sensors, at the density of the bars: 10,000 to 4 x 4 km, cells of 1 m. Time and memory of
// the occlusion model, coverage, counts and zones: of a town at once, and of one tile of 4 x 4 km after another, each
// from its own part of the town, as a scheduler would hand them out. A million takes minutes: with SCHOUW_BENCH_LARGE
// set.
#include <benchmark/benchmark.h>

#include <malloc.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/stacking/stacking.h"
#include "tests/bench/peers_clock.h"
#include "tests/bench/sight_scene.h"

namespace schouw::bench {
namespace {

constexpr double kTile_m = 4000.0;
constexpr double kTileSensors = 10'000.0;

// A figure of /proc/self/status in MiB.
double status_mib(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kib = 0.0;
    if (word == name + ":" && status >> kib) return kib / 1024.0;
  }
  return 0.0;
}

// From here on VmHWM counts anew, without what was given back but not yet returned.
void forget_peak() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
}

struct Whole {
  Cost occlusion;
  Cost coverage;
  Cost stacking;
  double covered_m2 = 0.0;
  std::size_t zones = 0;
};

void add(Cost& to, const Cost& cost) { to = {to.wall_ms + cost.wall_ms, to.cpu_ms + cost.cpu_ms}; }

// A town from nothing to zones; what it needed is given back at the end.
void analyse_town(const SightScene& scene, Whole& whole) {
  std::shared_ptr<const coverage::OcclusionModel> around;
  add(whole.occlusion, cost_of([&] {
        around = *coverage::make_occlusion_model(scene.project, {.cell_m = 1.0, .memory_limit_bytes = 8e9});
      }));
  std::shared_ptr<const coverage::CoverageResult> seen;
  add(whole.coverage, cost_of([&] {
        seen = std::make_shared<const coverage::CoverageResult>(
            *coverage::compute_coverage(scene.project, *around, {.cell_m = 1.0, .outlines = false}));
      }));
  const plan::Plan& plan = *scene.project.plan;
  add(whole.stacking, cost_of([&] {
        const auto stacking = stacking::stack(plan, seen, plan.policy);
        whole.covered_m2 += stacking.covered_area_m2;
        whole.zones += stacking.zones.size();
      }));
}

void report(benchmark::State& state, const Whole& whole, double sensors) {
  Cost sum;
  const auto report_part = [&](const std::string& part, const Cost& cost) {
    state.counters[part + "_ms"] = cost.wall_ms;
    state.counters[part + "_cpu_ms"] = cost.cpu_ms;
    add(sum, cost);
  };
  report_part("surroundings", whole.occlusion);
  report_part("coverage", whole.coverage);
  report_part("stacking", whole.stacking);
  state.counters["us_per_sensor"] = sum.wall_ms * 1e3 / sensors;
  state.counters["cpu_us_per_sensor"] = sum.cpu_ms * 1e3 / sensors;
  state.counters["peak_mib"] = status_mib("VmHWM");
  state.counters["covered_km2"] = whole.covered_m2 / 1e6;
  state.counters["zones"] = static_cast<double>(whole.zones);
}

void at_once(benchmark::State& state) {
  const auto sensors = static_cast<int>(state.range(0));
  const SightScene scene = sight_scene(kTile_m * std::sqrt(sensors / kTileSensors), sensors, false);
  for ([[maybe_unused]] const auto turn : state) {
    Whole whole;
    forget_peak();
    state.counters["town_mib"] = status_mib("VmRSS");
    analyse_town(scene, whole);
    report(state, whole, sensors);
  }
}

void by_tile(benchmark::State& state) {
  const auto sensors = static_cast<double>(state.range(0));
  for ([[maybe_unused]] const auto turn : state) {
    Whole whole;
    forget_peak();
    for (int tile = 0; tile < sensors / kTileSensors; ++tile) {
      const auto seed = kSeed + static_cast<std::uint64_t>(tile);
      analyse_town(sight_scene(kTile_m, static_cast<int>(kTileSensors), false, seed), whole);
    }
    report(state, whole, sensors);
  }
}

BENCHMARK(at_once)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Iterations(1)->UseRealTime()->Unit(
    benchmark::kMillisecond);
BENCHMARK(by_tile)
    ->Apply([](benchmark::internal::Benchmark* tiles) {
      if (std::getenv("SCHOUW_BENCH_LARGE") == nullptr) {
        tiles->Arg(100'000);
      } else {
        tiles->Arg(100'000)->Arg(1'000'000);
      }
    })
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace schouw::bench
