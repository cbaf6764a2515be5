// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <functional>
#include <type_traits>

#include "geo/base/content_hash.h"
#include "geo/tiles/tile_store.h"
#include "layers/plan/plan.h"
#include "layers/plan/plan_tables.h"
#include "layers/plan/sources_key.h"

namespace schouw::plan {

namespace {

base::Diagnostic store_warning(const std::filesystem::path& project, const std::string& what,
                               const base::Diagnostics& reasons) {
  base::Diagnostic warning;
  warning.code = "PLAN-120";
  warning.severity = base::Severity::warning;
  warning.message = "the tile store of the " + what + " cannot be read: " +
                    (reasons.empty() ? std::string("no reason given") : reasons.front().message);
  warning.where.file = project.string();
  warning.hint = "import the " + what + " file again";
  return warning;
}

std::string source_files(const Plan& plan, const std::string& kind) {
  std::string names;
  for (const model::Provenance& source : plan.sources) {
    if (source.kind == kind) names += (names.empty() ? "" : ", ") + source.file;
  }
  return names;
}

// A store, or null and a warning; null without one where the plan has no such source.
template <class T>
std::shared_ptr<const T> read_store(const std::filesystem::path& path,
                                    base::Result<T> (*read)(const std::filesystem::path&),
                                    const std::function<base::Diagnostic(const base::Diagnostics&)>& warning,
                                    base::Diagnostics& diagnostics) {
  if (path.empty()) return nullptr;
  auto model = read(path);
  if (model) return std::make_shared<const T>(*std::move(model));
  diagnostics.push_back(warning(model.diagnostics()));
  return nullptr;
}

base::Result<Project> load(const std::filesystem::path& path, bool public_only, const base::Progress& progress) {
  progress.at(0.0, "plan");
  auto package = tables::read_package(path);
  if (!package) return base::Result<Project>::failure(package.diagnostics());
  auto plan = plan_of(*package, path.string());
  if (!plan) return base::Result<Project>::failure(plan.diagnostics());
  if (public_only) {
    plan->sensors = registers::redacted(plan->sensors);
    plan->stories.clear();
  }
  plan->revision = revision_of(*plan);
  auto diagnostics = package.diagnostics();
  base::append(diagnostics, plan.diagnostics());
  const auto unreadable = [&](const std::string& kind) {
    return [&, kind](const base::Diagnostics& reasons) {
      auto warning = store_warning(path, kind, reasons);
      warning.hint += ": " + source_files(*plan, kind);
      return warning;
    };
  };
  Project project;
  progress.at(0.2, "city");
  project.city = read_store<model::CityModel>(city_store_path(path, *plan), tiles::read_city_store,
                                              unreadable("city"), diagnostics);
  progress.at(0.8, "terrain");
  project.terrain = read_store<model::Terrain>(terrain_store_path(path, *plan), tiles::read_terrain_store,
                                               unreadable("terrain"), diagnostics);
  project.plan = std::make_shared<const Plan>(*std::move(plan));
  progress.at(1.0, "plan");
  return {std::move(project), std::move(diagnostics)};
}

std::filesystem::path store_path(const std::filesystem::path& project, const Plan& plan, const std::string& kind) {
  const std::string key = sources_key(plan, kind);
  return key.empty() ? std::filesystem::path() : tiles_folder(project) / (kind + "-" + key + ".tiles");
}

}  // namespace

std::string sources_key(const Plan& plan, const std::string& kind) {
  base::ContentHash hash;
  bool any = false;
  for (const model::Provenance& source : plan.sources) {
    if (source.kind != kind) continue;
    hash.add(std::string_view(source.content_hash)).add("\n");
    any = true;
  }
  return any ? hash.add(std::string_view(plan.project_crs.wkt)).hex() : std::string();
}

std::filesystem::path tiles_folder(const std::filesystem::path& project) {
  std::string name = project.filename().string();
  for (const std::string_view end : {".gpkg", ".schouw"}) {
    if (name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0) {
      name.resize(name.size() - end.size());
    }
  }
  return project.parent_path() / (name + ".schouw.tiles");
}

std::filesystem::path city_store_path(const std::filesystem::path& project, const Plan& plan) {
  return store_path(project, plan, "city");
}

std::filesystem::path terrain_store_path(const std::filesystem::path& project, const Plan& plan) {
  return store_path(project, plan, "terrain");
}

base::Result<Project> load_project(const std::filesystem::path& project, const base::Progress& progress) {
  return load(project, false, progress);
}

base::Result<Project> load_public(const std::filesystem::path& project, const base::Progress& progress) {
  return load(project, true, progress);
}

base::Result<base::Done> save_plan(const std::filesystem::path& project, const Plan& plan) {
  std::string newest = "2000-01-01T00:00:00Z";
  for (const model::Provenance& source : plan.sources) newest = std::max(newest, source.imported_at);
  return tables::write_package(project, package_of(plan), newest);
}

}  // namespace schouw::plan
