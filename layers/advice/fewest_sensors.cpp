// SPDX-License-Identifier: EUPL-1.2
#include "layers/advice/fewest_sensors.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "layers/advice/exact_cover_cbc.h"

namespace schouw::advice {

namespace {

std::int64_t cells_of(const CoverGroup& group) {
  std::int64_t cells = 0;
  for (const CellClass& c : group.classes) cells += c.cells;
  return cells;
}

// By how many of the kept sensors each class is seen, and how many cells that makes.
class Covered {
 public:
  explicit Covered(const CoverGroup& group) : group_(group), times_(group.classes.size()), of_(group.sensors.size()) {
    for (std::uint32_t c = 0; c < group.classes.size(); ++c) {
      for (const std::uint32_t member : group.classes[c].members) of_[member].push_back(c);
    }
  }
  std::int64_t gain(std::uint32_t member) const { return sum(member, 0); }
  std::int64_t loss(std::uint32_t member) const { return sum(member, 1); }
  void add(std::uint32_t member) {
    cells_ += gain(member);
    for (const std::uint32_t c : of_[member]) ++times_[c];
  }
  void drop(std::uint32_t member) {
    cells_ -= loss(member);
    for (const std::uint32_t c : of_[member]) --times_[c];
  }
  std::int64_t cells() const { return cells_; }

 private:
  std::int64_t sum(std::uint32_t member, int times) const {
    std::int64_t cells = 0;
    for (const std::uint32_t c : of_[member]) cells += times_[c] == times ? group_.classes[c].cells : 0;
    return cells;
  }

  const CoverGroup& group_;
  std::vector<int> times_;
  std::vector<std::vector<std::uint32_t>> of_;  // classes of each member
  std::int64_t cells_ = 0;
};

std::vector<std::uint32_t> add_by_gain(Covered& covered, std::size_t members, std::int64_t needed) {
  struct Next {
    std::int64_t gain = 0;
    std::uint32_t member = 0;
    bool operator<(const Next& other) const { return gain != other.gain ? gain < other.gain : member > other.member; }
  };
  std::priority_queue<Next> queue;
  for (std::uint32_t member = 0; member < members; ++member) queue.push({covered.gain(member), member});
  std::vector<std::uint32_t> kept;
  while (covered.cells() < needed && !queue.empty()) {
    Next next = queue.top();
    queue.pop();
    const std::int64_t now = covered.gain(next.member);
    // What it adds only shrinks: still the most where it beats what others added before.
    if (!queue.empty() && Next{now, next.member} < queue.top()) {
      next.gain = now;
      queue.push(next);
      continue;
    }
    if (now == 0) break;
    covered.add(next.member);
    kept.push_back(next.member);
  }
  return kept;
}

// The least that any set needs: sensors that bring most come first, as if nothing that they see overlapped.
std::size_t bound_by_size(const CoverGroup& group, std::int64_t needed) {
  std::vector<std::int64_t> cells(group.sensors.size(), 0);
  for (const CellClass& c : group.classes) {
    for (const std::uint32_t member : c.members) cells[member] += c.cells;
  }
  std::sort(cells.rbegin(), cells.rend());
  std::size_t count = 0;
  for (std::int64_t sum = 0; sum < needed && count < cells.size(); ++count) sum += cells[count];
  return count;
}

}  // namespace

std::int64_t needed_cells(const CoverGroup& group, double keep_ratio) {
  return static_cast<std::int64_t>(std::ceil(keep_ratio * static_cast<double>(cells_of(group)) - 1e-6));
}

FewestSensors greedy_sensors(const CoverGroup& group, const FewestParams& params) {
  const std::int64_t needed = needed_cells(group, params.keep_ratio);
  Covered covered(group);
  std::vector<std::uint32_t> kept = add_by_gain(covered, group.sensors.size(), needed);
  // What was taken early may have become needless.
  for (std::size_t i = kept.size(); i-- > 0;) {
    if (covered.cells() - covered.loss(kept[i]) < needed) continue;
    covered.drop(kept[i]);
    kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(i));
  }
  std::sort(kept.begin(), kept.end());
  FewestSensors answer{.kept = std::move(kept),
                       .kept_m2 = static_cast<double>(covered.cells()) * group.cell_m2,
                       .at_least = bound_by_size(group, needed)};
  answer.greedy = answer.kept.size();
  answer.exact = answer.at_least == answer.kept.size();
  return answer;
}

FewestSensors fewest_sensors(const CoverGroup& group, const FewestParams& params) {
  FewestSensors answer = greedy_sensors(group, params);
  const bool small = group.sensors.size() <= params.most_sensors && group.classes.size() <= params.most_classes;
  if (answer.exact || !small || params.cancel.cancelled()) return answer;
  const ExactCover exact = exact_cover(group, needed_cells(group, params.keep_ratio), params.most_seconds);
  answer.at_least = std::max(answer.at_least, std::min(exact.at_least, answer.kept.size()));
  if (exact.found && exact.kept.size() <= answer.kept.size()) {
    answer.kept = exact.kept;
    Covered covered(group);
    for (const std::uint32_t member : answer.kept) covered.add(member);
    answer.kept_m2 = static_cast<double>(covered.cells()) * group.cell_m2;
  }
  answer.exact = answer.at_least == answer.kept.size();
  return answer;
}

}  // namespace schouw::advice
