// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/coverage/coverage.h"
#include "layers/plan/plan.h"

namespace schouw::stacking {

// Which sensors, and which of the cells that they see, take part in a count. An empty list and an empty optional ask
// for nothing: everything counts. A sensor must meet every question that is asked.
struct CountFilter {
  std::vector<registers::SensorKind> kinds;
  std::vector<std::string> purposes;  // as the register names them; a sensor has one of these
  std::vector<std::string> controllers;
  std::vector<registers::PersonalData> personal_data;  // a sensor that states none is "unknown"
  std::optional<double> min_density_px_per_m;          // only cells seen at that or better
  std::string date_iso;                                // in force on that day
  std::optional<int> hour_of_week;                     // and at that hour; 0 = Monday 00:00
  std::vector<std::uint32_t> sensors;                  // indices in the plan

  bool empty() const;
  bool operator==(const CountFilter&) const = default;
};

bool passes(const registers::Sensor& sensor, std::uint32_t index, const CountFilter& filter);

// The cells in which each footprint of a result counts.
class CountedCells {
 public:
  CountedCells(const plan::Plan& plan, const coverage::CoverageResult& coverage, const CountFilter& filter = {});
  // Nothing: it does not count anywhere. at_px_per_m: only where it sees at that density or better; a density that
  // was not told apart when sight was computed is replaced by the next higher one that was.
  const coverage::CellSet* cells(std::uint32_t footprint, std::optional<double> at_px_per_m = std::nullopt) const;
  const std::vector<coverage::Footprint>& footprints() const { return coverage_.footprints; }

 private:
  int level_of(double px_per_m) const;

  const coverage::CoverageResult& coverage_;
  std::vector<bool> passes_;  // per footprint; empty: all do
  int least_level_ = 0;       // 0: all that is seen; k: what reaches limit k - 1
};

// The purposes of a sensor as rules and filters tell them apart.
std::vector<std::string> purposes_of(const registers::Sensor& sensor);

}  // namespace schouw::stacking
