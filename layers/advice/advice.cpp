// SPDX-License-Identifier: EUPL-1.2
#include "layers/advice/advice.h"

#include <algorithm>
#include <set>

namespace schouw::advice {

namespace {

void find_little(const CoverGroup& group, double little_ratio, std::vector<AddsLittle>& into) {
  std::vector<std::int64_t> sees(group.sensors.size(), 0);
  std::vector<std::int64_t> alone(group.sensors.size(), 0);
  for (const CellClass& c : group.classes) {
    for (const std::uint32_t member : c.members) sees[member] += c.cells;
    if (c.members.size() == 1) alone[c.members.front()] += c.cells;
  }
  for (std::size_t i = 0; i < group.sensors.size(); ++i) {
    if (sees[i] == 0 || static_cast<double>(alone[i]) >= little_ratio * static_cast<double>(sees[i])) continue;
    into.push_back({group.sensors[i], group.goal, static_cast<double>(sees[i]) * group.cell_m2,
                    static_cast<double>(alone[i]) * group.cell_m2});
  }
}

// Sensors of groups that are in none of the sets that are kept.
std::vector<std::uint32_t> not_needed(const std::vector<GroupAdvice>& groups,
                                      const std::set<std::uint32_t>& kept_anyway) {
  std::set<std::uint32_t> kept = kept_anyway;
  std::set<std::uint32_t> all;
  for (const GroupAdvice& advice : groups) {
    all.insert(advice.group.sensors.begin(), advice.group.sensors.end());
    for (const std::uint32_t member : advice.fewest.kept) kept.insert(advice.group.sensors[member]);
  }
  std::vector<std::uint32_t> spare;
  std::set_difference(all.begin(), all.end(), kept.begin(), kept.end(), std::back_inserter(spare));
  return spare;
}

}  // namespace

base::Result<Advice> advise(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                            const stacking::Analysis& analysis, const AdviceParams& params,
                            const base::Progress& progress) {
  using Outcome = base::Result<Advice>;
  Advice advice;
  FewestParams fewest = params.fewest;
  fewest.cancel = progress.cancel;
  // Who stands alone in a group is kept: nobody stands in for it.
  std::set<std::uint32_t> alone;
  for (CoverGroup& group : cover_groups(*project.plan, *analysis.stacking.coverage)) {
    if (progress.cancel.cancelled()) return coverage::analysis_stopped();
    if (group.sensors.size() < 2) {
      alone.insert(group.sensors.begin(), group.sensors.end());
      continue;
    }
    find_little(group, params.little_ratio, advice.adds_little);
    FewestSensors few = fewest_sensors(group, fewest);
    advice.groups.push_back({std::move(group), std::move(few)});
  }
  advice.not_needed = not_needed(advice.groups, alone);
  auto places = relieve_places(project, occlusion, analysis, params.relief, progress);
  if (!places) return Outcome::failure(places.diagnostics());
  advice.places = *std::move(places);
  return advice;
}

}  // namespace schouw::advice
