// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/crs/project_crs.h"
#include "geo/tiles/store_values.h"

namespace schouw::tiles {

void put_crs(ValueWriter& out, const crs::Crs& crs);
crs::Crs take_crs(ValueReader& in);
void put_bounds(ValueWriter& out, const crs::MapBounds& bounds);
crs::MapBounds take_bounds(ValueReader& in);

}  // namespace schouw::tiles
