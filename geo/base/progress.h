// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string_view>

#include "geo/base/cancel.h"

namespace schouw::base {

// How long work tells how far it is, and learns that it must stop. report gets a share between 0 and 1 and the name
// of the step; a further step may start at 0 again. By default it is empty and nobody cancels.
//   double shown = 0.0;
//   const Progress progress{.report = [&](double ratio, std::string_view) { shown = ratio; }, .cancel = {}};
//   progress.at(0.5, "triangles");
// Cost: a call of report, nothing where it is empty; the work waits for it meanwhile. Threads: report is called from
// whichever thread works, by work on several threads one at a time. What report refers to must outlive the work;
// step lives during the call only. Nothing fails but what report throws.
struct Progress {
  std::function<void(double done_ratio, std::string_view step)> report;
  CancelToken cancel;

  void at(double done_ratio, std::string_view step) const {
    if (report) report(done_ratio, step);
  }
};

}  // namespace schouw::base
