// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

// operator new of this program, which can be told to fail. Set before the work begins; counts are of all threads.
namespace schouw::testing {

// Only what our own code asks for fails, and not the smallest pieces. Debian's GDAL and PROJ have answers of their
// own to a lack of memory, abort() among them; nlohmann's JSON allocates in its destructor (some KiB for a large
// text), which ends the program where that fails. Where memory runs out, pieces as small as that still come out of
// what the allocator holds.
struct FailingNew {
  std::atomic<std::size_t> smallest{16 * 1024};  // bytes; what is smaller neither counts nor fails
  std::atomic<std::int64_t> fail_at{0};          // the allocation that fails, from 1; 0: none
  std::atomic<bool> and_all_after{false};        // and every one after it
  std::atomic<std::size_t> larger_than{0};       // every one of more bytes fails; 0: none
  std::atomic<std::int64_t> made{0};
  std::atomic<std::int64_t> failed{0};
};

FailingNew& failing_new();

}  // namespace schouw::testing
