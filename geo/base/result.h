// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cassert>
#include <optional>
#include <utility>

#include "geo/base/diagnostic.h"

namespace schouw::base {

// Stands for the value of an operation that only succeeds or fails.
struct Done {};

// A value, or the reason why there is none; warnings and notes may accompany a value.
// A Result without a value holds at least one diagnostic of severity error.
//   const Result<std::string> bytes = read_file(path);
//   if (!bytes) return Result<Done>::failure(bytes.diagnostics());
//   const std::size_t size = bytes->size();
// Cost: the value beside a list of diagnostics, which allocates nothing while it is empty. Threads: as the T within.
// What * and -> give lives as long as the Result and is undefined in one without a value: ask first. It throws
// nothing of its own; failure() asserts that an error is among the diagnostics.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value, Diagnostics diagnostics = {})  // NOLINT(google-explicit-constructor): reads as return value;
      : value_(std::move(value)), diagnostics_(std::move(diagnostics)) {}
  Result(Diagnostic error)  // NOLINT(google-explicit-constructor): reads as return diagnostic;
      : diagnostics_{std::move(error)} {}
  static Result failure(Diagnostics diagnostics) {
    assert(has_error(diagnostics));
    Result result;
    result.diagnostics_ = std::move(diagnostics);
    return result;
  }

  explicit operator bool() const { return value_.has_value(); }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

  const Diagnostics& diagnostics() const& { return diagnostics_; }
  Diagnostics&& diagnostics() && { return std::move(diagnostics_); }

 private:
  Result() = default;
  std::optional<T> value_;
  Diagnostics diagnostics_;
};

}  // namespace schouw::base
