// SPDX-License-Identifier: EUPL-1.2
#include "layers/advice/cover_group.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>

#include "layers/register/observes.h"

namespace schouw::advice {

namespace {

using Key = std::pair<std::string, registers::SensorKind>;

// A well mixed number for each member (splitmix64): the sum over a cell's members tells sets apart.
std::uint64_t mark_of(std::uint64_t member) {
  std::uint64_t x = (member + 1) * 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

std::uint64_t cell_key(int column, int row) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(row)) << 32U) | static_cast<std::uint32_t>(column);
}

void find_classes(CoverGroup& group, const std::vector<const coverage::CellSet*>& covers) {
  std::unordered_map<std::uint64_t, std::uint64_t> mark_at;
  for (std::size_t member = 0; member < covers.size(); ++member) {
    if (covers[member] == nullptr) continue;
    const std::uint64_t mark = mark_of(member);
    coverage::for_each_cell(*covers[member], [&](int column, int row) { mark_at[cell_key(column, row)] += mark; });
  }
  struct Found {
    std::int64_t cells = 0;
    std::vector<std::uint32_t> members;
  };
  std::unordered_map<std::uint64_t, Found> by_mark;
  for (const auto& [cell, mark] : mark_at) ++by_mark[mark].cells;
  // Who a class has is asked of one of its cells.
  std::unordered_map<std::uint64_t, std::uint64_t> example;
  for (const auto& [cell, mark] : mark_at) {
    const auto [at, is_new] = example.try_emplace(mark, cell);
    if (!is_new) at->second = std::min(at->second, cell);
  }
  for (auto& [mark, found] : by_mark) {
    const auto column = static_cast<std::int32_t>(static_cast<std::uint32_t>(example[mark]));
    const auto row = static_cast<std::int32_t>(example[mark] >> 32U);
    for (std::uint32_t member = 0; member < covers.size(); ++member) {
      if (covers[member] != nullptr && covers[member]->contains(column, row)) found.members.push_back(member);
    }
    group.classes.push_back({std::move(found.members), found.cells});
  }
  std::sort(group.classes.begin(), group.classes.end(),
            [](const CellClass& a, const CellClass& b) { return a.members < b.members; });
}

}  // namespace

const coverage::CellSet* cover_of(const coverage::Footprint& footprint, const coverage::CoverageResult& coverage,
                                  const std::optional<double>& needed_px_per_m) {
  if (!needed_px_per_m) return &footprint.seen;
  const auto& limits = coverage.limits_px_per_m;
  const auto level = static_cast<std::size_t>(
      std::lower_bound(limits.begin(), limits.end(), *needed_px_per_m * (1.0 - 1e-9)) - limits.begin());
  return level < footprint.reached.size() ? &footprint.reached[level] : nullptr;
}

double CoverGroup::cover_m2() const {
  std::int64_t cells = 0;
  for (const CellClass& c : classes) cells += c.cells;
  return static_cast<double>(cells) * cell_m2;
}

std::vector<std::string> goals_of(const registers::Sensor& sensor) {
  std::vector<std::string> goals = stacking::purposes_of(sensor);
  if (goals.empty()) goals.emplace_back();
  std::sort(goals.begin(), goals.end());
  goals.erase(std::unique(goals.begin(), goals.end()), goals.end());
  return goals;
}

std::optional<double> needed_density(const plan::Plan& plan, const std::string& goal) {
  for (const registers::RegisterRecord& record : plan.records) {
    if (record.type != registers::RecordType::goal) continue;
    if (record.id != goal && registers::value_of(record, "name") != goal) continue;
    const std::string text = registers::value_of(record, "needed_density_px_per_m");
    double number = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec == std::errc() && number > 0.0) return number;
  }
  const auto& needed = plan.policy.checks.needed_px_per_m;
  const auto at = needed.find(goal);
  return at == needed.end() ? std::nullopt : std::optional(at->second);
}

std::vector<CoverGroup> cover_groups(const plan::Plan& plan, const coverage::CoverageResult& coverage) {
  std::map<Key, std::vector<const coverage::Footprint*>> members;
  for (const coverage::Footprint& footprint : coverage.footprints) {
    const registers::Sensor& sensor = plan.sensors[footprint.sensor];
    if (!registers::observes_persons(sensor, plan.policy.what_counts)) continue;
    for (const std::string& goal : goals_of(sensor)) members[{goal, sensor.kind}].push_back(&footprint);
  }
  std::vector<CoverGroup> groups;
  for (const auto& [key, footprints] : members) {
    CoverGroup group{.goal = key.first,
                     .kind = key.second,
                     .needed_px_per_m = needed_density(plan, key.first),
                     .cell_m2 = coverage.frame.cell_area_m2()};
    std::vector<const coverage::CellSet*> covers;
    for (const coverage::Footprint* footprint : footprints) {
      group.sensors.push_back(footprint->sensor);
      covers.push_back(cover_of(*footprint, coverage, group.needed_px_per_m));
    }
    find_classes(group, covers);
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace schouw::advice
