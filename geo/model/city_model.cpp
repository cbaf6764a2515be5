// SPDX-License-Identifier: EUPL-1.2
#include "geo/model/city_model.h"

namespace schouw::model {

std::string_view object_class_name(ObjectClass object_class) {
  static constexpr std::array<std::string_view, 17> kNames = {
      "building", "bridge",       "tunnel",     "road",     "railway", "square",    "water_body",
      "waterway", "plant_cover",  "vegetation", "land_use", "relief",  "furniture", "other_construction",
      "generic",  "object_group", "unknown"};
  return kNames[static_cast<std::size_t>(object_class)];
}

std::string_view surface_kind_name(SurfaceKind kind) {
  static constexpr std::array<std::string_view, 12> kNames = {"unknown", "ground",        "wall",        "roof",
                                                              "closure", "outer_ceiling", "outer_floor", "window",
                                                              "door",    "water",         "traffic",     "interior"};
  return kNames[static_cast<std::size_t>(kind)];
}

bool occludes(ObjectClass object_class) {
  switch (object_class) {
    case ObjectClass::building:
    case ObjectClass::bridge:
    case ObjectClass::tunnel:
    case ObjectClass::other_construction: return true;
    default: return false;
  }
}

bool hides(const CityObject& object, const Occluders& occluders) {
  if (!object.lod.empty() && object.lod.front() == '0') return false;
  switch (object.object_class) {
    case ObjectClass::plant_cover:
    case ObjectClass::vegetation: return occluders.vegetation;
    case ObjectClass::furniture: return occluders.furniture;
    default: return occludes(object.object_class);
  }
}

bool hides(const CityObject& object, SurfaceKind kind, const Occluders& occluders) {
  if (kind == SurfaceKind::interior || !hides(object, occluders)) return false;
  return kind != SurfaceKind::window || occluders.glass || object.object_class == ObjectClass::building;
}

bool is_ground_cover(ObjectClass object_class) {
  switch (object_class) {
    case ObjectClass::road:
    case ObjectClass::railway:
    case ObjectClass::square:
    case ObjectClass::water_body:
    case ObjectClass::waterway:
    case ObjectClass::plant_cover:
    case ObjectClass::land_use:
    case ObjectClass::relief: return true;
    default: return false;
  }
}

}  // namespace schouw::model
