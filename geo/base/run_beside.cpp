// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/run_beside.h"

#include <exception>
#include <system_error>
#include <thread>

namespace schouw::base {

namespace {

std::exception_ptr thrown_by(const std::function<void()>& work) noexcept {
  try {
    work();
    return nullptr;
  } catch (...) {
    return std::current_exception();
  }
}

}  // namespace

void run_beside(const std::function<void()>& here, const std::function<void()>& beside) {
  std::exception_ptr there;
  std::jthread other;
  bool hired = true;
  try {
    other = std::jthread([&] { there = thrown_by(beside); });
  } catch (const std::system_error&) {
    hired = false;
  }
  const std::exception_ptr ours = thrown_by(here);
  if (hired) other.join();
  if (ours) std::rethrow_exception(ours);
  if (!hired) there = thrown_by(beside);
  if (there) std::rethrow_exception(there);
}

}  // namespace schouw::base
