// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "layers/register/sensor_list.h"

// A register in the words of other registers. What each follows, and what survives it: docs/export.md. Places are
// longitude and latitude as in GeoJSON. What a record does not state is left out, never guessed: unknown personal
// data are not "no personal data".
namespace schouw::registers {

// A JSON text and how much of the register it could not say.
struct ForeignRegister {
  std::string text;
  int rows = 0;
  int without_place = 0;  // left out, where the schema asks for a place
  int shortened = 0;      // texts that the schema allows fewer characters for
};

struct ForeignSchema {
  std::string_view id;   // as --schema names it
  std::string_view doc;  // one sentence for the manual
  base::Result<ForeignRegister> (*write)(const SensorList& sensors, const crs::Crs& project_crs);
};

// The list: sensrnet, wecity, sensorthings. Each writes what it is given; redacted() comes before. Cost: linear in
// the sensors. Fails with CRS-103.
//   const ForeignSchema* schema = foreign_schema("wecity");
//   if (schema != nullptr) text = schema->write(registers::redacted(plan.sensors), plan.project_crs)->text;
std::span<const ForeignSchema> registered_foreign_schemas();
const ForeignSchema* foreign_schema(std::string_view id);  // null where there is none

// One file each.
base::Result<ForeignRegister> sensrnet_register(const SensorList& sensors, const crs::Crs& project_crs);
base::Result<ForeignRegister> wecity_register(const SensorList& sensors, const crs::Crs& project_crs);
base::Result<ForeignRegister> sensorthings_register(const SensorList& sensors, const crs::Crs& project_crs);

}  // namespace schouw::registers
