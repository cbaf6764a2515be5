// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>

namespace schouw::base {

// Calls two things at once, here on the caller's thread and beside on a thread of its own, and returns when both are
// done; where the system gives no thread, the second is called after the first.
//   run_beside([&] { next = read_more(); }, [&] { write(ready); });
// Cost: a thread is started and joined by each call, some 20 us: give it milliseconds of work. Memory: a stack.
// Threads: from any; the two must not touch the same things. What either throws comes out when both are done, here's
// before beside's.
void run_beside(const std::function<void()>& here, const std::function<void()>& beside);

}  // namespace schouw::base
