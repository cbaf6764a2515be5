// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "geo/base/calendar.h"
#include "geo/base/lock_file.h"
#include "geo/base/resource_path.h"
#include "geo/formats/probe.h"
#include "geo/tiles/tile_store.h"
#include "layers/plan/city_of_files.h"
#include "layers/plan/import_target.h"
#include "layers/plan/import_warnings.h"
#include "layers/plan/opened_file.h"
#include "layers/plan/plan.h"
#include "layers/plan/shared_plan.h"
#include "layers/plan/sources_key.h"
#include "layers/register/import_records.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;
namespace fs = std::filesystem;

base::Diagnostic interrupted(const fs::path& project) {
  return base::of_kind(
      base::DiagnosticKind::cancelled,
      import_error("PLAN-118", "interrupted; the project is unchanged", project.string(), "run the import again"));
}

Result<ImportDraft> new_draft(const fs::path& project) {
  auto policy = policy::load_policy(base::resource_root() / "data" / "policy");
  if (!policy) return Result<ImportDraft>::failure(policy.diagnostics());
  ImportDraft draft;
  draft.plan.policy = *std::move(policy);
  draft.plan.title = tiles_folder(project).stem().stem().string();
  return draft;
}

Result<ImportDraft> open_import(const fs::path& project, ImportTarget& target, base::Diagnostics& diagnostics) {
  auto plan = target.open(diagnostics);
  if (!plan) return Result<ImportDraft>::failure(plan.diagnostics());
  if (!*plan) return new_draft(project);
  auto space = with_space(project, std::make_shared<const Plan>(**plan));
  if (!space) return Result<ImportDraft>::failure(space.diagnostics());
  base::append(diagnostics, space.diagnostics());
  return ImportDraft{.plan = **std::move(plan), .city = space->city, .terrain = space->terrain};
}

// Metric and projected, or nothing: such a one may be a project's.
std::optional<crs::Crs> usable(const crs::Crs& stated) {
  if (stated.geographic || !stated.metric) return std::nullopt;
  if (stated.id.empty()) return stated;
  auto named = crs::project_crs_from_text(stated.id);
  return named ? std::optional(*named) : std::nullopt;
}

Result<Done> choose_crs(const std::vector<OpenedFile>& steps, const ImportOptions& options, ImportDraft& draft) {
  const bool is_new = draft.plan.project_crs.wkt.empty();
  if (!options.project_crs.empty()) {
    auto asked = crs::project_crs_from_text(options.project_crs);
    if (!asked) return Result<Done>::failure(asked.diagnostics());
    if (!is_new && !(*asked == draft.plan.project_crs)) {
      return import_error(
          "PLAN-115", fmt::format("--project-crs is {}, the project is in {}", asked->id, draft.plan.project_crs.id),
          options.project_crs, "a project keeps its coordinate system; make a new one");
    }
    draft.plan.project_crs = *asked;
    return Done{};
  }
  if (!is_new) return Done{};
  for (const OpenedFile& opened : steps) {
    const crs::Crs* stated = opened.surfaces  ? &opened.surfaces->crs
                             : opened.terrain ? &opened.terrain->crs
                                              : nullptr;
    if (stated == nullptr) continue;
    if (const auto found = usable(*stated)) {
      draft.plan.project_crs = *found;
      return Done{};
    }
  }
  auto fallback = crs::project_crs_from_text(crs::kDefaultProjectCrs);
  if (!fallback) return Result<Done>::failure(fallback.diagnostics());
  draft.plan.project_crs = *fallback;
  return Done{};
}

// Writes what changed: stores under names of their own first, then the plan that names them, in one rename. A reader
// meets the old plan with the old stores or the new one with the new.
class DraftWriter {
 public:
  DraftWriter(const fs::path& project, ImportTarget& target)
      : project_(project), target_(target), folder_(tiles_folder(project)) {}

