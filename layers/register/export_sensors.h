// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/formats/column_type.h"
#include "geo/model/feature.h"
#include "layers/register/field.h"
#include "layers/register/import_register.h"
#include "layers/register/sensor_list.h"

namespace schouw::registers {

struct ExportOptions {
  // All that the records hold, fields without a place in them included. Otherwise what redacted() gives, and columns
  // of public fields alone.
  bool internal = false;
  // Where a sensor stands: in columns (a CSV, a workbook) instead of a geometry. East and north where the project is
  // in RD, as the native schema reads these; else longitude and latitude.
  bool place_in_columns = false;
};

// A register as one table, whose columns are those of the native register under their names, uuid, and what sources
// state beyond it under their own names.
struct SensorTable {
  model::FeatureTable table;
  std::vector<formats::ColumnType> types;  // of table.field_names
  std::vector<const Field*> fields;        // of the columns; null where one is no field
  crs::Crs place_crs;                      // of geometry or columns
  int without_place = 0;
};

// What an export says of sensors: importing it with the native schema gives each field back as it was, and the place
// within a millimetre. What does not come back: blanks around a text, why a value is missing and whence it comes, and
// a text that the import takes for none ("onbekend").
//   const auto native = load_schema(schemas / "native.json");
//   const auto rows = export_sensors(plan.sensors, plan.project_crs, *native, {.internal = true});
//   if (rows) text = formats::csv_text(rows->table, formats::CsvProfile::open, rows->types);
// native: its words for places, ids and rows name no other columns; a column that would be called so is "name #2", as
// read_csv calls a second one. Cost: linear in the sensors, a copy of each field as text. Fails with CRS-103; warns
// with EXP-110 of sensors without a place, which cannot be imported again.
base::Result<SensorTable> export_sensors(const SensorList& sensors, const crs::Crs& project_crs, const Schema& native,
                                         const ExportOptions& options);

// How many fields of the record are not public.
int restricted_field_count();

}  // namespace schouw::registers
