// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "geo/mesh/triangulate.h"
#include "layers/plan/city_of_files.h"
#include "layers/plan/opened_file.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;
using model::CityModel;

std::int64_t to_mm(double metres) { return std::llround(metres * 1000.0); }

// Further than this no plane of a map reaches, and millimetres of it fit in 64 bits.
bool on_a_map(const crs::Transformation::Point& at) {
  constexpr double kFurthest_m = 1e8;
  return std::abs(at.x) <= kFurthest_m && std::abs(at.y) <= kFurthest_m && at.z && std::abs(*at.z) <= kFurthest_m;
}

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
    if (!at || !on_a_map(*at)) {
      return import_error(
          "PLAN-112",
          fmt::format("the city '{}' in {} cannot be brought into {}: {}", file, source.name, project_crs.name,
                      at && !at->z ? "its heights are not known there (" + record.heights_missing_reason + ")"
                                   : "a vertex lies outside what the transformation covers"),
          file, "transform the file to " + project_crs.id + " first, heights included");
    }
    vertex = {to_mm(at->x), to_mm(at->y), to_mm(*at->z)};
  }
  return Done{};
}

// A file that would stand this far from the others is in another CRS, and 32 bits of millimetres hold little more.
// As mesh::triangulate has it for the objects of one file.
constexpr double kReach_m = 400'000.0;

// Nothing: every corner of the city is within reach of a place.
std::optional<base::Diagnostic> too_far_from(const crs::MapPosition& origin, const CityModel& city,
                                             const std::string& file) {
  const auto reach = [](double from, double to, double at) {
    return std::max(std::abs(from - at), std::abs(to - at));
  };
  const auto& [low, high] = city.bounds;
  const double away_m =
      std::max({reach(low.east_m, high.east_m, origin.east_m), reach(low.north_m, high.north_m, origin.north_m),
                reach(low.up_m, high.up_m, origin.up_m)});
  if (city.bounds.empty() || away_m <= kReach_m) return std::nullopt;
  return import_error(
      "PLAN-113",
      fmt::format(
          "the city '{}' at {:.0f} {:.0f} lies {:.0f} km from the city that the project holds, at {:.0f} {:.0f}; "
          "expected at most {:.0f} km",
          file, low.east_m, low.north_m, away_m / 1000.0, origin.east_m, origin.north_m, kReach_m / 1000.0),
      file, "check the coordinate system that the file states, or make a project of its own for this city");
}

base::Result<Done> take_whole(CityModel city, const std::string& file, ImportDraft& draft, ImportReport& report) {
  const std::vector<std::string> files = city_files(draft.plan);
  const CityModel* held = draft.city.get();
  const bool alone = files.size() == 1 && files.front() == file;
  if (held != nullptr && !alone) {
    if (auto problem = too_far_from(held->origin, city, file)) return *std::move(problem);
  }
  CityModel next = composed(held, std::move(city), {.files = files, .fresh = file});
  count_changes(held, next, file, report);
  draft.city = std::make_shared<const CityModel>(std::move(next));
  return Done{};
}

// The other files' objects went with the store: it could not be read. They must not pass for being in the next one.
void forget_lost_files(const std::string& file, ImportDraft& draft) {
  if (draft.city != nullptr) return;
  std::erase_if(draft.plan.sources, [&](const model::Provenance& source) {
    if (source.kind != "city" || source.file == file) return false;
    draft.lost_city_files.push_back(source.file);
    return true;
  });
}

}  // namespace

base::Result<Done> take_city(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                             ImportReport& report, const base::Progress& progress) {
  model::Provenance source{.kind = "city", .format = opened.format, .source_crs = opened.surfaces->crs.id};
  source.imported_at = options.now_iso;
  if (source.source_crs.empty()) source.source_crs = opened.surfaces->crs.name;
  auto moved = into_project(*opened.surfaces, draft.plan.project_crs, opened.name, source.transformation);
  if (!moved) return moved;
  auto city = mesh::triangulate(*std::move(opened.surfaces), progress);
  opened.surfaces.reset();
  if (!city) return Result<Done>::failure(city.diagnostics());
  const base::Diagnostics said = city.diagnostics();
  forget_lost_files(opened.name, draft);
  if (auto noted = note_source(opened, std::move(source), draft.plan); !noted) return noted;
  ImportReport counted;
  if (auto taken = take_whole(*std::move(city), opened.name, draft, counted); !taken) return taken;
  draft.city_changed = true;
  report.added += counted.added;
  report.changed += counted.changed;
  report.gone += counted.gone;
  report.unchanged += counted.unchanged;
  report.read += counted.added + counted.changed + counted.unchanged;
  base::append(report.diagnostics, said);
  return Done{};
}

}  // namespace schouw::plan
