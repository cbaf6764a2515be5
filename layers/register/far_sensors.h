// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "layers/register/import_register.h"

namespace schouw::registers {

// Sensors with the number of the row of each; both live as long as the call.
struct SensorsByRow {
  const std::vector<Sensor>& sensors;
  const std::vector<std::int64_t>& rows;
};

// A sensor far from the plan is taken and told of (REG-137): a register may hold more than one municipality. Far is
// 10 km from the plan, or 50 km from the middle of the register where there is none. Of a household nothing is told.
void tell_of_far(const SensorsByRow& read, const RegisterOptions& options, base::Diagnostics& said);

}  // namespace schouw::registers
