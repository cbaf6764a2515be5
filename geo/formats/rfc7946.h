// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/result.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// A table as RFC 7946 wants it: longitude and latitude of WGS 84, outer rings counter-clockwise and holes clockwise.
// It is the reverse of how such a file is read, so that a place comes back within a millimetre: within Europe its
// "WGS 84" is ETRS89 (crs::Transformation). Heights go, as those of RFC 7946 are above the ellipsoid. A geometry that
// cannot be transformed goes too, with the warning IO-162. Fails with CRS-103.
//   const auto table = as_rfc7946(std::move(zones));
//   if (table) text = geojson_text(*table);
base::Result<model::FeatureTable> as_rfc7946(model::FeatureTable table);

}  // namespace schouw::formats
