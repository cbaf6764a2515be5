// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layers/stacking/stacking.h"

namespace schouw::stacking {

// Counts and zones that follow while a person moves, turns or switches sensors. Only the blocks that the old or the
// new footprint touches are counted again, and only zones with cells in or beside those blocks are made again; the
// answers equal those of stack() on the same footprints, bit for bit (but that the grids of counts keep the frame
// they began with). Zones over exceeded_at are exceeded and not_checked, as after stack().
//   LiveStacking live(plan, analysis.stacking, plan->policy);
//   const auto change = live.replace(sensor, renumbered(footprint, its_frame, live.coverage().frame), edited);
//   const std::vector<Zone>& zones = live.zones();
// Cost: an edit is linear in its blocks and what sees them, and sorts all zones; 5 ms for one of 10,000 cameras and
// 4,300 zones in cells of 1 m (docs/performance.md). Memory: a copy of the coverage, the counts and the zones. Not
// thread-safe; one per view. It keeps the plan alive, and what it shows holds until the next replace. It cannot
// fail.
class LiveStacking {
 public:
  // Begins with a copy of the stacking and its coverage: nothing in them changes, and they may go.
  LiveStacking(std::shared_ptr<const plan::Plan> plan, const Stacking& stacking, policy::Policy policy,
               unsigned threads = 0);
  ~LiveStacking();
  LiveStacking(LiveStacking&&) noexcept;
  LiveStacking& operator=(LiveStacking&&) noexcept;

  // What an edit changed.
  struct Change {
    // Cells of counts() and personal_counts(): a rectangle around all that differ; empty where none do.
    int first_column = 0;
    int first_row = 0;
    int columns = 0;
    int rows = 0;
    std::vector<std::uint32_t> zones;  // indices in zones(): those made again
    std::size_t zones_gone = 0;        // how many were there and were replaced
    bool empty() const { return columns <= 0 || rows <= 0; }
  };

  // Puts a sensor's new footprint in the place of its old one, in one go for a sensor of several lenses' views;
  // nothing: the sensor counts no longer. The footprint's cells are numbered as in coverage().frame (a footprint of
  // another result: renumber() first). A sensor that had none is added. `edited`: the plan in which the sensor has
  // what the edit gave it (kind, purpose, controller); the plan's list of sensors may grow but not be reordered.
  Change replace(std::uint32_t sensor, std::optional<coverage::Footprint> footprint,
                 std::shared_ptr<const plan::Plan> edited = nullptr);

  const raster::Grid<std::uint16_t>& counts() const;
  const raster::Grid<std::uint16_t>& personal_counts() const;
  // Numbered Z1, Z2, ... as stack() would.
  const std::vector<Zone>& zones() const;
  const coverage::CoverageResult& coverage() const;

  // A whole Stacking of this moment, as stack() gives it: for when the mouse is let go. Copies the coverage and costs
  // what stack() costs.
  Stacking stacking() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

// From the columns and rows of one result's frame to those of another of the same cell size.
coverage::Footprint renumbered(coverage::Footprint footprint, const raster::GridFrame& from,
                               const raster::GridFrame& to);

}  // namespace schouw::stacking
