// SPDX-License-Identifier: EUPL-1.2
#pragma once

// For the sources of this room only, because it includes simdjson.
#include <simdjson.h>

#include <optional>

#include "geo/model/feature.h"

namespace schouw::formats {

// A geometry object of RFC 7946, collections included; null is no geometry. Nothing where it is not as the RFC says.
std::optional<model::Geometry> geometry_of(simdjson::dom::element geometry);

}  // namespace schouw::formats
