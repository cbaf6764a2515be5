// SPDX-License-Identifier: EUPL-1.2
#include "layers/advice/cover_group.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <map>
#include <unordered_map>

#include "layers/register/observes.h"
#include "layers/stacking/blocks.h"

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

template <class Visit>
void for_each_bit(const stacking::BlockBits& bits, Visit&& visit) {
  for (std::size_t row = 0; row < bits.size(); ++row) {
    for (std::uint64_t word = bits[row]; word != 0; word &= word - 1) {
      visit(row * stacking::kBlockCells + static_cast<std::size_t>(std::countr_zero(word)));
    }
  }
}

// What the members of a group cover, and where.
struct GroupCover {
  const std::vector<stacking::Block>& blocks;
  const stacking::MapCells& map;
  std::vector<const coverage::CellSet*> covers;  // by member; null: nothing at the density that the goal needs
  std::vector<std::int32_t> member_of;           // by footprint; -1: none of the group
};

using Part = std::pair<std::uint32_t, stacking::BlockBits>;  // a member, and its cells in a block

std::vector<Part> parts_in(const stacking::Block& block, const GroupCover& of) {
  std::vector<Part> parts;
  for (const std::uint32_t footprint : block.footprints) {
    const std::int32_t member = of.member_of[footprint];
    if (member < 0) continue;
    const coverage::CellSet* cover = of.covers[static_cast<std::size_t>(member)];
    stacking::BlockBits bits;
    if (cover == nullptr || !stacking::bits_in(*cover, of.map, block.key, bits)) continue;
    parts.emplace_back(static_cast<std::uint32_t>(member), bits);
  }
  return parts;
}

std::vector<std::uint32_t> members_at(const std::vector<Part>& parts, std::size_t cell) {
  std::vector<std::uint32_t> members;
  for (const auto& [member, bits] : parts) {
    if ((bits[cell / stacking::kBlockCells] >> (cell % stacking::kBlockCells) & 1U) != 0) members.push_back(member);
  }
  return members;
}

// Cells by the sum of the marks of who covers them, block by block, so that no more than one block's sums are held.
void find_classes(CoverGroup& group, const GroupCover& of) {
  std::unordered_map<std::uint64_t, CellClass> by_mark;
  std::vector<std::uint64_t> marks(std::size_t{stacking::kBlockCells} * stacking::kBlockCells);
  for (const stacking::Block& block : of.blocks) {
    const std::vector<Part> parts = parts_in(block, of);
    if (parts.empty()) continue;
    std::fill(marks.begin(), marks.end(), 0);
    for (const auto& [member, bits] : parts) {
      for_each_bit(bits, [&marks, mark = mark_of(member)](std::size_t cell) { marks[cell] += mark; });
    }
    for (std::size_t cell = 0; cell < marks.size(); ++cell) {
      if (marks[cell] == 0) continue;
      CellClass& found = by_mark[marks[cell]];
      if (found.cells++ == 0) found.members = members_at(parts, cell);
    }
  }
  for (auto& [mark, found] : by_mark) group.classes.push_back(std::move(found));
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
  std::map<Key, std::vector<std::uint32_t>> members;  // by their places among the footprints
  for (std::uint32_t i = 0; i < coverage.footprints.size(); ++i) {
    const registers::Sensor& sensor = plan.sensors[coverage.footprints[i].sensor];
    if (!registers::observes_persons(sensor, plan.policy.what_counts)) continue;
    for (const std::string& goal : goals_of(sensor)) members[{goal, sensor.kind}].push_back(i);
  }
  const std::vector<stacking::Block> blocks = stacking::blocks_of(coverage);
  const stacking::MapCells map = stacking::map_cells_of(coverage.frame);
  std::vector<CoverGroup> groups;
  for (const auto& [key, footprints] : members) {
    CoverGroup group{.goal = key.first,
                     .kind = key.second,
                     .needed_px_per_m = needed_density(plan, key.first),
                     .cell_m2 = coverage.frame.cell_area_m2()};
    GroupCover of{.blocks = blocks, .map = map, .covers = {}, .member_of = {}};
    of.member_of.assign(coverage.footprints.size(), -1);
    for (const std::uint32_t i : footprints) {
      of.member_of[i] = static_cast<std::int32_t>(of.covers.size());
      group.sensors.push_back(coverage.footprints[i].sensor);
      of.covers.push_back(cover_of(coverage.footprints[i], coverage, group.needed_px_per_m));
    }
    find_classes(group, of);
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace schouw::advice
