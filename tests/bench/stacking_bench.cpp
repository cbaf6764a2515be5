// SPDX-License-Identifier: EUPL-1.2
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "layers/stacking/find_zones.h"
#include "layers/stacking/live_stacking.h"
#include "tests/oracle/random_footprints.h"

// Stacking of 10,000 footprints (60 m, 90 degrees) over 16 million cells of 1 m; sight is not part of it.
namespace schouw::bench {

namespace {

using stacking::Stacking;
using testing::RandomTown;

constexpr RandomTown kTown{.sensors = 10'000,
                           .columns = 4000,
                           .rows = 4000,
                           .cell_m = 1.0,
                           .range_m = 60.0,
                           .view_deg = 90.0,
                           .seed = 20261122};

struct Scene {
  std::shared_ptr<const plan::Plan> plan;
  std::shared_ptr<const coverage::CoverageResult> coverage;
};

// The shipped example's levels: attention from 3, exceeded from 5.
policy::Policy example_levels(policy::Policy policy) {
  policy.thresholds.levels["default"] = {{"a", {3, 5}}, {"b", {2, 3}}, {"c", {3, 5}}, {"d", {3, 5}}, {"e", {1, 2}}};
  return policy;
}

const Scene& scene() {
  static const Scene kScene = [] {
    plan::Plan plan = testing::random_plan(kTown, 1);
    plan.policy = example_levels(std::move(plan.policy));
    return Scene{std::make_shared<const plan::Plan>(std::move(plan)),
                 std::make_shared<const coverage::CoverageResult>(testing::random_coverage(kTown))};
  }();
  return kScene;
}

void counts_of_all_sensors(benchmark::State& state) {
  const Scene& s = scene();
  for ([[maybe_unused]] const auto turn : state) {
    benchmark::DoNotOptimize(stacking::count_filtered(*s.coverage, *s.plan, {}));
  }
}

void counts_of_one_kind(benchmark::State& state) {
  const Scene& s = scene();
  const stacking::CountFilter filter{.kinds = {registers::SensorKind::camera},
                                     .personal_data = {registers::PersonalData::unknown}};
  for ([[maybe_unused]] const auto turn : state) {
    benchmark::DoNotOptimize(stacking::count_filtered(*s.coverage, *s.plan, filter));
  }
}

void stacking_with_zones_of_all_rules(benchmark::State& state) {
  const Scene& s = scene();
  stacking::ElapsedMs elapsed;
  std::size_t zones = 0;
  for ([[maybe_unused]] const auto turn : state) {
    zones = stacking::stack(*s.plan, s.coverage, s.plan->policy, &elapsed).zones.size();
  }
  const auto turns = static_cast<double>(state.iterations());
  state.counters["zones"] = static_cast<double>(zones);
  state.counters["counting_ms"] = elapsed.stacking / turns;
  state.counters["zones_ms"] = elapsed.zones / turns;
}

// Rule by rule, from where it passes its levels: groups, measures, outlines.
void zones_of_one_rule(benchmark::State& state) {
  const Scene& s = scene();
  const auto& rule = s.plan->policy.thresholds.rules[static_cast<std::size_t>(state.range(0))];
  const std::vector<stacking::Block> blocks = stacking::blocks_of(*s.coverage);
  std::vector<const stacking::Block*> all;
  std::vector<stacking::BlockKey> keys;
  for (const stacking::Block& block : blocks) {
    all.push_back(&block);
    keys.push_back(block.key);
  }
  const stacking::CountedCells counted(*s.plan, *s.coverage);
  const stacking::TypeLevels levels(s.plan->policy.thresholds);
  const stacking::TypeBlocks types(stacking::map_cells_of(s.coverage->frame), s.plan->areas, levels, keys);
  const stacking::ZoneParams question{*s.plan, s.plan->policy, *s.coverage, counted};
  const stacking::RuleZones finder(rule, question, types);
  std::size_t zones = 0;
  double passing_ms = 0.0;
  for ([[maybe_unused]] const auto turn : state) {
    const auto start = std::chrono::steady_clock::now();
    const auto passing = finder.passing(all);
    passing_ms += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    zones = finder.zones(finder.groups(passing), passing).size();
  }
  state.SetLabel("rule " + rule.id);
  state.counters["zones"] = static_cast<double>(zones);
  state.counters["passing_ms"] = passing_ms / static_cast<double>(state.iterations());
}

void tell_percentiles(benchmark::State& state, std::vector<double> edits_ms) {
  std::sort(edits_ms.begin(), edits_ms.end());
  const auto at = [&](double part) {
    return edits_ms[static_cast<std::size_t>(part * static_cast<double>(edits_ms.size() - 1))];
  };
  state.counters["p50_ms"] = at(0.50);
  state.counters["p95_ms"] = at(0.95);
  state.counters["p99_ms"] = at(0.99);
}

// One sensor put elsewhere: counts and the zones of all rules.
void edit_of_one_sensor(benchmark::State& state) {
  const Scene& s = scene();
  const Stacking stacked = stacking::stack(*s.plan, s.coverage, s.plan->policy);
  stacking::LiveStacking live(s.plan, stacked, s.plan->policy);
  std::mt19937 random(7);
  std::vector<double> edits_ms;
  for ([[maybe_unused]] const auto turn : state) {
    const std::uint32_t sensor = testing::below(random, 10'000);
    auto footprint = stacking::renumbered(testing::random_footprint(sensor, kTown, random), {.cell_m = kTown.cell_m},
                                          live.coverage().frame);
    const auto start = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(live.replace(sensor, std::move(footprint)));
    const std::chrono::duration<double> edit = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(edit.count());
    edits_ms.push_back(edit.count() * 1000.0);
  }
  tell_percentiles(state, std::move(edits_ms));
}

BENCHMARK(counts_of_all_sensors)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(counts_of_one_kind)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(zones_of_one_rule)->DenseRange(0, 4)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(stacking_with_zones_of_all_rules)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(edit_of_one_sensor)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(500);

}  // namespace
}  // namespace schouw::bench
