// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/publish.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/base/atomic_file.h"
#include "geo/base/calendar.h"
#include "geo/base/content_hash.h"
#include "geo/tables/file_stamp.h"
#include "layers/coverage/coverage.h"
#include "layers/plan/load_plan.h"
#include "layers/plan/shared_plan.h"
#include "layers/publish/public_plan.h"
#include "layers/publish/public_tables.h"
#include "layers/publish/restricted_values.h"
#include "layers/register/value_text.h"

namespace schouw::publish {

namespace {

namespace fs = std::filesystem;
using base::Diagnostic;
using base::Done;
using base::Result;

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code problem;
  if (fs::equivalent(a, b, problem)) return true;
  return fs::weakly_canonical(a, problem) == fs::weakly_canonical(b, problem);
}

Result<Done> check_options(const PublishOptions& options) {
  const std::string name = registers::lower_case(options.out.filename().string());
  if (same_file(options.project, options.out)) {
    return Diagnostic{.code = "PUB-101",
                      .message = "the public copy would replace the project that it is made of",
                      .where = {.file = options.out.string(), .field = "--out"},
                      .hint = "give the public copy a name of its own, such as " +
                              options.project.stem().stem().string() + "-openbaar.gpkg"};
  }
  if (!name.ends_with(".gpkg") || name.ends_with(".schouw.gpkg") || name == ".gpkg") {
    return Diagnostic{
        .code = "PUB-102",
        .kind = base::DiagnosticKind::usage,
        .message = fmt::format("the public copy cannot be called {}: expected a name that ends in .gpkg, "
                               "and not in .schouw.gpkg, as a project does",
                               options.out.filename().string()),
        .where = {.file = options.out.string(), .field = "--out"},
        .hint = "such as delft-openbaar.gpkg"};
  }
  if (registers::date_from_text(options.date_iso) != options.date_iso) {
    return Diagnostic{.code = "PUB-106",
                      .kind = base::DiagnosticKind::usage,
                      .message = fmt::format("the date of publication is no day: found '{}', expected YYYY-MM-DD",
                                             options.date_iso),
                      .where = {.field = "--date"},
                      .hint = "write it as 2026-12-01"};
  }
  return Done{};
}

Result<std::vector<EarlierCopy>> earlier_copies(const PublishOptions& options) {
  using Copies = Result<std::vector<EarlierCopy>>;
  std::vector<fs::path> files = options.since;
  std::error_code problem;
  if (fs::exists(options.out, problem)) files.push_back(options.out);
  std::vector<EarlierCopy> copies;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto again = [&](const fs::path& other) { return same_file(files[i], other); };
    if (std::any_of(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(i), again)) continue;
    auto copy = read_earlier(files[i]);
    if (!copy) return Copies::failure(copy.diagnostics());
    if (copy->date_iso > options.date_iso) {
      return Diagnostic{.code = "PUB-107",
                        .message = fmt::format("the public copy {} is of {}, expected one of {} or before",
                                               files[i].filename().string(), copy->date_iso, options.date_iso),
                        .where = {.file = files[i].string(), .field = "--date"},
                        .hint = "give --date the day of this publication"};
    }
    copies.push_back(*std::move(copy));
  }
  std::stable_sort(copies.begin(), copies.end(),
                   [](const EarlierCopy& a, const EarlierCopy& b) { return a.date_iso < b.date_iso; });
  return copies;
}

Diagnostic stopped() {
  return {.code = "PUB-110",
          .kind = base::DiagnosticKind::cancelled,
          .message = "publishing was stopped: nothing was written",
          .where = {.feature = "publish"},
          .hint = "start it again"};
}

// Without what hides things, the figures would be others than those that the plan stands for.
Result<Done> check_space(const plan::Project& project, const fs::path& path) {
  const bool no_city = project.city == nullptr && !plan::city_store_path(path, *project.plan).empty();
  const bool no_terrain = project.terrain == nullptr && !plan::terrain_store_path(path, *project.plan).empty();
  if (!no_city && !no_terrain) return Done{};
  return Diagnostic{
      .code = "PUB-104",
      .message = fmt::format("the {} of the project cannot be read, so that what sensors see would come "
                             "out too large",
                             no_city ? "city" : "terrain"),
      .where = {.file = path.string()},
      .hint = "import its file again, then publish"};
}

