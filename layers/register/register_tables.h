// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <vector>

#include "geo/model/feature.h"
#include "layers/register/lookups.h"
#include "layers/register/mapping.h"

namespace schouw::registers {

// Which tables of a file are a register by a mapping, in the order of the file: those that it names, else those that
// hold its columns; where none does, all of them, so that each row is told of. A sheet that explains is none.
struct RegisterTables {
  std::vector<const model::FeatureTable*> read;
  std::vector<const model::FeatureTable*> left;  // with rows, and no part of the register
};
RegisterTables register_tables(std::span<const model::FeatureTable> tables, const Mapping& mapping,
                               const Lookups& lookups);

// A table of one sensor a row, where each row has several: rows of the same number, and one for each sensor that is
// there. A row without any stays, to be told of.
model::FeatureTable one_sensor_a_row(const model::FeatureTable& table, const Mapping& mapping);  // that has a repeat

}  // namespace schouw::registers
