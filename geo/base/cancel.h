// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

namespace schouw::base {

// Asks running work to stop; once asked, for good. Nobody cancels a token that was just made.
//   const CancelToken cancel;
//   const std::jthread worker([cancel] { while (!cancel.cancelled()) std::this_thread::yield(); });
//   cancel.cancel();  // the worker ends at its next look
// Cost: one small allocation a token and none a copy; a look is two loads of atomics and takes no lock. Threads:
// any, and a signal handler; copies share one state, which lives as long as any of them. cancel() publishes nothing
// else: what was written before it is not thereby seen by who finds it cancelled. Nothing fails; a token that was
// moved from may not be asked.
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
