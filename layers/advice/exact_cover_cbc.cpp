// SPDX-License-Identifier: EUPL-1.2
#include "layers/advice/exact_cover_cbc.h"

#include <Cbc_C_Interface.h>

#include <cmath>
#include <memory>

namespace schouw::advice {

namespace {

struct Deleter {
  void operator()(void* model) const { Cbc_deleteModel(model); }
};
using Model = std::unique_ptr<std::remove_pointer_t<decltype(Cbc_newModel())>, Deleter>;

// A column for each sensor (kept or not) and each class that more than one sensor sees (counts or not). A class of
// one sensor counts with it, which keeps the programme small.
void add_columns(Cbc_Model* model, const CoverGroup& group) {
  for (std::size_t i = 0; i < group.sensors.size(); ++i) Cbc_addCol(model, "", 0.0, 1.0, 1.0, 1, 0, nullptr, nullptr);
  for (const CellClass& c : group.classes) {
    if (c.members.size() > 1) Cbc_addCol(model, "", 0.0, 1.0, 0.0, 0, 0, nullptr, nullptr);
  }
}

void add_rows(Cbc_Model* model, const CoverGroup& group, std::int64_t needed) {
  std::vector<double> own(group.sensors.size(), 0.0);
  std::vector<int> columns;
  std::vector<double> factors;
  int column = static_cast<int>(group.sensors.size());
  std::vector<int> cover_columns;
  std::vector<double> cover_cells;
  for (const CellClass& c : group.classes) {
    if (c.members.size() == 1) {
      own[c.members.front()] += static_cast<double>(c.cells);
      continue;
    }
    columns.assign(c.members.begin(), c.members.end());
    factors.assign(columns.size(), 1.0);
    columns.push_back(column);
    factors.push_back(-1.0);
    Cbc_addRow(model, "", static_cast<int>(columns.size()), columns.data(), factors.data(), 'G', 0.0);
    cover_columns.push_back(column++);
    cover_cells.push_back(static_cast<double>(c.cells));
  }
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i] == 0.0) continue;
    cover_columns.push_back(static_cast<int>(i));
    cover_cells.push_back(own[i]);
  }
  Cbc_addRow(model, "", static_cast<int>(cover_columns.size()), cover_columns.data(), cover_cells.data(), 'G',
             static_cast<double>(needed));
}

}  // namespace

std::string cbc_version() { return Cbc_getVersion(); }

ExactCover exact_cover(const CoverGroup& group, std::int64_t needed, double most_seconds) {
  ExactCover answer;
  if (needed <= 0) return {.found = true};
  const Model model(Cbc_newModel());
  Cbc_setLogLevel(model.get(), 0);
  Cbc_setParameter(model.get(), "slogLevel", "0");
  add_columns(model.get(), group);
  add_rows(model.get(), group, needed);
  Cbc_setMaximumSeconds(model.get(), most_seconds);
  Cbc_solve(model.get());
  // A bound of 4.2 sensors means 5.
  const double bound = Cbc_getBestPossibleObjValue(model.get());
  if (std::isfinite(bound) && bound > 0.0 && bound < 1e9) {
    answer.at_least = static_cast<std::size_t>(std::ceil(bound - 1e-6));
  }
  const double* solution = Cbc_bestSolution(model.get());
  if (solution == nullptr) return answer;
  answer.found = true;
  for (std::uint32_t i = 0; i < group.sensors.size(); ++i) {
    if (solution[i] > 0.5) answer.kept.push_back(i);
  }
  if (Cbc_isProvenOptimal(model.get()) != 0) answer.at_least = answer.kept.size();
  return answer;
}

}  // namespace schouw::advice