Result<PublicFigures> figures_of(const plan::Project& project, const base::Progress& progress) {
  using Figures = Result<PublicFigures>;
  if (project.plan->sensors.empty()) return public_figures(*project.plan, {});
  const coverage::CoverageOptions options{.outlines = false};
  auto occlusion = coverage::make_occlusion_model(project, {.cell_m = options.cell_m}, progress);
  if (!occlusion) return Figures::failure(occlusion.diagnostics());
  auto coverage = coverage::compute_coverage(project, **occlusion, options, progress);
  if (!coverage) return Figures::failure(coverage.diagnostics());
  base::Diagnostics said = occlusion.diagnostics();
  for (const Diagnostic& told : coverage.diagnostics()) {
    // That a generalised sensor has no cone is as it should be.
    if (told.code != "COV-106") said.push_back(told);
  }
  return {public_figures(*project.plan, *coverage), std::move(said)};
}

// A copy before anyone else can read it.
struct Draft {
  tables::Package package;
  std::string bytes;
  std::string fixed_bytes;  // of a copy of nothing in the same words
  Published published;
};

std::string last_change(const PublishOptions& options) { return options.date_iso + "T00:00:00Z"; }

Result<std::string> fixed_bytes_of(const PublishOptions& options, const plan::Plan& plan) {
  plan::Plan nothing{.project_crs = plan.project_crs};
  const PublicFigures none;
  return tables::package_bytes(public_package({.plan = nothing,
                                               .figures = none,
                                               .earlier = {},
                                               .date_iso = options.date_iso,
                                               .title = {},
                                               .say = options.say}),
                               last_change(options));
}

// From public records alone: whatever is restricted is not in this function's reach.
Result<Draft> draft_of(const PublishOptions& options, const std::vector<EarlierCopy>& earlier,
                       const base::Progress& progress) {
  using Made = Result<Draft>;
  auto project = plan::load_public(options.project, progress);
  if (!project) return Made::failure(project.diagnostics());
  if (auto space = check_space(*project, options.project); !space) return Made::failure(space.diagnostics());
  project->plan = without_hidden(project->plan, options.date_iso);
  auto figures = figures_of(*project, progress);
  if (!figures) return Made::failure(figures.diagnostics());
  Draft draft{.package = public_package({.plan = *project->plan,
                                         .figures = *figures,
                                         .earlier = earlier,
                                         .date_iso = options.date_iso,
                                         .title = options.title,
                                         .say = options.say})};
  auto bytes = tables::package_bytes(draft.package, last_change(options));
  if (!bytes) return Made::failure(bytes.diagnostics());
  auto fixed = fixed_bytes_of(options, *project->plan);
  if (!fixed) return Made::failure(fixed.diagnostics());
  draft.bytes = *std::move(bytes);
  draft.fixed_bytes = *std::move(fixed);
  draft.published.sensors = static_cast<int>(project->plan->sensors.size());
  draft.published.squares = static_cast<int>(figures->cells.size());
  for (const CellFigure& cell : figures->cells) {
    draft.published.at_least = std::max(draft.published.at_least, cell.sensors);
  }
  draft.published.changes = static_cast<int>(draft.package.table("time_line")->rows.size());
  draft.published.bytes = draft.bytes.size();
  base::Diagnostics said = project.diagnostics();
  base::append(said, figures.diagnostics());
  return {std::move(draft), std::move(said)};
}

