// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/cityjson_objects.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "geo/formats/cityjson_boundaries.h"
#include "geo/formats/cityjson_classes.h"
#include "geo/formats/cityjson_families.h"

namespace schouw::formats {

namespace {

constexpr std::uint32_t kUnused = UINT32_MAX;

// A later object with an id that was seen before is left out: findings and journals name objects by their id.
void drop_unreadable_objects(std::vector<RawObject>& objects, CityDiagnostics& diagnostics) {
  std::unordered_set<std::string> seen;
  std::erase_if(objects, [&](const RawObject& object) {
    if (!object.fault.empty()) {
      diagnostics.warn("CITY-112", object.id, "the object is left out: " + object.fault,
                       "check the file with a CityJSON validator");
      return true;
    }
    if (seen.insert(object.id).second) return false;
    diagnostics.warn("CITY-115", object.id, "the id stands twice in the file; the first object is kept",
                     "give every object an id of its own");
    return true;
  });
}

class FamilyReader {
 public:
  FamilyReader(const RawDocument& document, const DocumentContext& context, CityDiagnostics& diagnostics,
               ReadObjects& out)
      : document_(document), context_(context), diagnostics_(diagnostics), out_(out), placer_(context.templates, 0) {}

  bool read_vertices_of_document() {
    if (document_.vertices.empty()) {
      out_.fault = "vertices are missing, expected a list of [x, y, z]";
      return false;
    }
    auto vertices = read_vertices(document_.vertices, context_.transform);
    if (!vertices) {
      out_.fault = "vertices are not a list of [x, y, z]";
      return false;
    }
    out_.vertices = std::move(*vertices);
    file_vertex_count_ = out_.vertices.size();
    placer_ = InstancePlacer(context_.templates, file_vertex_count_);
    return true;
  }

  void read_family(const CityFamily& family) {
    const RawObject& root = document_.objects[family.root];
    const CityObjectType type = city_object_type(root.type);
    if (!type.known) {
      diagnostics_.note("CITY-118", root.id, fmt::format("type {} is not one of CityJSON's own", root.type));
    }
    const ChosenGeometries chosen =
        choose_geometries({document_.objects, context_.templates.lods, context_.preferred_lod}, family);
    model::SurfaceObject object{.id = root.id,
                                .type_name = root.type,
                                .object_class = type.object_class,
                                .lod = chosen.lod,
                                .attributes = std::string(root.attributes),
                                .polygons = {}};
    const std::size_t vertices_before = out_.vertices.size();
    for (const auto& choice : chosen.choices) {
      if (add_geometry(document_.objects[choice.object], choice.geometry, object)) continue;
      out_.vertices.resize(vertices_before);
      return;
    }
    out_.objects.push_back(std::move(object));
  }

  void gather_levels() {
    for (const RawObject& object : document_.objects) {
      for (const RawGeometry& geometry : object.geometries) {
        if (!geometry.lod.empty()) out_.lods.insert(geometry.lod);
      }
    }
  }

 private:
  bool add_geometry(const RawObject& member, std::size_t which, model::SurfaceObject& object) {
    const RawGeometry& geometry = member.geometries[which];
    const std::size_t first_new = object.polygons.size();
    std::string fault;
    if (geometry.type == "GeometryInstance") {
      fault = placer_.place(geometry, out_.vertices, object.polygons);
    } else {
      ReadBoundaries read = read_boundaries(geometry, file_vertex_count_);
      fault = read.fault.empty() ? bad_vertex_of(read.polygons) : read.fault;
      if (read.short_rings > 0 && fault.empty()) warn_of_short_rings(member.id, read.short_rings);
      std::move(read.polygons.begin(), read.polygons.end(), std::back_inserter(object.polygons));
    }
    if (city_object_type(member.type).interior) {
      for (std::size_t i = first_new; i < object.polygons.size(); ++i) {
        object.polygons[i].kind = model::SurfaceKind::interior;
      }
    }
    if (!fault.empty()) reject(member.id, object.id, fault);
    return fault.empty();
  }

  std::string bad_vertex_of(const std::vector<model::Polygon>& polygons) const {
    for (const model::Polygon& polygon : polygons) {
      for (const auto& ring : polygon.rings) {
        const auto bad = std::find_if(ring.begin(), ring.end(),
                                      [&](std::uint32_t vertex) { return out_.vertices[vertex] == kNoVertex; });
        if (bad != ring.end()) return fmt::format("vertex {} lies over 100,000 km away or is not a number", *bad);
      }
    }
    return {};
  }

  void warn_of_short_rings(const std::string& id, std::size_t count) {
    diagnostics_.warn("CITY-114", id, fmt::format("{} rings with fewer than three corners are left out", count),
                      "repair the geometry in the program that made the file");
  }

  void reject(const std::string& member, const std::string& root, const std::string& fault) {
    diagnostics_.warn("CITY-111", member,
                      member == root ? "the object is left out: " + fault
                                     : fmt::format("the object {} is left out because of this part: {}", root, fault),
                      "repair the object in the program that made the file");
  }

  const RawDocument& document_;
  const DocumentContext& context_;
  CityDiagnostics& diagnostics_;
  ReadObjects& out_;
  std::size_t file_vertex_count_ = 0;
  InstancePlacer placer_;
};

// Files hold the vertices of every level of detail; only those of the chosen level stay.
void keep_used_vertices(ReadObjects& read) {
  std::vector<std::uint32_t> fresh(read.vertices.size(), kUnused);
  std::vector<model::MillimetrePoint> kept;
  const auto keep = [&](std::uint32_t& vertex) {
    if (fresh[vertex] == kUnused) {
      fresh[vertex] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(read.vertices[vertex]);
    }
    vertex = fresh[vertex];
  };
  for (model::SurfaceObject& object : read.objects) {
    for (model::Polygon& polygon : object.polygons) {
      for (auto& ring : polygon.rings) std::for_each(ring.begin(), ring.end(), keep);
    }
  }
  read.vertices = std::move(kept);
}

}  // namespace

ReadObjects read_objects(RawDocument& document, const DocumentContext& context, CityDiagnostics& diagnostics) {
  ReadObjects out;
  drop_unreadable_objects(document.objects, diagnostics);
  FamilyReader reader(document, context, diagnostics, out);
  reader.gather_levels();
  if (!reader.read_vertices_of_document()) return out;
  for (const CityFamily& family : find_families(document.objects, diagnostics)) reader.read_family(family);
  keep_used_vertices(out);
  return out;
}

}  // namespace schouw::formats
