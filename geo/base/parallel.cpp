// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace schouw::base {

void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work, unsigned thread_count) {
  if (thread_count == 0) thread_count = std::max(1U, std::thread::hardware_concurrency());
  const auto threads = static_cast<unsigned>(std::min<std::size_t>(thread_count, count));
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i);
  };
  std::vector<std::jthread> crew;
  for (unsigned t = 1; t < threads; ++t) crew.emplace_back(take);
  take();
}

}  // namespace schouw::base
