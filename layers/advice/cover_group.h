// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/stacking/stacking.h"

namespace schouw::advice {

// Cells that the same sensors of a group see: to an advice they are one.
struct CellClass {
  std::vector<std::uint32_t> members;  // places in CoverGroup::sensors, ascending
  std::int64_t cells = 0;
};

// Sensors that may stand in for each other: of one kind, for one goal. A camera is no substitute for a counter, nor
// one that watches traffic for one that watches a square.
struct CoverGroup {
  std::string goal;  // empty: their records state none
  registers::SensorKind kind = registers::SensorKind::other;
  // Sharper than this is what the goal needs, and only that is cover; nothing: nobody wrote down how sharp, so all
  // that is seen is.
  std::optional<double> needed_px_per_m;
  std::vector<std::uint32_t> sensors;  // of the plan, ascending
  std::vector<CellClass> classes;      // each set of sensors once
  double cell_m2 = 0.0;

  double cover_m2() const;
};

// The groups of all sensors that observe people and have a coverage, by goal and then kind. A sensor with several
// goals is in the group of each. Cost: linear in the cells of the blocks that the footprints touch; memory for the
// classes, and for one block.
std::vector<CoverGroup> cover_groups(const plan::Plan& plan, const coverage::CoverageResult& coverage);

// What of a footprint is cover: all that is seen, or what is seen at the density that a goal needs (a density that
// was not told apart counts as the next higher one that was). Null where it never reaches it.
const coverage::CellSet* cover_of(const coverage::Footprint& footprint, const coverage::CoverageResult& coverage,
                                  const std::optional<double>& needed_px_per_m);

// What a sensor is for, each once, in order; one empty text where its record states nothing.
std::vector<std::string> goals_of(const registers::Sensor& sensor);

// The density that a goal needs, as the plan's goal records state it, else the policy; nothing where neither does.
std::optional<double> needed_density(const plan::Plan& plan, const std::string& goal);

}  // namespace schouw::advice
