// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "geo/base/result.h"
#include "geo/tables/geopackage.h"
#include "layers/register/field.h"
#include "layers/register/sensor_list.h"

// The table sensors of a project: a row a sensor, a column a field of the native register under its name, and what
// has no column of its own as JSON in "record".
namespace schouw::plan {

tables::Table sensor_layout();  // without rows
tables::Row sensor_row(const registers::Sensor& sensor);
tables::Table sensor_table(const registers::SensorList& sensors);

// What a row without an id is called.
std::string row_id(std::int64_t fid);

// Who a sensor is whose row states the uuid of one that was read before it.
base::Uuid uuid_apart(const base::Uuid& stated, std::int64_t fid);

// Adds a sensor that was read from the row of that key. Two rows of one uuid, as copying a row in another program
// leaves them, are two sensors; known: who was added before.
void add_apart(registers::SensorList& sensors, std::unordered_set<base::Uuid>& known, registers::Sensor sensor,
               std::int64_t fid);

// Reads rows whose columns may stand in any order, be missing, or hold what another program wrote. Tolerant: a value
// that is none is missing, with the reason and a PLAN-126 that names row and field. A row without an id is called by
// its number, one without a uuid gets that of its source and id.
class SensorRowReader {
 public:
  SensorRowReader(const std::vector<tables::Column>& columns, std::string file_name);
  registers::Sensor read(const tables::Row& row, base::Diagnostics& said) const;

 private:
  base::Diagnostic unreadable(const tables::Row& row, const registers::Sensor& sensor, std::string_view field,
                              std::string_view text, std::string_view expected) const;

  std::string file_name_;
  std::vector<std::pair<const registers::Field*, std::size_t>> fields_;
  std::size_t uuid_ = 0;
  std::size_t scope_ = 0;
  std::size_t generalised_ = 0;
  std::size_t record_ = 0;
};

}  // namespace schouw::plan
