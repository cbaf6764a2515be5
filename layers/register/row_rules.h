// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "layers/register/mapping.h"
#include "layers/register/row.h"
#include "layers/register/sensor.h"

// Which row is a sensor of the plan at all: its id, and the rules of the mapping that keep it out.
namespace schouw::registers {

// False for what stands for "not known": "-", "onbekend", "#N/B", "[]". Two rows that say so are not one device.
// Numbers and days are ids as good as any.
bool is_id(const std::string& text, const Mapping& mapping);

// The id that a row states, or the feature's own; nothing where there is none.
std::optional<std::string> row_id(Row& row, const Mapping& mapping);

// The rule of the mapping that keeps this row out of the plan; nothing for an ordinary row.
const RowRule* rule_for(Row& row, const Mapping& mapping);

// Whether a rule for a column of yes and no holds although the column says neither.
bool is_taken_for_yes(const Row& row, const RowRule& rule);

// What a rule for removed sensors says of a row: the last day that its column states, and the status, unless that day
// is still to come.
void take_removal(Row& row, const RowRule& rule, const std::string& today_iso, Sensor& sensor);

}  // namespace schouw::registers
