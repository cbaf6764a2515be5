// SPDX-License-Identifier: EUPL-1.2
// Moving and turning one camera among 10,000: from the edited record to new counts and zones. How long one edit takes
// of a hundred, and of a hundred the slowest: p50, p95 and p99.
#include <benchmark/benchmark.h>

#include <random>

#include "layers/coverage/surroundings.h"
#include "layers/stacking/live_stacking.h"
#include "tests/bench/peers_clock.h"
#include "tests/bench/sight_scene.h"

namespace schouw::bench {
namespace {

constexpr double kSide_m = 4000.0;
constexpr int kEdits = 400;

enum class Edit : std::uint8_t { turn, move };

void change(registers::Sensor& sensor, Edit edit, std::mt19937_64& random) {
  const auto below = [&](double most) { return most * static_cast<double>(random() >> 11) / 9007199254740992.0; };
  if (edit == Edit::turn) {
    sensor.azimuth_deg = testing::stated(below(360.0));
  } else {
    // As far as a hand drags it from one frame to the next, along its street.
    sensor.position->north_m += below(4.0) - 2.0;
  }
}

void edit_one_camera(benchmark::State& state, Edit edit, double cell_m) {
  const SightScene scene = sight_scene(kSide_m, 10'000, true);
  const auto around = *coverage::make_surroundings(scene.project, {.cell_m = cell_m, .memory_limit_bytes = 8e9});
  const coverage::CoverageOptions options{.cell_m = cell_m};
  // The edited plan: one record of it differs from edit to edit.
  const auto plan = std::make_shared<plan::Plan>(*scene.project.plan);
  plan::Project project = scene.project;
  project.plan = plan;
  auto coverage = std::make_shared<const coverage::CoverageResult>(
      *coverage::compute_coverage(project, *around, {.cell_m = cell_m, .outlines = false}));
  stacking::LiveStacking live(plan, stacking::stack(*plan, coverage, plan->policy), plan->policy);
  const raster::GridFrame frame = coverage->frame;
  coverage.reset();
  std::mt19937_64 random(kSeed);
  std::vector<double> sight_ms;
  std::vector<double> stack_ms;
  std::vector<double> whole_ms;
  std::vector<double> cpu_ms;
  for ([[maybe_unused]] const auto turn : state) {
    for (int i = 0; i < kEdits; ++i) {
      const auto sensor = static_cast<std::uint32_t>(random() % plan->sensors.size());
      change(plan->sensors[sensor], edit, random);
      coverage::CoverageResult seen;
      const Cost sight = cost_of([&] { seen = *coverage::compute_coverage_of(project, *around, options, {sensor}); });
      const Cost stack = cost_of([&] {
        std::optional<coverage::Footprint> footprint;
        if (!seen.footprints.empty()) {
          footprint = stacking::renumbered(std::move(seen.footprints[0]), seen.frame, frame);
        }
        benchmark::DoNotOptimize(live.replace(sensor, std::move(footprint)));
      });
      sight_ms.push_back(sight.wall_ms);
      stack_ms.push_back(stack.wall_ms);
      whole_ms.push_back(sight.wall_ms + stack.wall_ms);
      cpu_ms.push_back(sight.cpu_ms + stack.cpu_ms);
    }
  }
  for (const int share : {50, 95, 99}) {
    state.counters["p" + std::to_string(share) + "_ms"] = percentile(whole_ms, share / 100.0);
    state.counters["p" + std::to_string(share) + "_cpu_ms"] = percentile(cpu_ms, share / 100.0);
  }
  state.counters["footprint_p50_ms"] = percentile(sight_ms, 0.5);
  state.counters["counts_and_zones_p50_ms"] = percentile(stack_ms, 0.5);
  state.counters["edits"] = static_cast<double>(whole_ms.size());
  state.counters["zones"] = static_cast<double>(live.zones().size());
}

BENCHMARK_CAPTURE(edit_one_camera, turn_1_m, Edit::turn, 1.0)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(edit_one_camera, move_1_m, Edit::move, 1.0)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(edit_one_camera, move_50_cm, Edit::move, 0.5)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace schouw::bench
