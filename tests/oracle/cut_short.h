// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <cstdint>

#include "geo/base/cancel.h"
#include "geo/base/result.h"

namespace schouw::testing {

// Runs work that is cancelled at its first look, its second, and so on (each of the first `dense`, then ever wider
// apart), until it comes out whole: every other run must fail, as cancelled. Gives the number of looks of the first
// whole run that it met; work is given a CancelToken and gives a Result.
template <class Work>
std::int64_t expect_cut_short_at_every_look(Work&& work, std::int64_t dense = 60) {
  constexpr std::int64_t kNever = 50'000'000;
  for (std::int64_t look = 1; look < kNever; look = look < dense ? look + 1 : look + look / 7 + 1) {
    const auto made = work(base::CancelToken::at_look(look));
    if (made) return look;
    EXPECT_EQ(base::failure_kind(made.diagnostics()), base::DiagnosticKind::cancelled)
        << "look " << look << ": " << base::describe(made.diagnostics().front());
    if (base::failure_kind(made.diagnostics()) != base::DiagnosticKind::cancelled) return look;
  }
  ADD_FAILURE() << "it never came out whole";
  return kNever;
}

}  // namespace schouw::testing
