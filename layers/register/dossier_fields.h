// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "layers/register/register_record.h"

namespace schouw::registers {

// The fields of what a municipality answers for in a plan: dossiers, goals, evaluations, consultations, reviews,
// years, commitments and facts of the plan. Empty for every other type. docs/dossiers.md says what each is for.
std::span<const RecordField> dossier_fields(RecordType type);

}  // namespace schouw::registers
