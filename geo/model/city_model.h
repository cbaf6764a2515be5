// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geo/crs/position.h"
#include "geo/crs/project_crs.h"

namespace schouw::model {

// First-level classes of CityJSON 2.0, plus the parts that carry geometry of their own.
enum class ObjectClass : std::uint8_t {
  building,
  bridge,
  tunnel,
  road,
  railway,
  square,
  water_body,
  waterway,
  plant_cover,
  vegetation,
  land_use,
  relief,
  furniture,
  other_construction,
  generic,
  object_group,
  unknown
};
std::string_view object_class_name(ObjectClass object_class);  // "building", "water_body", ...

// Semantic surfaces; what a file does not state is told apart from the geometry only where a reader asks for it.
enum class SurfaceKind : std::uint8_t {
  unknown,
  ground,
  wall,
  roof,
  closure,
  outer_ceiling,
  outer_floor,
  window,
  door,
  water,
  traffic,
  interior
};
std::string_view surface_kind_name(SurfaceKind kind);

using MillimetrePoint = std::array<std::int64_t, 3>;  // east, north, up in integer millimetres of the CRS

// A flat face as files give it: the first ring is the outer one, the others are holes; rings are not closed.
struct Polygon {
  std::vector<std::vector<std::uint32_t>> rings;  // indices into CitySurfaces::vertices
  SurfaceKind kind = SurfaceKind::unknown;
};

// One city object before triangulation. Children (BuildingPart, BuildingInstallation, BridgePart...) are folded into
// their first-level parent, whose id and attributes stay.
struct SurfaceObject {
  std::string id;
  std::string type_name;  // as in the file: "Building", "+NoiseBuilding"
  ObjectClass object_class = ObjectClass::unknown;
  std::string lod;         // the level that was chosen, "2.2"; empty where the file states none
  std::string attributes;  // the JSON text of the attributes, as in the file
  std::vector<Polygon> polygons;
};

// A file's city in its own CRS, before triangulation.
struct CitySurfaces {
  crs::Crs crs;
  std::vector<MillimetrePoint> vertices;
  std::vector<SurfaceObject> objects;
  std::vector<std::string> lods;  // every level that the file holds, sorted
};

struct CityObject {
  std::string id;
  std::string type_name;
  ObjectClass object_class = ObjectClass::unknown;
  std::string lod;
  std::string attributes;
  std::uint32_t first_triangle = 0;
  std::uint32_t triangle_count = 0;
  crs::MapBounds bounds;
  std::uint32_t source = 0;  // index in CityModel::sources
};

// A city as full-detail triangles in integer millimetres, in the project CRS. Analysis uses this, never a display
// level. Triangles of one object are contiguous and turn counter-clockwise seen from outside where the file says so.
//   const CityObject& object = city.objects.front();
//   const std::array<std::uint32_t, 3>& triangle = city.triangles[object.first_triangle];
//   const crs::MapPosition corner = city.position(triangle[0]);
// Cost: 12 bytes a vertex, 13 a triangle, and the texts of the objects; position is O(1). Threads: a plain value;
// once made it is shared as std::shared_ptr<const CityModel> and read from any. It refers to no file and checks
// nothing: an index that is not there is undefined (tiles::read_city_store checks those of a file).
struct CityModel {
  crs::Crs crs;
  crs::MapPosition origin;  // whole metres; vertices are counted from here
  std::vector<std::array<std::int32_t, 3>> vertices_mm;
  std::vector<std::array<std::uint32_t, 3>> triangles;
  std::vector<SurfaceKind> kinds;  // one per triangle
  std::vector<CityObject> objects;
  std::vector<std::string> lods;
  crs::MapBounds bounds;
  std::vector<std::string> sources;  // names of the files that objects come from; empty: one that is not named
  // Objects that a later source states again under the same id. They take part in nothing, and are shown again once
  // that source drops them. Null where there are none; sources as above.
  std::shared_ptr<const CityModel> beneath;

  crs::MapPosition position(std::uint32_t vertex) const {
    const auto& v = vertices_mm[vertex];
    return {origin.east_m + v[0] / 1000.0, origin.north_m + v[1] / 1000.0, origin.up_m + v[2] / 1000.0};
  }
};

// Buildings, bridges, tunnels and other constructions stop a line of sight; ground, water and plants do not (plants
// are a policy of their own).
bool occludes(ObjectClass object_class);
// What stops a line of sight beside what always does. A building's panes do: what lies behind them is not modelled,
// and the building is one body.
struct Occluders {
  bool vegetation = false;  // plant cover and single plants
  bool glass = false;       // windows of other things than buildings: canopies, shelters, screens
  bool furniture = false;
};
// Whether a triangle of an object stops a line of sight. Footprints (level of detail 0) and inner surfaces never do.
// Every computation of sight asks this, so that all speak of the same city.
bool hides(const CityObject& object, const Occluders& occluders);
bool hides(const CityObject& object, SurfaceKind kind, const Occluders& occluders);
// The classes that lie on the ground and are drawn as it: roads, water, plant cover, land use, relief, squares,
// railways.
bool is_ground_cover(ObjectClass object_class);

}  // namespace schouw::model
