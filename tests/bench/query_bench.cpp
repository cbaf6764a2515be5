// SPDX-License-Identifier: EUPL-1.2
// Asking each of 100,000 sensors; items_per_second is sensors a second.
#include <benchmark/benchmark.h>

#include <random>
#include <string>

#include "layers/query/query.h"
#include "layers/register/field.h"
#include "tests/bench/bench_seed.h"

namespace schouw {
namespace {

constexpr int kSensors = 100'000;

const registers::SensorList& sensors() {
  static const registers::SensorList kList = [] {
    std::mt19937_64 random(bench::kSeed);
    registers::SensorList list;
    const char* retentions[] = {"P7D", "P28D", "P1M", "P90D", "4 weken"};
    for (int i = 0; i < kSensors; ++i) {
      registers::Sensor sensor{.id = "cam-" + std::to_string(i), .name = "Camera " + std::to_string(i)};
      sensor.kind = random() % 3 == 0 ? registers::SensorKind::wifi : registers::SensorKind::camera;
      sensor.range_max_m.value = 10.0 + static_cast<double>(random() % 4000) / 100.0;
      if (random() % 4 != 0) sensor.data.retention.value = retentions[random() % 5];
      sensor.deployment.owner.value = "Gemeente Voorbeeld " + std::to_string(random() % 20);
      list.push_back(std::move(sensor));
    }
    return list;
  }();
  return kList;
}

void ask(benchmark::State& state, const std::string& text) {
  const auto query = query::Query::parse(text);
  std::size_t matched = 0;
  for (auto _ : state) matched = query::matches_in(sensors(), *query).sensors.size();
  state.counters["matched"] = static_cast<double>(matched);
  state.SetItemsProcessed(state.iterations() * kSensors);
}
BENCHMARK_CAPTURE(ask, a_choice, "kind = camera")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, a_number, "range_max_m > 40 m")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, a_duration, "retention > P1M")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, a_part_of_a_text, "owner contains 'BEELD 7'")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, four_at_once,
                  "(kind = camera or range_max_m > 40) and not retention <= P28D and owner contains voorbeeld")
    ->Unit(benchmark::kMillisecond);

void read_a_filter(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(query::Query::parse("kind = camera and retention > P28D"));
}
BENCHMARK(read_a_filter)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace schouw
