// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "geo/base/text_table.h"
#include "layers/register/sensor.h"

namespace schouw::registers {

// What is remembered of a sensor of a register that is not in memory any more: enough to tell which stand far off,
// and which stand in one place.
struct SensorFacts {
  double east_m = std::numeric_limits<double>::quiet_NaN();  // as its first row has them
  double north_m = std::numeric_limits<double>::quiet_NaN();
  std::int64_t row = 0;        // the first of it
  std::uint64_t purposes = 0;  // hash of its purposes
  std::uint32_t id = 0;        // in the table of ids
  std::uint32_t next = 0;      // the next sensor of the same id in the file, at another place; 0: none
  SensorKind kind = SensorKind::other;
  bool household = false;

  bool has_place() const { return !std::isnan(east_m); }
};

// The sensors of a register in the order of their first rows, and what they are called.
struct RegisterFacts {
  base::TextTable ids;
  std::vector<SensorFacts> sensors;
};

std::uint64_t purposes_hash(const std::vector<Purpose>& purposes);

}  // namespace schouw::registers
