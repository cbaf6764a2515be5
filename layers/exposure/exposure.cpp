// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/exposure.h"

#include <fmt/format.h>

namespace schouw::exposure {

namespace {

base::Diagnostic tell(const char* code, base::Severity severity, std::string message, std::string hint) {
  return {.code = code,
          .severity = severity,
          .message = std::move(message),
          .where = {.field = "exposure"},
          .hint = std::move(hint)};
}

base::Diagnostics remarks(const plan::Project& project, const Exposure& exposure) {
  base::Diagnostics out;
  if (!project.city) {
    out.push_back(tell("EXPO-131", base::Severity::warning,
                       "the project has no city: no facades and no public space, expected buildings",
                       "import a city"));
  } else if (!exposure.facades.address_counts) {
    out.push_back(tell("EXPO-132", base::Severity::note,
                       "not every building states its number of addresses: buildings are counted",
                       "import a city whose buildings carry aantal_verblijfsobjecten"));
  }
  if (!has_neighbourhoods(*project.plan)) {
    out.push_back(tell("EXPO-130", base::Severity::note, "the plan has no neighbourhoods: no table of them",
                       "import neighbourhoods, with their number of residents"));
  }
  for (const Neighbourhood& row : exposure.neighbourhoods.rows) {
    if (!row.partly_loaded) continue;
    auto note = tell("EXPO-133", base::Severity::note,
                     "the neighbourhood reaches beyond the loaded city: its public space is counted within the city",
                     "import the city around it");
    note.where.feature = project.plan->areas[row.area].id;
    out.push_back(std::move(note));
  }
  return out;
}

base::Result<base::Done> add_neighbourhoods(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                            const ExposureOptions& options, const base::Progress& progress,
                                            Exposure& exposure) {
  if (!has_neighbourhoods(*project.plan)) return base::Done{};
  std::shared_ptr<const coverage::CoverageResult> footprints = options.footprints;
  base::Diagnostics diagnostics;
  if (!footprints) {
    auto computed = coverage::compute_coverage(project, occlusion, options.coverage, progress);
    if (!computed) return base::Result<base::Done>::failure(computed.diagnostics());
    diagnostics = computed.diagnostics();
    footprints = std::make_shared<const coverage::CoverageResult>(*std::move(computed));
  }
  auto table = neighbourhoods(project, occlusion, {*footprints, options.coverage}, progress.cancel);
  if (!table) return base::Result<base::Done>::failure(table.diagnostics());
  exposure.neighbourhoods = *std::move(table);
  return {base::Done{}, std::move(diagnostics)};
}

}  // namespace

base::Result<Exposure> compute_exposure(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                        const ExposureOptions& options, const base::Progress& progress) {
  Exposure exposure{.plan_revision = project.plan->revision};
  base::Diagnostics diagnostics;
  const auto observers = observers_of(project, occlusion, options.coverage, progress.cancel);
  if (!observers) return base::Result<Exposure>::failure(observers.diagnostics());
  if (options.walk) {
    auto walk = walk_exposure(project, occlusion, *observers, *options.walk,
                              {.cancel = progress.cancel, .threads = options.coverage.threads});
    if (!walk) return base::Result<Exposure>::failure(walk.diagnostics());
    base::append(diagnostics, walk.diagnostics());
    exposure.walk = *std::move(walk);
  }
  auto facades = facade_exposure(project, occlusion, *observers,
                                 {.keep_pieces = options.keep_pieces, .threads = options.coverage.threads}, progress);
  if (!facades) return base::Result<Exposure>::failure(facades.diagnostics());
  exposure.facades = *std::move(facades);
  const auto added = add_neighbourhoods(project, occlusion, options, progress, exposure);
  if (!added) return base::Result<Exposure>::failure(added.diagnostics());
  base::append(diagnostics, added.diagnostics());
  base::append(diagnostics, remarks(project, exposure));
  return {std::move(exposure), std::move(diagnostics)};
}

}  // namespace schouw::exposure