base::Diagnostics remarks(const PublishOptions& options, const Published& published) {
  base::Diagnostics said;
  if (published.sensors == 0) {
    said.push_back({.code = "PUB-130",
                    .severity = base::Severity::warning,
                    .message = "no sensor is public: the copy holds none",
                    .where = {.file = options.project.string(), .field = "publication"},
                    .hint = "set the field publication of what may be known to public or generalised"});
  }
  if (published.report.known_from_earlier > 0) {
    said.push_back({.code = "PUB-132",
                    .severity = base::Severity::warning,
                    .message = fmt::format("an earlier public copy shows {} sensors that are withheld or generalised "
                                           "now",
                                           published.report.known_from_earlier),
                    .where = {.file = options.out.string()},
                    .hint = "take the earlier copies off the web; whoever has one still knows them"});
  }
  return said;
}

// The whole plan comes in here, after the copy was made, to say what must not be in it.
Result<Done> inspect(const PublishOptions& options, const std::vector<EarlierCopy>& earlier, Draft& draft) {
  const auto whole = plan::load_plan(options.project);
  if (!whole) return Result<Done>::failure(whole.diagnostics());
  std::vector<std::string> also_public = options.also_public;
  also_public.push_back(options.title);
  const RestrictedValues values = restricted_values(**whole, options.date_iso, also_public);
  auto found = find_restricted(draft.package, draft.bytes, draft.fixed_bytes, values);
  if (!found.empty()) return Result<Done>::failure(std::move(found));
  draft.published.report = redaction_report(**whole, options.date_iso, earlier);
  draft.published.report.also_public = options.also_public;
  base::Diagnostics said = remarks(options, draft.published);
  for (const Diagnostic& told : whole.diagnostics()) {
    if (told.code == "PLAN-128") said.push_back(told);  // the rest was said of what is public
  }
  return {Done{}, std::move(said)};
}

Result<Done> write_copy(const PublishOptions& options, const std::string& bytes) {
  base::remove_orphans(options.out);
  auto file = base::AtomicFile::beside(options.out);
  if (!file) return Result<Done>::failure(file.diagnostics());
  if (auto written = file->write(bytes); !written) return written;
  // No .bak: the copy before may show what is withheld now.
  return file->commit(base::AtomicFile::Keep::none);
}

Diagnostic changed_meanwhile(const fs::path& project) {
  return {.code = "PUB-105",
          .kind = base::DiagnosticKind::conflict,
          .message = "another program changed the project while its public copy was made",
          .where = {.file = project.string()},
          .hint = "publish again"};
}

}  // namespace

Result<Published> publish_project(const PublishOptions& options, const base::Progress& progress) {
  using Outcome = Result<Published>;
  if (auto fine = check_options(options); !fine) return Outcome::failure(fine.diagnostics());
  if (auto may = plan::may_publish(options.project); !may) return Outcome::failure(may.diagnostics());
  if (plan::service_of(options.project)) {
    // The copy on this machine is what it was when the database was asked last: now.
    if (auto now = plan::load_plan(options.project); !now) return Outcome::failure(now.diagnostics());
  }
  const fs::path file = plan::working_file(options.project);
  const auto before = tables::stamp_of(file);
  if (!before) return Outcome::failure(before.diagnostics());
  const auto earlier = earlier_copies(options);
  if (!earlier) return Outcome::failure(earlier.diagnostics());
  auto draft = draft_of(options, *earlier, progress);
  if (!draft) return Outcome::failure(draft.diagnostics());
  base::Diagnostics said = draft.diagnostics();
  if (progress.cancel.cancelled()) return stopped();
  auto inspected = inspect(options, *earlier, *draft);
  if (!inspected) return Outcome::failure(inspected.diagnostics());
  base::append(said, inspected.diagnostics());
  const auto after = tables::stamp_of(file);
  if (!after || !(*after == *before)) return changed_meanwhile(options.project);
  if (progress.cancel.cancelled()) return stopped();
  auto written = write_copy(options, draft->bytes);
  if (!written) return Outcome::failure(written.diagnostics());
  base::append(said, written.diagnostics());
  auto noted = plan::note_publication(options.project, base::ContentHash().add(std::string_view(draft->bytes)).hex(),
                                      base::now_utc_iso());
  if (!noted) return Outcome::failure(noted.diagnostics());
  return {std::move(draft->published), std::move(said)};
}

}  // namespace schouw::publish
