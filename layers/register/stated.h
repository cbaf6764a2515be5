// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

namespace schouw::registers {

// Where a geometric value comes from. `assumed` shows wherever the value shows.
enum class Basis : std::uint8_t { unknown, measured, datasheet, declared, assumed };

// Why a value is not there. Never a sentinel.
enum class MissingReason : std::uint8_t { not_stated, placeholder, unreadable, withheld, source_says_none };

// A value that a register may state or leave out, and why or whence.
//   const Stated<double> tilt_deg = {.value = 10.0, .basis = Basis::declared};
//   const double used_deg = tilt_deg.value_or(0.0);
//   const bool withheld = !tilt_deg && tilt_deg.missing == MissingReason::withheld;
// Cost: an optional and two bytes. Threads and lifetime are those of the value that it holds. It cannot fail, but *
// and -> are for a value that is there, as with std::optional; missing says something only where there is none.
template <class T>
struct Stated {
  std::optional<T> value;
  Basis basis = Basis::unknown;
  MissingReason missing = MissingReason::not_stated;

  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
  const T* operator->() const { return &*value; }
  T value_or(T other) const { return value ? *value : std::move(other); }
  bool operator==(const Stated&) const = default;
};

}  // namespace schouw::registers
