// SPDX-License-Identifier: EUPL-1.2
// From 1,000 to 1,000,000 sensors, at the density of the bars: 10,000 to 4 x 4 km, cells of 1 m. Time and memory of
// surroundings, coverage, counts and zones. A million takes minutes and 16 GB or so: with SCHOUW_BENCH_LARGE set.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>

#include "layers/coverage/surroundings.h"
#include "layers/stacking/stacking.h"
#include "tests/bench/peers_clock.h"
#include "tests/bench/sight_scene.h"

namespace schouw::bench {
namespace {

constexpr double kTile_m = 4000.0;

// A figure of /proc/self/status in MiB.
double status_mib(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kib = 0.0;
    if (word == name + ":" && status >> kib) return kib / 1024.0;
  }
  return 0.0;
}

// From here on VmHWM counts anew.
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

// The sensors of each tile of 4 x 4 km, as a scheduler would hand them out.
std::vector<std::vector<std::uint32_t>> tiles_of(const SightScene& scene) {
  const int across = std::max(1, static_cast<int>(std::ceil(scene.side_m / kTile_m)));
  std::vector<std::vector<std::uint32_t>> tiles(static_cast<std::size_t>(across) * static_cast<std::size_t>(across));
  const auto& sensors = scene.project.plan->sensors;
  for (std::uint32_t i = 0; i < sensors.size(); ++i) {
    const auto number = [&](double m) { return std::clamp(static_cast<int>(m / kTile_m), 0, across - 1); };
    const int column = number(sensors[i].position->east_m - testing::kEast_m);
    const int row = number(sensors[i].position->north_m - testing::kNorth_m);
    tiles[static_cast<std::size_t>(row * across + column)].push_back(i);
  }
  return tiles;
}

struct Whole {
  Cost surroundings;
  Cost coverage;
  Cost stacking;
  double covered_m2 = 0.0;
  std::size_t zones = 0;
};

void add(Cost& to, const Cost& cost) { to = {to.wall_ms + cost.wall_ms, to.cpu_ms + cost.cpu_ms}; }

// One lot of sensors, from nothing to zones; what it needed is given back at the end.
void analyse_lot(const SightScene& scene, const std::vector<std::uint32_t>& sensors, Whole& whole) {
  std::shared_ptr<const coverage::Surroundings> around;
  add(whole.surroundings, cost_of([&] {
        around = *coverage::make_surroundings(scene.project,
                                              {.cell_m = 1.0, .memory_limit_bytes = 8e9, .sensors = sensors});
      }));
  std::shared_ptr<const coverage::CoverageResult> seen;
  add(whole.coverage, cost_of([&] {
        seen = std::make_shared<const coverage::CoverageResult>(
            *coverage::compute_coverage_of(scene.project, *around, {.cell_m = 1.0, .outlines = false}, sensors));
      }));
  const plan::Plan& plan = *scene.project.plan;
  add(whole.stacking, cost_of([&] {
        const auto stacking = stacking::stack(plan, seen, plan.policy);
        whole.covered_m2 += stacking.covered_area_m2;
        whole.zones += stacking.zones.size();
      }));
}

void sensors(benchmark::State& state, bool by_tile) {
  const auto count = static_cast<int>(state.range(0));
  const SightScene scene = sight_scene(kTile_m * std::sqrt(count / 10'000.0), count, false);
  const double town_mib = status_mib("VmRSS");
  std::vector<std::uint32_t> all(static_cast<std::size_t>(count));
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  const auto lots = by_tile ? tiles_of(scene) : std::vector<std::vector<std::uint32_t>>(1, all);
  Whole whole;
  for ([[maybe_unused]] const auto turn : state) {
    whole = {};
    forget_peak();
    for (const auto& lot : lots) analyse_lot(scene, lot, whole);
  }
  const auto report = [&state](const std::string& part, const Cost& cost) {
    state.counters[part + "_ms"] = cost.wall_ms;
    state.counters[part + "_cpu_ms"] = cost.cpu_ms;
  };
  report("surroundings", whole.surroundings);
  report("coverage", whole.coverage);
  report("stacking", whole.stacking);
  const Cost sum{whole.surroundings.wall_ms + whole.coverage.wall_ms + whole.stacking.wall_ms,
                 whole.surroundings.cpu_ms + whole.coverage.cpu_ms + whole.stacking.cpu_ms};
  state.counters["us_per_sensor"] = sum.wall_ms * 1e3 / count;
  state.counters["cpu_us_per_sensor"] = sum.cpu_ms * 1e3 / count;
  state.counters["town_mib"] = town_mib;
  state.counters["peak_mib"] = status_mib("VmHWM");
  state.counters["covered_km2"] = whole.covered_m2 / 1e6;
  state.counters["zones"] = static_cast<double>(whole.zones);
}

void at_once(benchmark::State& state) { sensors(state, false); }
void by_tile(benchmark::State& state) { sensors(state, true); }

BENCHMARK(at_once)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Iterations(1)->UseRealTime()->Unit(
    benchmark::kMillisecond);
BENCHMARK(by_tile)
    ->Apply([](benchmark::internal::Benchmark* tiles) {
      tiles->Arg(100'000);
      if (std::getenv("SCHOUW_BENCH_LARGE") != nullptr) tiles->Arg(1'000'000);
    })
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace schouw::bench