  Result<Done> write(const ImportDraft& draft, const std::string& now_iso) {
    auto done = write_stores(draft);
    if (done) done = target_.save(draft.plan, now_iso);
    if (!done) {
      take_back();
      return done;
    }
    remove_stale(draft.plan);
    return done;
  }

 private:
  Result<Done> write_stores(const ImportDraft& draft) {
    const fs::path city = city_store_path(project_, draft.plan);
    const fs::path terrain = terrain_store_path(project_, draft.plan);
    std::error_code problem;
    if (draft.city_changed || draft.terrain_changed) {
      made_folder_ = fs::create_directories(folder_, problem);
      if (problem) {
        return import_error("IO-105", "cannot make the folder: " + problem.message(), folder_.string(),
                            "check its permissions");
      }
    }
    if (draft.city_changed) {
      auto done = tiles::write_city_store(note(city), *draft.city, sources_key(draft.plan, "city"));
      if (!done) return done;
    }
    if (!draft.terrain_changed) return Done{};
    return tiles::write_terrain_store(note(terrain), *draft.terrain, sources_key(draft.plan, "terrain"));
  }

  const fs::path& note(const fs::path& store) {
    std::error_code ignored;
    if (!fs::exists(store, ignored)) written_.push_back(store);
    return store;
  }

  void take_back() const {
    std::error_code ignored;
    for (const fs::path& store : written_) fs::remove(store, ignored);
    if (made_folder_) fs::remove(folder_, ignored);
  }

  void remove_stale(const Plan& plan) const {
    std::error_code ignored;
    const fs::path city = city_store_path(project_, plan).filename();
    const fs::path terrain = terrain_store_path(project_, plan).filename();
    std::vector<fs::path> stale;
    for (const auto& entry : fs::directory_iterator(folder_, ignored)) {
      const fs::path name = entry.path().filename();
      const std::string text = name.string();
      const bool ours =
          name.extension() == ".tiles" && (text.rfind("city-", 0) == 0 || text.rfind("terrain-", 0) == 0);
      if (ours && name != city && name != terrain) stale.push_back(entry.path());
    }
    for (const fs::path& store : stale) fs::remove(store, ignored);
  }

  const fs::path& project_;
  ImportTarget& target_;
  fs::path folder_;
  std::vector<fs::path> written_;
  bool made_folder_ = false;
};

// A name that is not there is a slip of the hand: nothing is done, rather than half of what was meant.
Result<Done> all_exist(const std::vector<fs::path>& files) {
  base::Diagnostics missing;
  for (const fs::path& file : files) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
      missing.push_back(base::of_kind(base::DiagnosticKind::not_found,
                                      import_error("IO-101", "no such file", file.string(), "check the path")));
    }
  }
  if (!missing.empty()) return Result<Done>::failure(std::move(missing));
  return Done{};
}

class FileImport {
 public:
  FileImport(ImportTarget& target, const fs::path& project, ImportOptions options, const base::Progress& progress)
      : target_(target), project_(project), options_(std::move(options)), progress_(progress) {
    if (options_.now_iso.empty()) options_.now_iso = base::now_utc_iso();
  }

