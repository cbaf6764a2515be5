// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "geo/base/result.h"
#include "geo/tables/geopackage.h"
#include "layers/plan/plan.h"

// Which table of the project means what. Sensors and areas are ordinary feature tables with a column per property, so
// that any GIS shows them; what has no column of its own stands as JSON in "record".
namespace schouw::plan {

// 1: this table layout. A reader of every older version stays.
inline constexpr int kSchemaVersion = 1;

tables::Package package_of(const Plan& plan);

// The plan without its revision. Fails with PLAN-103 (a table or value that the layout needs is missing or
// unreadable) and PLAN-104 (a newer schema version), naming file_name and the table.
base::Result<Plan> plan_of(const tables::Package& package, const std::string& file_name);

// The style of the sensor layer for QGIS: a row of the table layer_styles.
tables::Table layer_styles();

}  // namespace schouw::plan
