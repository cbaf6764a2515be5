// SPDX-License-Identifier: EUPL-1.2
#pragma once

// For the sources of this room only, because it includes GDAL.
#include <ogrsf_frmts.h>

#include "geo/model/feature.h"

namespace schouw::formats {

// SQLite stores any kind of value in any column, and GDAL makes all of a column one kind: a text in a column of
// numbers becomes 0, a long number 9223372036854775807 and a date in another form nothing. Where the kind that is
// stored is not that of the column, the value becomes what is stored. table holds the layer's features, whose ids are
// their keys.
void restore_stored_values(GDALDataset& dataset, OGRLayer& layer, model::FeatureTable& table);

}  // namespace schouw::formats
