// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string_view>

#include "geo/base/cancel.h"

namespace schouw::base {

// How long work tells how far it is, and learns that it must stop. report may be empty; it is called from the
// working thread with a share between 0 and 1 and the name of the step.
struct Progress {
  std::function<void(double done_ratio, std::string_view step)> report;
  CancelToken cancel;

  void at(double done_ratio, std::string_view step) const {
    if (report) report(done_ratio, step);
  }
};

}  // namespace schouw::base
