// SPDX-License-Identifier: EUPL-1.2
#include "layers/advice/cover_lost.h"

#include <algorithm>

#include "layers/advice/cover_group.h"

namespace schouw::advice {

namespace {

bool meet(const coverage::CellSet& a, const coverage::CellSet& b) {
  return !a.empty() && !b.empty() && a.first_word < b.first_word + b.words && b.first_word < a.first_word + a.words &&
         a.first_row < b.first_row + b.rows && b.first_row < a.first_row + a.rows;
}

}  // namespace

double cover_lost_m2(const plan::Plan& plan, const coverage::CoverageResult& coverage,
                     const coverage::Footprint& before, const coverage::Footprint* after) {
  static const coverage::CellSet kNothing;
  const registers::Sensor& sensor = plan.sensors[before.sensor];
  std::int64_t cells = 0;
  for (const std::string& goal : goals_of(sensor)) {
    const std::optional<double> needed = needed_density(plan, goal);
    const coverage::CellSet* had = cover_of(before, coverage, needed);
    if (had == nullptr) continue;
    const coverage::CellSet* has = after == nullptr ? nullptr : cover_of(*after, coverage, needed);
    std::vector<const coverage::CellSet*> others;
    for (const coverage::Footprint& other : coverage.footprints) {
      const registers::Sensor& record = plan.sensors[other.sensor];
      if (other.sensor == before.sensor || record.kind != sensor.kind) continue;
      const coverage::CellSet* cover = cover_of(other, coverage, needed);
      if (cover == nullptr || !meet(*cover, *had)) continue;
      const std::vector<std::string> goals = goals_of(record);
      if (std::find(goals.begin(), goals.end(), goal) != goals.end()) others.push_back(cover);
    }
    for (int row = had->first_row; row < had->first_row + had->rows; ++row) {
      for (int word = had->first_word; word < had->first_word + had->words; ++word) {
        std::uint64_t lost = had->word(word, row) & ~(has == nullptr ? kNothing : *has).word(word, row);
        for (const coverage::CellSet* other : others) lost &= ~other->word(word, row);
        cells += std::popcount(lost);
      }
    }
  }
  return static_cast<double>(cells) * coverage.frame.cell_area_m2();
}

}  // namespace schouw::advice
