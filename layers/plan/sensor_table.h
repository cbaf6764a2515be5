// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/result.h"
#include "geo/tables/geopackage.h"
#include "layers/register/sensor.h"

namespace schouw::plan {

tables::Table sensor_table(const registers::SensorList& sensors);
// Fails with PLAN-103 naming the sensor and the column.
base::Result<registers::SensorList> sensors_of(const tables::Table& table, const std::string& file_name);

}  // namespace schouw::plan
