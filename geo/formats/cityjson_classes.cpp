// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/cityjson_classes.h"

#include <array>
#include <utility>

namespace schouw::formats {

using model::ObjectClass;
using model::SurfaceKind;

CityObjectType city_object_type(std::string_view type_name) {
  enum Role { whole, part, inside };
  struct Entry {
    std::string_view name;
    ObjectClass object_class;
    Role role;
  };
  static constexpr std::array kTypes = {
      Entry{"Building", ObjectClass::building, whole},
      Entry{"BuildingPart", ObjectClass::building, part},
      Entry{"BuildingInstallation", ObjectClass::building, whole},
      Entry{"BuildingConstructiveElement", ObjectClass::building, whole},
      Entry{"BuildingFurniture", ObjectClass::building, inside},
      Entry{"BuildingStorey", ObjectClass::building, inside},
      Entry{"BuildingRoom", ObjectClass::building, inside},
      Entry{"BuildingUnit", ObjectClass::building, inside},
      Entry{"Bridge", ObjectClass::bridge, whole},
      Entry{"BridgePart", ObjectClass::bridge, part},
      Entry{"BridgeInstallation", ObjectClass::bridge, whole},
      Entry{"BridgeConstructiveElement", ObjectClass::bridge, whole},
      Entry{"BridgeConstructionElement", ObjectClass::bridge, whole},
      Entry{"BridgeRoom", ObjectClass::bridge, inside},
      Entry{"BridgeFurniture", ObjectClass::bridge, inside},
      Entry{"Tunnel", ObjectClass::tunnel, whole},
      Entry{"TunnelPart", ObjectClass::tunnel, part},
      Entry{"TunnelInstallation", ObjectClass::tunnel, whole},
      Entry{"TunnelConstructiveElement", ObjectClass::tunnel, whole},
      Entry{"TunnelHollowSpace", ObjectClass::tunnel, inside},
      Entry{"TunnelFurniture", ObjectClass::tunnel, inside},
      Entry{"Road", ObjectClass::road, whole},
      Entry{"Railway", ObjectClass::railway, whole},
      Entry{"TransportSquare", ObjectClass::square, whole},
      Entry{"WaterBody", ObjectClass::water_body, whole},
      Entry{"Waterway", ObjectClass::waterway, whole},
      Entry{"PlantCover", ObjectClass::plant_cover, whole},
      Entry{"SolitaryVegetationObject", ObjectClass::vegetation, whole},
      Entry{"LandUse", ObjectClass::land_use, whole},
      Entry{"TINRelief", ObjectClass::relief, whole},
      Entry{"CityFurniture", ObjectClass::furniture, whole},
      Entry{"OtherConstruction", ObjectClass::other_construction, whole},
      Entry{"GenericCityObject", ObjectClass::generic, whole},
      Entry{"+GenericCityObject", ObjectClass::generic, whole},
      Entry{"CityObjectGroup", ObjectClass::object_group, whole},
  };
  for (const Entry& entry : kTypes) {
    if (entry.name == type_name) return {entry.object_class, true, entry.role == part, entry.role == inside};
  }
  return {};
}

SurfaceKind surface_kind_of(std::string_view type_name) {
  static constexpr std::array<std::pair<std::string_view, SurfaceKind>, 17> kKinds = {{
      {"WallSurface", SurfaceKind::wall},
      {"RoofSurface", SurfaceKind::roof},
      {"GroundSurface", SurfaceKind::ground},
      {"ClosureSurface", SurfaceKind::closure},
      {"OuterCeilingSurface", SurfaceKind::outer_ceiling},
      {"OuterFloorSurface", SurfaceKind::outer_floor},
      {"Window", SurfaceKind::window},
      {"Door", SurfaceKind::door},
      {"InteriorWallSurface", SurfaceKind::interior},
      {"CeilingSurface", SurfaceKind::interior},
      {"FloorSurface", SurfaceKind::interior},
      {"WaterSurface", SurfaceKind::water},
      {"WaterGroundSurface", SurfaceKind::water},
      {"WaterClosureSurface", SurfaceKind::water},
      {"TrafficArea", SurfaceKind::traffic},
      {"AuxiliaryTrafficArea", SurfaceKind::traffic},
      {"TransportationMarking", SurfaceKind::traffic},
  }};
  for (const auto& [name, kind] : kKinds) {
    if (name == type_name) return kind;
  }
  return SurfaceKind::unknown;
}

}  // namespace schouw::formats
