// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/count_filter.h"

#include <algorithm>

#include "layers/coverage/observer/view.h"

namespace schouw::stacking {

namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool has_purpose(const registers::Sensor& sensor, const std::vector<std::string>& wanted) {
  const auto purposes = registers::all_purposes_of(sensor);
  return std::any_of(purposes.begin(), purposes.end(), [&wanted](const registers::Purpose& p) {
    return holds(wanted, p.purpose) || holds(wanted, p.goal) || holds(wanted, p.theme);
  });
}

}  // namespace

bool CountFilter::empty() const {
  return kinds.empty() && purposes.empty() && controllers.empty() && personal_data.empty() && !min_density_px_per_m &&
         date_iso.empty() && !hour_of_week && sensors.empty();
}

bool passes(const registers::Sensor& sensor, std::uint32_t index, const CountFilter& filter) {
  if (!filter.kinds.empty() && !holds(filter.kinds, sensor.kind)) return false;
  if (!filter.sensors.empty() && !holds(filter.sensors, index)) return false;
  if (!filter.purposes.empty() && !has_purpose(sensor, filter.purposes)) return false;
  if (!filter.controllers.empty()) {
    const auto& controller = sensor.deployment.controller;
    if (!controller || !holds(filter.controllers, *controller)) return false;
  }
  const auto level = registers::personal_data_of(sensor);
  if (!filter.personal_data.empty() && !holds(filter.personal_data, level)) return false;
  if (filter.date_iso.empty() && !filter.hour_of_week) return true;
  return coverage::counts_at(sensor, {.date_iso = filter.date_iso, .hour_of_week = filter.hour_of_week});
}

CountedCells::CountedCells(const plan::Plan& plan, const coverage::CoverageResult& coverage,
                           const CountFilter& filter)
    : coverage_(coverage) {
  if (filter.min_density_px_per_m) least_level_ = level_of(*filter.min_density_px_per_m);
  if (filter.empty()) return;
  passes_.reserve(coverage.footprints.size());
  for (const coverage::Footprint& f : coverage.footprints) {
    passes_.push_back(passes(plan.sensors[f.sensor], f.sensor, filter));
  }
}

int CountedCells::level_of(double px_per_m) const {
  const auto& limits = coverage_.limits_px_per_m;
  return 1 +
         static_cast<int>(std::lower_bound(limits.begin(), limits.end(), px_per_m * (1.0 - 1e-9)) - limits.begin());
}

const coverage::CellSet* CountedCells::cells(std::uint32_t footprint, std::optional<double> at_px_per_m) const {
  if (!passes_.empty() && !passes_[footprint]) return nullptr;
  const coverage::Footprint& f = coverage_.footprints[footprint];
  const int level = std::max(least_level_, at_px_per_m ? level_of(*at_px_per_m) : 0);
  if (level == 0) return &f.seen;
  const auto index = static_cast<std::size_t>(level - 1);
  return index < f.reached.size() ? &f.reached[index] : nullptr;
}

std::vector<std::string> purposes_of(const registers::Sensor& sensor) {
  std::vector<std::string> words;
  for (const registers::Purpose& p : registers::all_purposes_of(sensor)) {
    const std::string& word = !p.purpose.empty() ? p.purpose : (!p.goal.empty() ? p.goal : p.theme);
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

}  // namespace schouw::stacking
