// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace schouw::bench {

// What one piece of work took: by the wall, and of the processor over all threads. On a machine that does other work
// too, the second says more.
struct Cost {
  double wall_ms = 0.0;
  double cpu_ms = 0.0;
};

inline double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

template <class Work>
Cost cost_of(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  const double cpu_ms = processor_ms();
  work();
  return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(),
          processor_ms() - cpu_ms};
}

// Repetitions of one contender, in turn with the others.
class Contender {
 public:
  explicit Contender(std::string name) : name_(std::move(name)) {}
  template <class Work>
  void run(Work&& work) {
    costs_.push_back(cost_of(work));
  }
  // The least of all repetitions: what other programs on the machine took away is no part of it.
  Cost least() const {
    Cost least = costs_.front();
    for (const Cost& cost : costs_) {
      least = {std::min(least.wall_ms, cost.wall_ms), std::min(least.cpu_ms, cost.cpu_ms)};
    }
    return least;
  }
  void report(benchmark::State& state) const {
    state.counters[name_ + "_ms"] = least().wall_ms;
    state.counters[name_ + "_cpu_ms"] = least().cpu_ms;
  }

 private:
  std::string name_;
  std::vector<Cost> costs_;
};

// The value below which a share of the values lies.
inline double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0.0;
  const auto at = std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

}  // namespace schouw::bench
