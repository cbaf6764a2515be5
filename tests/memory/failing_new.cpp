// SPDX-License-Identifier: EUPL-1.2
#include "failing_new.h"

#include <cstdlib>
#include <new>

namespace schouw::testing {

FailingNew& failing_new() {
  static constinit FailingNew all;
  return all;
}

namespace {

extern "C" const char __executable_start;  // of this program's own code, by the linker
extern "C" const char etext;

bool is_ours(const void* caller) { return caller >= &__executable_start && caller < &etext; }

bool fails(std::size_t size, const void* caller) {
  FailingNew& control = failing_new();
  if (size < control.smallest || !is_ours(caller)) return false;
  const std::int64_t number = control.made.fetch_add(1) + 1;
  const std::int64_t at = control.fail_at;
  const std::size_t most = control.larger_than;
  const bool now = (at > 0 && (number == at || (number > at && control.and_all_after))) || (most > 0 && size > most);
  if (now) ++control.failed;
  return now;
}

void* taken(std::size_t size, std::size_t alignment, const void* caller) {
  if (fails(size, caller)) return nullptr;
  const std::size_t bytes = size == 0 ? 1 : size;
  return alignment == 0 ? std::malloc(bytes)
                        : std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
}

void* taken_or_thrown(std::size_t size, std::size_t alignment, const void* caller) {
  void* place = taken(size, alignment, caller);
  if (place == nullptr) throw std::bad_alloc();
  return place;
}

}  // namespace
}  // namespace schouw::testing

using schouw::testing::taken;
using schouw::testing::taken_or_thrown;

void* operator new(std::size_t size) { return taken_or_thrown(size, 0, __builtin_return_address(0)); }
void* operator new[](std::size_t size) { return taken_or_thrown(size, 0, __builtin_return_address(0)); }
void* operator new(std::size_t size, std::align_val_t at) {
  return taken_or_thrown(size, static_cast<std::size_t>(at), __builtin_return_address(0));
}
void* operator new[](std::size_t size, std::align_val_t at) {
  return taken_or_thrown(size, static_cast<std::size_t>(at), __builtin_return_address(0));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return taken(size, 0, __builtin_return_address(0));
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return taken(size, 0, __builtin_return_address(0));
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete[](void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }
