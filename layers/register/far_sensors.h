// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/register/import_register.h"
#include "layers/register/sensor_facts.h"

namespace schouw::registers {

// A sensor far from the plan is taken and told of (REG-137): a register may hold more than one municipality. Far is
// 10 km from the plan, or 50 km from the middle of the register where there is none. Of a household nothing is told.
void tell_of_far(const RegisterFacts& read, const RegisterOptions& options, base::Diagnostics& said);

}  // namespace schouw::registers
