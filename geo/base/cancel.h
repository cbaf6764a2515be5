// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <memory>

namespace schouw::base {

// Asks running work to stop. Copies share one flag; safe from any thread and from a signal handler.
class CancelToken {
 public:
  CancelToken() : flag_(std::make_shared<std::atomic<bool>>(false)) {}
  void cancel() const { flag_->store(true, std::memory_order_relaxed); }
  bool cancelled() const { return flag_->load(std::memory_order_relaxed); }

 private:
  std::shared_ptr<std::atomic<bool>> flag_;
};

}  // namespace schouw::base
