// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "layers/register/import_register.h"

namespace schouw::registers {

// Fill rates, contradictions, expired and duplicates of a register's sensors; household devices count in none.
// placeholders and masked_addresses are the reader's. Each contradiction is a REG-116, each duplicate a REG-117.
// Duplicate: the same kind within 0.5 m with the same purposes; reported, never merged (domain.md 3).
QualityReport quality_of(const std::vector<Sensor>& sensors, const RegisterOptions& options,
                         base::Diagnostics& diagnostics);

}  // namespace schouw::registers
