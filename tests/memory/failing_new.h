// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

// operator new of this program, which can be told to fail. Set before the work begins; counts are of all threads.
namespace schouw::testing {

struct FailingNew {
  std::atomic<std::int64_t> fail_at{0};     // the allocation that fails, from 1; 0: none
  std::atomic<bool> and_all_after{false};   // and every one after it
  std::atomic<std::size_t> larger_than{0};  // every one of more bytes fails; 0: none
  std::atomic<std::int64_t> made{0};
  std::atomic<std::int64_t> failed{0};
};

FailingNew& failing_new();

}  // namespace schouw::testing
