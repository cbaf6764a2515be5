// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <unordered_set>

#include "layers/register/lookups.h"
#include "layers/register/mapping.h"
#include "layers/register/read_position.h"
#include "layers/register/row.h"

namespace schouw::registers {

// What reading rows adds up to, beside the sensors.
struct RowTally {
  int placeholders = 0;
  int masked_addresses = 0;
  std::vector<std::string> unknown_columns;   // sorted, each once
  std::unordered_set<base::Uuid> identities;  // that rows of an export state
  base::Diagnostics diagnostics;
};

struct RowContext {
  const Mapping& mapping;
  const RegisterOptions& options;
  const crs::GridNorth& grid_north;
  const Lookups* lookups = nullptr;  // null: there is no other table
  bool text_only = false;            // a table of texts (CSV): an empty cell states nothing and is no placeholder
};

// The name of a row that states none: "OSM {id}" with its id.
std::string name_by_pattern(const std::string& pattern, const std::string& id);

// The record of one row, apart from its position. A value that cannot be read is a diagnostic with row and field and
// stays missing; the sensor is kept.
Sensor read_row(Row& row, const std::string& id, const std::optional<crs::MapPosition>& position,
                const RowContext& context, RowTally& tally);

// A household device keeps its kind and the 100 m square that it stands in; nothing that names a house or a person.
// Its id is made of its source's own; household(household(s)) has the id and the UUID of household(s).
Sensor household(const Sensor& sensor);

// The centre of the 100 m square of the project's grid.
crs::MapPosition centre_of_square(const crs::MapPosition& at);

}  // namespace schouw::registers
