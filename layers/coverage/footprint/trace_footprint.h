// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "geo/sight/horizon_sweep.h"
#include "layers/coverage/observer/lens_place.h"
#include "layers/coverage/parts.h"
#include "layers/policy/policy.h"

namespace schouw::coverage {

struct FootprintParams {
  double target_height_m = 0.0;
  const policy::Policy* policy = nullptr;  // whose densities tell cells apart
  bool outline = true;
};

// Traces what placed sensors see. It keeps its memory from one sensor to the next: one object a thread.
class FootprintTracer {
 public:
  // The occlusion model, and the policy and model that the parameters refer to, must outlive the tracer.
  FootprintTracer(const OcclusionModel& occlusion, const FootprintParams& params);

  // What a placed sensor sees. Columns and rows are numbered over the whole map (CellWindow); the sets are cut to the
  // cells that are seen. A cell is seen where a view holds its target, no mask blacks it out, and the straight line
  // to it is clear: sight::line_is_clear decides on the surfaces, and where something hangs over free ground between,
  // the triangles do.
  Footprint trace(const LensPlace& place);

  // What tracing it takes at most, and giving that back.
  double bytes_for(const LensPlace& place) const;
  void forget();

  // The same from cells that were traced before; without an outline.
  Footprint from(const LensPlace& place, const TracedCells& cells) const;

 private:
  friend class TraceWork;
  void measure(Footprint& footprint) const;
  void make_room(const CellWindow& window);

  const OcclusionModel& occlusion_;
  FootprintParams params_;
  std::vector<double> limits_px_per_m_;
  sight::HorizonSweep sweep_;
  LocalSurface surface_;
  std::vector<float> targets_m_;
  std::vector<sight::Sight> answers_;
  std::vector<std::uint8_t> marks_;
  std::size_t room_cells_ = 0;
};
// Eight dense arrays over the window: ground, solid, upper, terrain and target heights, flags, answers and marks.
double tracing_bytes(const CellWindow& window);

// One sensor alone.
Footprint trace_footprint(const LensPlace& place, const OcclusionModel& occlusion, const FootprintParams& params);

}  // namespace schouw::coverage
