// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/cityjson_families.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "geo/formats/cityjson_boundaries.h"
#include "geo/formats/cityjson_classes.h"

namespace schouw::formats {

namespace {

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
using PositionOfId = std::unordered_map<std::string_view, std::size_t>;

bool is_group(const RawObject& object) { return object.type == "CityObjectGroup"; }

PositionOfId positions_of_ids(const std::vector<RawObject>& objects) {
  PositionOfId positions;
  positions.reserve(objects.size());
  for (std::size_t i = 0; i < objects.size(); ++i) positions.try_emplace(objects[i].id, i);
  return positions;
}

// The first parent that is an object and no group.
std::size_t stated_parent(const RawObject& object, const std::vector<RawObject>& objects,
                          const PositionOfId& positions, CityDiagnostics& diagnostics) {
  for (const std::string& id : object.parents) {
    const auto parent = positions.find(id);
    if (parent == positions.end()) {
      diagnostics.warn("CITY-116", object.id,
                       fmt::format("parent {} is not in the file; the object stands alone", id),
                       "export the parent together with its parts");
    } else if (!is_group(objects[parent->second])) {
      return parent->second;
    }
  }
  return kNobody;
}

std::vector<std::size_t> find_parents(const std::vector<RawObject>& objects, CityDiagnostics& diagnostics) {
  const PositionOfId positions = positions_of_ids(objects);
  std::vector<std::size_t> parents(objects.size(), kNobody);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    parents[i] = stated_parent(objects[i], objects, positions, diagnostics);
  }
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (is_group(objects[i])) continue;
    for (const std::string& id : objects[i].children) {
      const auto child = positions.find(id);
      if (child != positions.end() && parents[child->second] == kNobody && objects[child->second].parents.empty()) {
        parents[child->second] = i;
      }
    }
  }
  return parents;
}

// Follows parents to the top. Where they run in a ring, its first object in file order becomes the top.
std::vector<std::size_t> find_roots(const std::vector<RawObject>& objects, std::vector<std::size_t> parents,
                                    CityDiagnostics& diagnostics) {
  std::vector<std::size_t> roots(objects.size(), kNobody);
  std::vector<std::size_t> visited_by(objects.size(), kNobody);
  std::vector<std::size_t> path;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    path.clear();
    std::size_t at = i;
    while (roots[at] == kNobody && visited_by[at] != i) {
      visited_by[at] = i;
      path.push_back(at);
      if (parents[at] == kNobody) break;
      at = parents[at];
    }
    if (roots[at] == kNobody && parents[at] != kNobody) {
      const auto ring = std::find(path.begin(), path.end(), at);
      at = *std::min_element(ring, path.end());
      diagnostics.warn("CITY-117", objects[at].id, "its parents form a ring; the object is taken as first-level",
                       "correct the parents of this object");
    }
    const std::size_t root = roots[at] == kNobody ? at : roots[at];
    for (const std::size_t member : path) roots[member] = root;
  }
  return roots;
}

bool has_faces(const LevelParams& params, const RawGeometry& geometry) {
  if (geometry.type != "GeometryInstance") return surface_depth(geometry.type).has_value();
  return geometry.template_index && *geometry.template_index < params.template_lods.size();
}

// An instance has the level of its template.
const std::string& lod_of(const LevelParams& params, const RawGeometry& geometry) {
  const bool instance = geometry.type == "GeometryInstance";
  return instance ? params.template_lods[*geometry.template_index] : geometry.lod;
}

bool meets(const std::string& lod, const std::string& preferred) {
  if (lod == preferred) return true;
  return preferred.find('.') == std::string::npos && lod.rfind(preferred + ".", 0) == 0;
}

// The better of two levels when none is asked for: the highest below 3, else the lowest above, else a footprint.
bool is_better(const std::string& lod, const std::string& other, const std::string& preferred) {
  const auto rank = [&](const std::string& text) {
    const double number = lod_number(text);
    const bool wanted = !preferred.empty() && meets(text, preferred);
    const int group = wanted ? 3 : number < 1.0 ? 0 : number < 3.0 ? 2 : 1;
    return std::pair(group, number);
  };
  return rank(lod) > rank(other);
}

struct Best {
  bool found = false;
  std::string lod;
  void offer(const std::string& candidate, const std::string& preferred) {
    if (found && !is_better(candidate, lod, preferred)) return;
    found = true;
    lod = candidate;
  }
};

Best best_level(const LevelParams& params, const RawObject& object) {
  Best best;
  for (const RawGeometry& geometry : object.geometries) {
    if (has_faces(params, geometry)) best.offer(lod_of(params, geometry), params.preferred);
  }
  return best;
}

bool holds_level(const LevelParams& params, const RawObject& object, const std::string& lod) {
  return std::any_of(object.geometries.begin(), object.geometries.end(), [&](const RawGeometry& geometry) {
    return has_faces(params, geometry) && lod_of(params, geometry) == lod;
  });
}

// Which level a member contributes when the family shows `family_lod`.
std::optional<std::string> member_level(const LevelParams& params, const RawObject& object,
                                        const std::string& family_lod) {
  if (holds_level(params, object, family_lod)) return family_lod;
  const Best own = best_level(params, object);
  if (!own.found || lod_number(own.lod) < 1.0) return std::nullopt;
  return own.lod;
}

}  // namespace

double lod_number(const std::string& lod) {
  double number = 0.0;
  const auto [end, problem] = std::from_chars(lod.data(), lod.data() + lod.size(), number);
  return problem == std::errc() && end != lod.data() && std::isfinite(number) ? number : 1.0;
}

std::vector<CityFamily> find_families(const std::vector<RawObject>& objects, CityDiagnostics& diagnostics) {
  const auto roots = find_roots(objects, find_parents(objects, diagnostics), diagnostics);
  std::vector<std::size_t> family_of(objects.size(), kNobody);
  std::vector<CityFamily> families;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (roots[i] != i) continue;
    family_of[i] = families.size();
    families.push_back({.root = i, .members = {}});
  }
  for (std::size_t i = 0; i < objects.size(); ++i) families[family_of[roots[i]]].members.push_back(i);
  return families;
}

ChosenGeometries choose_geometries(const LevelParams& params, const CityFamily& family) {
  Best best;
  for (const std::size_t member : family.members) {
    const Best own = best_level(params, params.objects[member]);
    if (own.found) best.offer(own.lod, params.preferred);
  }
  ChosenGeometries chosen{.lod = best.lod, .choices = {}};
  if (!best.found) return chosen;
  const bool parts_carry_body = std::any_of(family.members.begin(), family.members.end(), [&](std::size_t member) {
    const RawObject& object = params.objects[member];
    return city_object_type(object.type).part && holds_level(params, object, best.lod);
  });
  for (const std::size_t member : family.members) {
    const RawObject& object = params.objects[member];
    const auto level = member_level(params, object, best.lod);
    if (!level || (member == family.root && parts_carry_body && *level != best.lod)) continue;
    for (std::size_t i = 0; i < object.geometries.size(); ++i) {
      if (has_faces(params, object.geometries[i]) && lod_of(params, object.geometries[i]) == *level) {
        chosen.choices.push_back({member, i});
      }
    }
  }
  return chosen;
}

}  // namespace schouw::formats
