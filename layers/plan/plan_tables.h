// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/tables/geopackage.h"
#include "layers/plan/plan.h"
#include "layers/plan/table_memory.h"

// Which table of the project means what. Sensors and areas are ordinary feature tables with a column per property, so
// that any GIS shows them; what has no column of its own stands as JSON in "record".
namespace schouw::plan {

// 4: this table layout. 3 had no column sensors.dossier and no tables dossiers, goals, evaluations, consultations,
// reviews, years, commitments and plan_facts; 2 had no tables organisations, systems and links; 1 no column
// sensors.uuid and no tables scenarios and history. A reader of every older version stays.
inline constexpr int kSchemaVersion = 4;

tables::Package package_of(const Plan& plan);
int layout_version(const tables::Package& package);  // 0 where it states none

// The plan without its revision. A value that cannot be read is missing, with a warning (sensor_table.h, PLAN-123 of
// a scenario). Fails with PLAN-103 (a table that the layout needs is missing, or the policy unreadable) and PLAN-104
// (a newer schema version), naming file_name and the table.
base::Result<Plan> plan_of(const tables::Package& package, const std::string& file_name);
// The parts of it, for a reader that takes the sensors row by row.
base::Result<Plan> plan_without_sensors(const tables::Package& package, const std::string& file_name);

// How sensors and areas are drawn by QGIS and others: the table layer_styles.
tables::Table layer_styles();

// Our tables, each with what names a row of it; sensors and areas first.
std::vector<TableMemory> table_memories();
// The rows that differ between two plans, in the order of table_memories.
std::vector<std::vector<RowEdit>> row_edits(const Plan& before, const Plan& after);

// The row of a sensor that the file has and that changes.
RowEdit sensor_edit(const registers::Sensor& before, const registers::Sensor& after);

// Who changed what, one row a field that changed: grows only.
tables::TableLayout history_layout();

}  // namespace schouw::plan
