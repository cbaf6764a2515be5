// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

namespace schouw::base {

// Asks running work to stop; once asked, for good. Copies share one state; safe from any thread and from a signal
// handler.
class CancelToken {
 public:
  CancelToken() : state_(std::make_shared<State>()) {}
  // Cancels itself when it is looked at for the n-th time (from 1), by whichever thread that is: stops work at each
  // of its places in turn, without a clock.
  static CancelToken at_look(std::int64_t n) {
    CancelToken token;
    token.state_->looks_left.store(n, std::memory_order_relaxed);
    return token;
  }

  void cancel() const { state_->asked.store(true, std::memory_order_relaxed); }
  bool cancelled() const {
    if (state_->asked.load(std::memory_order_relaxed)) return true;
    if (state_->looks_left.load(std::memory_order_relaxed) == kForever) return false;
    if (state_->looks_left.fetch_sub(1, std::memory_order_relaxed) > 1) return false;
    cancel();
    return true;
  }

 private:
  static constexpr std::int64_t kForever = INT64_MAX;
  struct State {
    std::atomic<bool> asked{false};
    std::atomic<std::int64_t> looks_left{kForever};
  };
  std::shared_ptr<State> state_;
};

}  // namespace schouw::base
