// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <functional>

#include "geo/base/cancel.h"

// Work on all cores, on threads of our own (docs/decisions/own-threads.md).
namespace schouw::base {

// How long work is done: until it is cancelled, on so many threads (0: as many as the machine has).
struct WorkOptions {
  CancelToken cancel = {};
  unsigned threads = 0;
};

// As many threads as were asked for; 0: as many as the machine has, at least one.
unsigned thread_count_of(unsigned asked);

// Calls work(i) once for each i < count, on the caller's thread and up to thread_count - 1 others (0: as many as the
// machine has), and returns when all are done. Where the system gives fewer threads, fewer do it.
//   std::vector<double> roots(1'000);
//   for_each_index(roots.size(), [&](std::size_t i) { roots[i] = std::sqrt(static_cast<double>(i)); });
// Cost: threads are started and joined by each call (27 us on two cores, docs/decisions/own-threads.md), then one
// atomic increment and one call through std::function an i: take small things in batches. Memory: a stack for each
// thread. Threads: from any, also from within work, which then starts further ones. work must write only what
// belongs to i: the result may not depend on the order. What work throws comes out here, the first of several;
// nothing new is begun after it, and no thread is left.
void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work, unsigned thread_count = 0);

// The same, until it is cancelled, which is looked at before each i and once at the end. False: cut short, so that
// what was made is no result. work that takes long looks at the same token, and may return early.
[[nodiscard]] bool for_each_index(std::size_t count, const std::function<void(std::size_t)>& work,
                                  const CancelToken& cancel, unsigned thread_count = 0);

}  // namespace schouw::base
