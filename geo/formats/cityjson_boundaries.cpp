// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/cityjson_boundaries.h"

#include <fmt/format.h>

#include <array>

#include "geo/formats/cityjson_numbers.h"

namespace schouw::formats {

namespace {

constexpr int kSurfaceLevel = 2;  // a surface is a list of rings, a ring a list of numbers

// Which solid, shell and surface something belongs to; boundaries and semantics walk the same tree.
using SurfacePath = std::array<std::uint32_t, 3>;

// Calls element() for each item of a list; false where it is not a list or an element fails.
template <class Element>
bool for_each_element(JsonCursor& cursor, const Element& element) {
  if (!cursor.take('[')) return false;
  if (cursor.take(']')) return true;
  do {
    if (!element()) return false;
  } while (cursor.take(','));
  return cursor.take(']');
}

class BoundaryWalk {
 public:
  BoundaryWalk(const RawGeometry& geometry, std::size_t vertex_count)
      : cursor_(geometry.boundaries), vertex_count_(vertex_count) {}

  void walk(int depth) {
    if ((!lists(depth) || !cursor_.at_end()) && result_.fault.empty()) {
      result_.fault = fmt::format("its boundaries do not nest {} deep", depth);
    }
  }

  ReadBoundaries take() { return std::move(result_); }
  const std::vector<SurfacePath>& paths() const { return paths_; }

 private:
  bool lists(int level) {
    if (level == kSurfaceLevel) return surface();
    const std::size_t slot = static_cast<std::size_t>(5 - level);
    path_[slot] = 0;
    return for_each_element(cursor_, [&] {
      if (!lists(level - 1)) return false;
      ++path_[slot];
      return true;
    });
  }

  bool surface() {
    model::Polygon polygon;
    bool outer_ring = true;
    bool usable = true;
    const bool shaped = for_each_element(cursor_, [&] {
      std::vector<std::uint32_t> ring;
      if (!read_ring(ring)) return false;
      if (ring.size() >= 3) {
        polygon.rings.push_back(std::move(ring));
      } else {
        ++result_.short_rings;
        usable = usable && !outer_ring;
      }
      outer_ring = false;
      return true;
    });
    if (shaped && usable && !polygon.rings.empty()) {
      result_.polygons.push_back(std::move(polygon));
      paths_.push_back(path_);
    }
    return shaped;
  }

  bool read_ring(std::vector<std::uint32_t>& ring) {
    const bool shaped = for_each_element(cursor_, [&] {
      const auto index = cursor_.take_index();
      if (!index) return false;
      if (*index >= vertex_count_) {
        result_.fault =
            fmt::format("vertex index {}, expected 0 to {}", *index, static_cast<std::int64_t>(vertex_count_) - 1);
        return false;
      }
      if (ring.empty() || ring.back() != *index) ring.push_back(static_cast<std::uint32_t>(*index));
      return true;
    });
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    return shaped;
  }

  JsonCursor cursor_;
  std::size_t vertex_count_;
  SurfacePath path_{};
  ReadBoundaries result_;
  std::vector<SurfacePath> paths_;
};

// The values of semantics, in the order of their paths. A null stands for everything below it.
class SemanticWalk {
 public:
  explicit SemanticWalk(std::string_view values) : cursor_(values) {}

  bool walk(int level) {
    if (cursor_.take_null()) return true;
    if (level == kSurfaceLevel) {
      const auto value = cursor_.take_index();
      if (value) found_.push_back({path_, *value});
      return value.has_value();
    }
    const std::size_t slot = static_cast<std::size_t>(5 - level);
    path_[slot] = 0;
    return for_each_element(cursor_, [&] {
      if (!walk(level - 1)) return false;
      ++path_[slot];
      return true;
    });
  }

  struct Found {
    SurfacePath path;
    std::uint64_t value;
  };
  const std::vector<Found>& found() const { return found_; }

 private:
  JsonCursor cursor_;
  SurfacePath path_{};
  std::vector<Found> found_;
};

void assign_kinds(const RawGeometry& geometry, int depth, const std::vector<SurfacePath>& paths,
                  std::vector<model::Polygon>& polygons) {
  if (geometry.semantic_values.empty() || geometry.surface_kinds.empty()) return;
  SemanticWalk semantics(geometry.semantic_values);
  semantics.walk(depth);
  auto at = semantics.found().begin();
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    while (at != semantics.found().end() && at->path < paths[i]) ++at;
    if (at == semantics.found().end()) return;
    if (at->path == paths[i] && at->value < geometry.surface_kinds.size()) {
      polygons[i].kind = geometry.surface_kinds[at->value];
    }
  }
}

}  // namespace

std::optional<int> surface_depth(const std::string& geometry_type) {
  if (geometry_type == "MultiSurface" || geometry_type == "CompositeSurface") return 3;
  if (geometry_type == "Solid") return 4;
  if (geometry_type == "MultiSolid" || geometry_type == "CompositeSolid") return 5;
  return std::nullopt;
}

ReadBoundaries read_boundaries(const RawGeometry& geometry, std::size_t vertex_count) {
  const auto depth = surface_depth(geometry.type);
  if (!depth) return {};
  BoundaryWalk walk(geometry, vertex_count);
  walk.walk(*depth);
  ReadBoundaries result = walk.take();
  if (result.fault.empty()) assign_kinds(geometry, *depth, walk.paths(), result.polygons);
  return result;
}

}  // namespace schouw::formats
