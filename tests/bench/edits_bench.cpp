// SPDX-License-Identifier: EUPL-1.2
// Moving and turning one camera among 10,000: from the edited record to new counts and zones. How long one edit takes
// of a hundred, and of a hundred the slowest: p50, p95 and p99.
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "layers/coverage/occlusion/occlusion_model.h"
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

// 10,000 cameras, and what follows an edit of one of them.
class EditedTown {
 public:
  explicit EditedTown(double cell_m)
      : scene_(sight_scene(kSide_m, 10'000, true)),
        around_(*coverage::make_occlusion_model(scene_.project, {.cell_m = cell_m, .memory_limit_bytes = 8e9})),
        options_{.cell_m = cell_m},
        plan_(std::make_shared<plan::Plan>(*scene_.project.plan)) {
    scene_.project.plan = plan_;
    const auto coverage = std::make_shared<const coverage::CoverageResult>(
        *coverage::compute_coverage(scene_.project, *around_, {.cell_m = cell_m, .outlines = false}));
    frame_ = coverage->frame;
    live_.emplace(plan_, stacking::stack(*plan_, coverage, plan_->policy), plan_->policy);
  }

  void edit(Edit edit) {
    const auto sensor = static_cast<std::uint32_t>(random_() % plan_->sensors.size());
    change(plan_->sensors[sensor], edit, random_);
    coverage::CoverageResult seen;
    const Cost sight =
        cost_of([&] { seen = *coverage::compute_coverage_of(scene_.project, *around_, options_, {sensor}); });
    const Cost stack = cost_of([&] { live_->replace(sensor, footprint_of(seen)); });
    sight_ms_.push_back(sight.wall_ms);
    stack_ms_.push_back(stack.wall_ms);
    whole_ms_.push_back(sight.wall_ms + stack.wall_ms);
    cpu_ms_.push_back(sight.cpu_ms + stack.cpu_ms);
  }

  void report(benchmark::State& state) const {
    for (const int share : {50, 95, 99}) {
      state.counters[fmt::format("p{}_ms", share)] = percentile(whole_ms_, share / 100.0);
      state.counters[fmt::format("p{}_cpu_ms", share)] = percentile(cpu_ms_, share / 100.0);
    }
    state.counters["footprint_p50_ms"] = percentile(sight_ms_, 0.5);
    state.counters["counts_and_zones_p50_ms"] = percentile(stack_ms_, 0.5);
    state.counters["edits"] = static_cast<double>(whole_ms_.size());
    state.counters["zones"] = static_cast<double>(live_->zones().size());
  }

 private:
  std::optional<coverage::Footprint> footprint_of(coverage::CoverageResult& seen) const {
    if (seen.footprints.empty()) return std::nullopt;
    return stacking::renumbered(std::move(seen.footprints[0]), seen.frame, frame_);
  }

  SightScene scene_;
  std::shared_ptr<const coverage::OcclusionModel> around_;
  coverage::CoverageOptions options_;
  std::shared_ptr<plan::Plan> plan_;  // the edited plan: one record of it differs from edit to edit
  raster::GridFrame frame_;
  std::optional<stacking::LiveStacking> live_;
  std::mt19937_64 random_{kSeed};
  std::vector<double> sight_ms_, stack_ms_, whole_ms_, cpu_ms_;
};

void edit_one_camera(benchmark::State& state, Edit edit, double cell_m) {
  EditedTown town(cell_m);
  for ([[maybe_unused]] const auto turn : state) {
    for (int i = 0; i < kEdits; ++i) town.edit(edit);
  }
  town.report(state);
}

BENCHMARK_CAPTURE(edit_one_camera, turn_1_m, Edit::turn, 1.0)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(edit_one_camera, move_1_m, Edit::move, 1.0)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(edit_one_camera, move_50_cm, Edit::move, 0.5)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace schouw::bench
