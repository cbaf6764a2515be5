// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace schouw::base {

namespace {

// What the threads of one call share.
class Crew {
 public:
  Crew(std::size_t count, const std::function<void(std::size_t)>& work, const CancelToken* cancel)
      : count_(count), work_(work), cancel_(cancel) {}

  void run(std::size_t threads) {
    {
      std::vector<std::jthread> others;
      hire(others, threads);
      take();
    }
    if (failure_) std::rethrow_exception(failure_);
  }

  bool whole() const { return cancel_ == nullptr || !cancel_->cancelled(); }

 private:
  // Fewer than asked for do the same work, only later.
  void hire(std::vector<std::jthread>& others, std::size_t threads) {
    try {
      if (threads > 1) others.reserve(threads - 1);
      while (others.size() + 1 < threads) others.emplace_back([this] { take(); });
    } catch (const std::system_error&) {
    } catch (const std::bad_alloc&) {
    }
  }

  void take() noexcept {
    for (std::size_t i = next_.fetch_add(1); i < count_ && !stopped(); i = next_.fetch_add(1)) {
      try {
        work_(i);
      } catch (...) {
        fail(std::current_exception());
      }
    }
  }

  bool stopped() const {
    return failed_.load(std::memory_order_relaxed) || (cancel_ != nullptr && cancel_->cancelled());
  }

  void fail(std::exception_ptr failure) {
    const std::scoped_lock lock(failing_);
    if (!failure_) failure_ = std::move(failure);
    failed_.store(true, std::memory_order_relaxed);
  }

  std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  const CancelToken* cancel_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex failing_;
  std::exception_ptr failure_;
};

std::size_t crew_size(std::size_t count, unsigned thread_count) {
  return std::min<std::size_t>(thread_count_of(thread_count), count);
}

}  // namespace

unsigned thread_count_of(unsigned asked) {
  return asked != 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work, unsigned thread_count) {
  Crew(count, work, nullptr).run(crew_size(count, thread_count));
}

bool for_each_index(std::size_t count, const std::function<void(std::size_t)>& work, const CancelToken& cancel,
                    unsigned thread_count) {
  Crew crew(count, work, &cancel);
  crew.run(crew_size(count, thread_count));
  return crew.whole();
}

}  // namespace schouw::base
