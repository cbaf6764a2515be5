// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "geo/model/city_model.h"

namespace schouw::formats {

// What a CityJSON type of object is to us. Types of extensions ("+Potato") and unknown names are `unknown`.
// Source: CityJSON 2.0.1, section 3 (and the same sections of 1.0.3 and 1.1.3).
struct CityObjectType {
  model::ObjectClass object_class = model::ObjectClass::unknown;
  bool known = false;
  bool part = false;      // carries the body of its parent: BuildingPart, BridgePart, TunnelPart
  bool interior = false;  // rooms, storeys, furniture inside: never seen from the street
};
CityObjectType city_object_type(std::string_view type_name);

// A semantic surface: "RoofSurface", "+ThermalSurface".
model::SurfaceKind surface_kind_of(std::string_view type_name);

}  // namespace schouw::formats