  Result<ImportReport> run(const std::vector<fs::path>& files) {
    // Nobody edits the project meanwhile; where the folder takes no lock, writing into it will say so.
    auto lock = base::LockFile::take(working_file(project_));
    if (!lock && base::failure_kind(lock.diagnostics()) == base::DiagnosticKind::conflict)
      return failure(lock.diagnostics());
    auto draft = open_import(project_, target_, report_.diagnostics);
    if (!draft) return failure(draft.diagnostics());
    for (const fs::path& file : files) open(file, files.size());
    if (progress_.cancel.cancelled()) return failure({interrupted(project_)});
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const OpenedFile& a, const OpenedFile& b) { return a.role < b.role; });
    if (auto chosen = choose_crs(steps_, options_, *draft); !chosen) return failure(chosen.diagnostics());
    if (steps_.empty()) return failure({});
    if (auto begun = target_.begin(draft->plan, options_.now_iso); !begun) return failure(begun.diagnostics());
    int taken = 0;
    for (OpenedFile& opened : steps_) {
      if (progress_.cancel.cancelled()) return failure({interrupted(project_)});
      progress_.at(0.4 + 0.4 * taken / static_cast<double>(steps_.size()), opened.name);
      taken += static_cast<int>(take_or_say_why(opened, *draft));
      if (progress_.cancel.cancelled()) return failure({interrupted(project_)});
      if (target_.is_broken()) return failure({});
    }
    if (taken == 0) return failure({});
    if (auto read = warn_of_contradictions(*draft, target_, project_, report_.diagnostics); !read) {
      return failure(read.diagnostics());
    }
    if (progress_.cancel.cancelled()) return failure({interrupted(project_)});
    progress_.at(0.8, "write");
    if (auto written = DraftWriter(project_, target_).write(*draft, options_.now_iso); !written)
      return failure(written.diagnostics());
    progress_.at(1.0, "write");
    return std::move(report_);
  }

 private:
  void open(const fs::path& file, std::size_t count) {
    if (progress_.cancel.cancelled()) return;
    progress_.at(0.4 * static_cast<double>(opened_++) / static_cast<double>(count), file.filename().string());
    auto opened = open_file(file, options_, {.report = {}, .cancel = progress_.cancel});
    if (opened) {
      steps_.push_back(*std::move(opened));
    } else {
      base::append(report_.diagnostics, opened.diagnostics());
    }
  }

  // All or nothing: a file that fails half way leaves the draft as it was before it.
  bool take_or_say_why(OpenedFile& opened, ImportDraft& draft) {
    base::append(report_.diagnostics, std::move(opened.diagnostics));
    const std::vector<model::Provenance> sources = draft.plan.sources;
    const std::vector<std::string> lost = draft.lost_city_files;
    auto done = take(opened, draft, {.report = {}, .cancel = progress_.cancel});
    if (done) return true;
    draft.plan.sources = sources;
    draft.lost_city_files = lost;
    base::append(report_.diagnostics, done.diagnostics());
    return false;
  }

  Result<Done> take(OpenedFile& opened, ImportDraft& draft, const base::Progress& progress) {
    switch (opened.role) {
      case Role::city: return take_city(opened, options_, draft, report_, progress);
      case Role::terrain: return take_terrain(opened, options_, draft, report_);
      case Role::areas: return take_areas(opened, options_, draft, report_);
      case Role::register_of_sensors:
        if (registers::is_of_records(*opened.schema)) return take_records(opened, options_, draft, report_);
        return target_.take_register(opened, options_, draft, report_, progress);
    }
    return Done{};
  }

  Result<ImportReport> failure(base::Diagnostics problems) {
    base::append(report_.diagnostics, std::move(problems));
    return Result<ImportReport>::failure(std::move(report_.diagnostics));
  }

  ImportTarget& target_;
  const fs::path& project_;
  ImportOptions options_;
  const base::Progress& progress_;
  ImportReport report_;
  std::vector<OpenedFile> steps_;
  std::size_t opened_ = 0;
};

}  // namespace

base::Result<ImportReport> import_files_into(ImportTarget& target, const fs::path& project,
                                             const std::vector<fs::path>& files, const ImportOptions& options,
                                             const base::Progress& progress) {
  if (auto exist = all_exist(files); !exist) return Result<ImportReport>::failure(exist.diagnostics());
  if (files.empty()) {
    return import_error("PLAN-119", "no file was given", project.string(), "name at least one file to import");
  }
  return FileImport(target, project, options, progress).run(files);
}

base::Result<ImportReport> import_files(const fs::path& project, const std::vector<fs::path>& files,
                                        const ImportOptions& options, const base::Progress& progress) {
  if (!service_of(project)) return import_files_into(*package_target(project), project, files, options, progress);
  const auto store = store_of(project, StoreUse::editing);
  return import_files_into(*snapshot_target(*store), project, files, options, progress);
}

}  // namespace schouw::plan
