// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "geo/mesh/triangulate.h"
#include "layers/plan/import_step.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;
using model::CityModel;
using model::CityObject;

std::int64_t to_mm(double metres) { return std::llround(metres * 1000.0); }

// Dutch CityJSON often names RD alone; its heights are then NAP, as the project's own CRS says.
crs::Crs with_heights(const crs::Crs& source) {
  if (source.has_vertical || source.geographic || source.id.empty()) return source;
  auto named = crs::project_crs_from_text(source.id);
  return named ? *named : source;
}

Result<Done> into_project(model::CitySurfaces& surfaces, const crs::Crs& project_crs, const std::string& file,
                          crs::TransformationRecord& record) {
  const crs::Crs source = with_heights(surfaces.crs);
  surfaces.crs = project_crs;
  if (source == project_crs) {
    record = {.operation = "none: the file is in the project's coordinate system", .heights_kept = true};
    return Done{};
  }
  auto transformation = crs::Transformation::between(source, project_crs);
  if (!transformation) return Result<Done>::failure(transformation.diagnostics());
  record = transformation->record();
  for (auto& vertex : surfaces.vertices) {
    const auto at = transformation->forward({vertex[0] / 1000.0, vertex[1] / 1000.0, vertex[2] / 1000.0});
    if (!at || !at->z) {
      return import_error(
          "PLAN-112",
          fmt::format("the city '{}' in {} cannot be brought into {}: {}", file, source.name, project_crs.name,
                      at ? "its heights are not known there (" + record.heights_missing_reason + ")"
                         : "a vertex lies outside what the transformation covers"),
          file, "transform the file to " + project_crs.id + " first, heights included");
    }
    vertex = {to_mm(at->x), to_mm(at->y), to_mm(*at->z)};
  }
  return Done{};
}

bool same_object(const CityObject& a, const CityObject& b) {
  return a.type_name == b.type_name && a.lod == b.lod && a.attributes == b.attributes &&
         a.triangle_count == b.triangle_count && a.bounds.min == b.bounds.min && a.bounds.max == b.bounds.max;
}

// Copies objects with their triangles from one model to another whose origin may differ.
class ObjectCopier {
 public:
  ObjectCopier(const CityModel& from, CityModel& to)
      : from_(from), to_(to), vertices_(from.vertices_mm.size(), kNone) {
    shift_mm_ = {to_mm(from.origin.east_m - to.origin.east_m), to_mm(from.origin.north_m - to.origin.north_m),
                 to_mm(from.origin.up_m - to.origin.up_m)};
  }

  void copy(const CityObject& object) {
    CityObject copied = object;
    copied.first_triangle = static_cast<std::uint32_t>(to_.triangles.size());
    for (std::uint32_t t = object.first_triangle; t < object.first_triangle + object.triangle_count; ++t) {
      std::array<std::uint32_t, 3> corners{};
      for (std::size_t i = 0; i < 3; ++i) corners[i] = vertex(from_.triangles[t][i]);
      to_.triangles.push_back(corners);
      to_.kinds.push_back(from_.kinds[t]);
    }
    to_.bounds.include(object.bounds);
    to_.objects.push_back(std::move(copied));
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t vertex(std::uint32_t index) {
    if (vertices_[index] == kNone) {
      vertices_[index] = static_cast<std::uint32_t>(to_.vertices_mm.size());
      std::array<std::int32_t, 3> moved{};
      for (std::size_t i = 0; i < 3; ++i) {
        moved[i] = static_cast<std::int32_t>(from_.vertices_mm[index][i] + shift_mm_[i]);
      }
      to_.vertices_mm.push_back(moved);
    }
    return vertices_[index];
  }

  const CityModel& from_;
  CityModel& to_;
  std::vector<std::uint32_t> vertices_;
  std::array<std::int64_t, 3> shift_mm_{};
};

// One city of two: objects of held stay in their place, those of fresh replace them by id or come behind.
CityModel merged(const CityModel& held, const CityModel& fresh, ImportReport& report) {
  std::map<std::string, const CityObject*> arriving;
  for (const CityObject& object : fresh.objects) arriving.emplace(object.id, &object);
  CityModel out{.crs = fresh.crs, .origin = held.origin, .lods = held.lods};
  ObjectCopier from_held(held, out);
  ObjectCopier from_fresh(fresh, out);
  for (const CityObject& object : held.objects) {
    const auto found = arriving.find(object.id);
    if (found == arriving.end()) {
      from_held.copy(object);
      continue;
    }
    ++(same_object(object, *found->second) ? report.unchanged : report.changed);
    from_fresh.copy(*found->second);
    arriving.erase(found);
  }
  for (const CityObject& object : fresh.objects) {
    if (arriving.erase(object.id) == 0) continue;
    from_fresh.copy(object);
    ++report.added;
  }
  for (const std::string& lod : fresh.lods) {
    const auto at = std::lower_bound(out.lods.begin(), out.lods.end(), lod);
    if (at == out.lods.end() || *at != lod) out.lods.insert(at, lod);
  }
  return out;
}

// A file that was the only source of the city takes the place of its older self, objects that went included.
bool is_newer_self(const Draft& draft, const std::string& file) {
  bool any = false;
  for (const model::Provenance& source : draft.plan.sources) {
    if (source.kind != "city") continue;
    if (source.file != file) return false;
    any = true;
  }
  return any;
}

void count_replaced(const CityModel& held, const CityModel& fresh, ImportReport& report) {
  std::map<std::string, const CityObject*> before;
  for (const CityObject& object : held.objects) before.emplace(object.id, &object);
  for (const CityObject& object : fresh.objects) {
    const auto found = before.find(object.id);
    if (found == before.end()) {
      ++report.added;
      continue;
    }
    ++(same_object(*found->second, object) ? report.unchanged : report.changed);
    before.erase(found);
  }
  report.gone += static_cast<int>(before.size());
}

}  // namespace

base::Result<Done> take_city(ImportStep& step, const ImportOptions& options, Draft& draft, ImportReport& report,
                             const base::Progress& progress) {
  model::Provenance source{.kind = "city", .format = step.format, .source_crs = step.surfaces->crs.id};
  source.imported_at = options.now_iso;
  if (source.source_crs.empty()) source.source_crs = step.surfaces->crs.name;
  auto moved = into_project(*step.surfaces, draft.plan.project_crs, step.name, source.transformation);
  if (!moved) return moved;
  auto city = mesh::triangulate(*std::move(step.surfaces), progress);
  step.surfaces.reset();
  if (!city) return Result<Done>::failure(city.diagnostics());
  const base::Diagnostics said = city.diagnostics();
  ImportReport counted;
  const bool newer_self = is_newer_self(draft, step.name);
  if (auto noted = note_source(step, std::move(source), draft.plan); !noted) return noted;
  if (draft.city == nullptr) {
    counted.added = static_cast<int>(city->objects.size());
    draft.city = std::make_shared<const CityModel>(*std::move(city));
  } else if (newer_self) {
    count_replaced(*draft.city, *city, counted);
    draft.city = std::make_shared<const CityModel>(*std::move(city));
  } else {
    draft.city = std::make_shared<const CityModel>(merged(*draft.city, *city, counted));
  }
  draft.city_changed = true;
  report.added += counted.added;
  report.changed += counted.changed;
  report.gone += counted.gone;
  report.unchanged += counted.unchanged;
  base::append(report.diagnostics, said);
  return Done{};
}

}  // namespace schouw::plan
