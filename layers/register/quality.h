// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "layers/register/import_register.h"
#include "layers/register/sensor_facts.h"

namespace schouw::registers {

// Fill rates, contradictions, expired and duplicates of a register's sensors; household devices count in none.
// placeholders and masked_addresses are the reader's. Each contradiction is a REG-116, each duplicate a REG-117.
// Duplicate: the same kind within 0.5 m with the same purposes; reported, never merged (domain.md 3).
QualityReport quality_of(const std::vector<Sensor>& sensors, const RegisterOptions& options,
                         base::Diagnostics& diagnostics);

// The same, sensor by sensor, for a register that is never whole in memory.
//   QualityTally tally(options);
//   tally.add(i, sensor, facts.sensors[i]);                            // in any order, each once
//   const QualityReport report = tally.finish(facts, diagnostics);     // told in the order of the sensors
// Cost: linear in the fields of a sensor. Memory: what finish tells of, and while it works 70 bytes a sensor.
// Threads: one at a time. The options must outlive it. Nothing fails.
class QualityTally {
 public:
  explicit QualityTally(const RegisterOptions& options);
  // Fills in what the facts say of kind, purposes and household.
  void add(std::size_t place, const Sensor& sensor, SensorFacts& facts);
  QualityReport finish(const RegisterFacts& facts, base::Diagnostics& diagnostics);

 private:
  const RegisterOptions& options_;
  QualityReport report_;
  std::vector<std::size_t> filled_;  // of each field, in how many sensors
  std::size_t in_plan_ = 0;
  std::vector<std::pair<std::size_t, base::Diagnostic>> contradictions_;  // with the place of the sensor
};

}  // namespace schouw::registers
