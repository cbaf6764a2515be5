// SPDX-License-Identifier: EUPL-1.2
// What it costs to open, edit, undo and save a plan of 100,000 sensors, beside copying its records as a list of
// values would. Times are of one run; only ratios within it compare.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "layers/plan/document.h"
#include "layers/plan/plan_store.h"
#include "tests/layers/plan/plan_example.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;
constexpr int kSensors = 100'000;

const plan::Plan& large_plan() {
  static const plan::Plan kPlan = plan::example::plan_of_cameras(kSensors);
  return kPlan;
}

double resident_mib() {
  std::ifstream file("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  file >> all >> resident;
  return static_cast<double>(resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))) / (1024.0 * 1024.0);
}

plan::Step tilt_step(const plan::Plan& plan, int number, double tilt_deg) {
  return {.what = {"edit.set_field", {}},
          .who = "planner",
          .when_iso = "2026-11-26T10:00:00Z",
          .changes = {plan::example::tilted(plan, number, tilt_deg)},
          .inverse = {}};
}

void edit_one_of_100_000(benchmark::State& state) {
  plan::Document document = plan::opened(std::make_shared<const plan::Plan>(large_plan()));
  int number = 0;
  const double before_mib = resident_mib();
  for (auto _ : state) {
    number = number % kSensors + 1;
    benchmark::DoNotOptimize(
        plan::take(document, tilt_step(*document.plan, number, 11.0 + static_cast<double>(number % 70))));
  }
  state.counters["kib_a_step"] =
      (resident_mib() - before_mib) * 1024.0 / static_cast<double>(std::max<std::size_t>(1, document.steps.size()));
}
BENCHMARK(edit_one_of_100_000)->Unit(benchmark::kMicrosecond);

// What an edit would cost if the list were copied.
void copy_all_100_000_records(benchmark::State& state) {
  const std::vector<registers::Sensor> records(large_plan().sensors.begin(), large_plan().sensors.end());
  for (auto _ : state) {
    std::vector<registers::Sensor> copy = records;
    benchmark::DoNotOptimize(copy.data());
  }
}
BENCHMARK(copy_all_100_000_records)->Unit(benchmark::kMicrosecond);

void undo_and_redo_one_of_100_000(benchmark::State& state) {
  plan::Document document = plan::opened(std::make_shared<const plan::Plan>(large_plan()));
  benchmark::DoNotOptimize(plan::take(document, tilt_step(*document.plan, 500, 33.0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(plan::undo(document));
    benchmark::DoNotOptimize(plan::redo(document));
    document.happened.clear();
  }
}
BENCHMARK(undo_and_redo_one_of_100_000)->Unit(benchmark::kMicrosecond);

class StoredPlan : public benchmark::Fixture {
 public:
  void SetUp(benchmark::State&) override {
    fs::create_directories(folder_);
    if (!fs::exists(project_)) benchmark::DoNotOptimize(plan::save_plan(project_, large_plan()));
  }
  ~StoredPlan() override { fs::remove_all(folder_); }

 protected:
  fs::path folder_ = fs::temp_directory_path() / ("schouw-editing-bench-" + std::to_string(::getpid()));
  fs::path project_ = folder_ / "large.schouw.gpkg";
};

BENCHMARK_DEFINE_F(StoredPlan, open_100_000)(benchmark::State& state) {
  for (auto _ : state) {
    const double before_mib = resident_mib();
    const auto store = plan::package_store(project_);
    const auto plan = store->read();
    state.counters["resident_mib"] = resident_mib() - before_mib;
    benchmark::DoNotOptimize(plan);
  }
}
BENCHMARK_REGISTER_F(StoredPlan, open_100_000)->Unit(benchmark::kMillisecond)->Iterations(3);

BENCHMARK_DEFINE_F(StoredPlan, save_one_edit_of_100_000)(benchmark::State& state) {
  const auto store = plan::package_store(project_);
  auto plan = *store->read();
  double tilt_deg = 20.0;
  for (auto _ : state) {
    tilt_deg += 1.0;
    const auto edited =
        plan::apply_changes(*plan, std::vector<plan::Change>{plan::example::tilted(*plan, 500, tilt_deg)});
    const auto stored = store->save(*edited->plan, {});
    if (!stored) state.SkipWithError(stored.diagnostics().front().message.c_str());
    if (stored) plan = stored->plan;
  }
}
BENCHMARK_REGISTER_F(StoredPlan, save_one_edit_of_100_000)->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
}  // namespace schouw
