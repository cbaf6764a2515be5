// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <bit>
#include <map>

#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

struct View {
  std::uint32_t sensor = 0;
  const coverage::CellSet* seen = nullptr;
  std::int64_t cells = 0;
  int west = 0, east = 0, south = 0, north = 0;  // words and rows, east and north excluded
};

std::int64_t cells_in_both(const coverage::CellSet& a, const coverage::CellSet& b) {
  std::int64_t cells = 0;
  const int last_word = std::min(a.first_word + a.words, b.first_word + b.words);
  const int last_row = std::min(a.first_row + a.rows, b.first_row + b.rows);
  for (int row = std::max(a.first_row, b.first_row); row < last_row; ++row) {
    for (int word = std::max(a.first_word, b.first_word); word < last_word; ++word) {
      cells += std::popcount(a.word(word, row) & b.word(word, row));
    }
  }
  return cells;
}

// Whether both see at least `ratio` of what either sees.
bool same_view(const View& a, const View& b, double ratio) {
  const auto small = static_cast<double>(std::min(a.cells, b.cells));
  const auto large = static_cast<double>(std::max(a.cells, b.cells));
  if (small < ratio * large) return false;
  if (a.south >= b.north || b.south >= a.north || a.west >= b.east || b.west >= a.east) return false;
  const auto both = static_cast<double>(cells_in_both(*a.seen, *b.seen));
  return both >= ratio * (small + large - both);
}

std::string goal_key(const registers::Sensor& sensor) {
  for (const registers::Purpose& purpose : sensor.deployment.purposes) {
    if (!purpose.goal.empty()) return purpose.goal;
    if (!purpose.purpose.empty()) return purpose.purpose;
  }
  return {};
}

using ByGoal = std::map<std::string, std::vector<View>>;
ByGoal views_by_goal(const CheckContext& context) {
  ByGoal views;
  if (!context.stacking().coverage) return views;
  for (const coverage::Footprint& footprint : context.stacking().coverage->footprints) {
    const registers::Sensor& sensor = context.plan().sensors[footprint.sensor];
    const std::string goal = goal_key(sensor);
    if (goal.empty() || footprint.seen.empty() || !registers::counts(sensor)) continue;
    const coverage::CellSet& seen = footprint.seen;
    views[goal].push_back({footprint.sensor, &seen, seen.count(), seen.first_word, seen.first_word + seen.words,
                           seen.first_row, seen.first_row + seen.rows});
  }
  return views;
}

Finding of_pair(const CheckContext& context, std::uint32_t first, std::uint32_t second) {
  const auto place_of = [&](std::uint32_t sensor) { return context.plan().sensors[sensor].position; };
  const bool certain = context.plan().sensors[first].position_quality.value_or("") != "area" &&
                       context.plan().sensors[second].position_quality.value_or("") != "area";
  // The later row is told: it is the one that may be entered twice.
  const Values values = {{"other", name_of(context.plan().sensors[first])}};
  Finding finding = plan_finding(certain ? fail("fail", values) : doubtful("uncertain", values));
  auto details = std::make_shared<Details>(*finding.details);
  for (const std::uint32_t sensor : {first, second}) {
    if (place_of(sensor)) details->evidence.points.push_back(*place_of(sensor));
  }
  finding.details = std::move(details);
  finding.sensor = second;
  return finding;
}

// From west to east: a view meets only those whose box has not ended yet.
void find_pairs(const CheckContext& context, std::vector<View>& views, std::vector<Finding>& findings) {
  std::sort(views.begin(), views.end(),
            [](const View& a, const View& b) { return std::pair(a.west, a.sensor) < std::pair(b.west, b.sensor); });
  const double ratio = context.policy().duplicate_view_ratio();
  std::vector<const View*> open;
  for (const View& view : views) {
    std::erase_if(open, [&](const View* other) { return other->east <= view.west; });
    for (const View* other : open) {
      if (!same_view(*other, view, ratio)) continue;
      const auto [first, second] = std::minmax(other->sensor, view.sensor);
      findings.push_back(of_pair(context, first, second));
    }
    open.push_back(&view);
  }
}

}  // namespace

// Under principle 3.1, no more technique than it takes: two sensors of one goal that see nearly the same.
std::vector<Finding> check_g4(const CheckContext& context) {
  ByGoal views = views_by_goal(context);
  if (views.empty()) return {plan_finding(unknown())};
  std::vector<Finding> findings;
  for (auto& [goal, of_goal] : views) find_pairs(context, of_goal, findings);
  std::sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) { return a.sensor < b.sensor; });
  if (findings.empty()) findings.push_back(plan_finding(pass()));
  return findings;
}

}  // namespace schouw::findings
