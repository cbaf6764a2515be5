// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string>

#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/model/feature.h"
#include "layers/areas/area.h"
#include "layers/policy/policy.h"

namespace schouw::areas {

struct AreasOptions {
  crs::Crs project_crs;
  std::optional<crs::Crs> assumed_crs;  // --crs: where the table states none
  std::string file_name;                // for diagnostics; its words may tell the type
};

struct AreasImport {
  std::vector<Area> areas;
  int rejected = 0;  // rows without a polygon; each has a diagnostic
  crs::TransformationRecord transformation;
  std::string source_crs;
};

// Polygons as areas. The id comes from id, code, identificatie, ...; the name from name, naam, ...; the type from the
// words of the policy's area types in type, soort, functie, ..., else in the table's or the file's name, else it is
// "neighbourhood". A name that also says the type loses it: of "Markt, plein voor betogingen" remains "Markt". The
// number of residents comes from aantal_inwoners, inwoners, residents, ..., kilometres of street from street_km,
// straatlengte_km, ...; a negative number says that it is not known. Where no id is stated, type and name make one,
// so that a later import meets the same area. Rows are AREA-101 (no polygon), AREA-102 (a corner that cannot be
// transformed); fails with AREA-110 where nothing could be taken and with CRS-104 where a table states no CRS.
base::Result<AreasImport> import_areas(std::span<const model::FeatureTable> tables, const policy::Policy& policy,
                                       const AreasOptions& options);

struct AreaCounts {
  int added = 0;
  int changed = 0;
  int unchanged = 0;
};
// Adds and replaces by id.
AreaCounts merge_areas(AreaList& into, std::vector<Area> from);

}  // namespace schouw::areas
