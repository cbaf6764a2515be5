// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "layers/coverage/coverage.h"
#include "tests/oracle/box_plan.h"

// Footprints that no sight was computed for: sectors, holes bitten out of them, at seeded random places. What comes
// after sight can be tried on thousands of them.
namespace schouw::testing {

struct RandomTown {
  int sensors = 20;
  int columns = 200;  // of the area that sensors stand in
  int rows = 200;
  double cell_m = 1.0;
  double range_m = 20.0;
  double view_deg = 90.0;
  double speckle_ratio = 0.0;  // share of the cells that are bitten out one by one
  unsigned seed = 1;
};

// Whole numbers below `end` that are the same on any standard library.
inline unsigned below(std::mt19937& random, unsigned end) { return static_cast<unsigned>(random() % end); }

inline coverage::CellSet empty_set(int first_column, int first_row, int end_column, int end_row) {
  coverage::CellSet set;
  set.first_word = first_column >> 6;
  set.words = ((end_column - 1) >> 6) + 1 - set.first_word;
  set.first_row = first_row;
  set.rows = end_row - first_row;
  set.bits.resize(static_cast<std::size_t>(set.words) * static_cast<std::size_t>(set.rows));
  return set;
}

inline void insert(coverage::CellSet& set, int column, int row) {
  const auto word = static_cast<std::size_t>(row - set.first_row) * static_cast<std::size_t>(set.words) +
                    static_cast<std::size_t>((column >> 6) - set.first_word);
  set.bits[word] |= std::uint64_t{1} << (static_cast<unsigned>(column) & 63U);
}

// A sector around a cell, and within it discs of half and a quarter of the range that stand for densities reached.
inline coverage::Footprint random_footprint(std::uint32_t sensor, const RandomTown& town, std::mt19937& random) {
  const double range = town.range_m / town.cell_m;
  const int reach = static_cast<int>(std::ceil(range));
  const int column = static_cast<int>(below(random, static_cast<unsigned>(town.columns)));
  const int row = static_cast<int>(below(random, static_cast<unsigned>(town.rows)));
  const double azimuth = below(random, 360) * 3.14159265358979 / 180.0;
  const double least_cosine = std::cos(town.view_deg / 2.0 * 3.14159265358979 / 180.0);
  coverage::Footprint f{.sensor = sensor};
  f.seen = empty_set(column - reach, row - reach, column + reach + 1, row + reach + 1);
  f.reached = {f.seen, f.seen};
  for (int r = row - reach; r <= row + reach; ++r) {
    for (int c = column - reach; c <= column + reach; ++c) {
      const double away = std::hypot(c - column, r - row);
      const double ahead = (c - column) * std::sin(azimuth) + (r - row) * std::cos(azimuth);
      if (away > range || ahead < least_cosine * away) continue;
      if (town.speckle_ratio > 0.0 && below(random, 1000) < town.speckle_ratio * 1000.0) continue;
      insert(f.seen, c, r);
      if (away < range / 2.0) insert(f.reached[0], c, r);
      if (away < range / 4.0) insert(f.reached[1], c, r);
    }
  }
  return f;
}

// A frame that holds all footprints, and the footprints numbered in it. The map's cells stay what they are, whatever
// margin of words and rows is left around.
inline void frame_footprints(coverage::CoverageResult& result, double cell_m, int margin_words = 0,
                             int margin_rows = 0) {
  int first_word = 1 << 20;
  int first_row = 1 << 20;
  int end_word = -(1 << 20);
  int end_row = -(1 << 20);
  for (const coverage::Footprint& f : result.footprints) {
    first_word = std::min(first_word, f.seen.first_word - margin_words);
    first_row = std::min(first_row, f.seen.first_row - margin_rows);
    end_word = std::max(end_word, f.seen.first_word + f.seen.words + margin_words);
    end_row = std::max(end_row, f.seen.first_row + f.seen.rows + margin_rows);
  }
  result.frame = {.west_m = first_word * 64 * cell_m,
                  .south_m = first_row * cell_m,
                  .cell_m = cell_m,
                  .columns = (end_word - first_word) * 64,
                  .rows = end_row - first_row};
  const auto move = [&](coverage::CellSet& set) {
    set.first_word -= first_word;
    set.first_row -= first_row;
  };
  for (coverage::Footprint& f : result.footprints) {
    move(f.seen);
    for (coverage::CellSet& set : f.reached) move(set);
  }
}

inline constexpr double kLowLimit_px_per_m = 62.5;
inline constexpr double kHighLimit_px_per_m = 125.0;

inline coverage::CoverageResult random_coverage(const RandomTown& town, int margin_words = 0, int margin_rows = 0) {
  std::mt19937 random(town.seed);
  coverage::CoverageResult result{.limits_px_per_m = {kLowLimit_px_per_m, kHighLimit_px_per_m}};
  for (int i = 0; i < town.sensors; ++i) {
    result.footprints.push_back(random_footprint(static_cast<std::uint32_t>(i), town, random));
  }
  frame_footprints(result, town.cell_m, margin_words, margin_rows);
  return result;
}

// Sensors of several kinds, controllers and purposes, some of which the register does not name.
inline registers::Sensor random_sensor(int number, std::mt19937& random) {
  using registers::SensorKind;
  registers::Sensor sensor;
  sensor.id = "s" + std::to_string(number);
  constexpr SensorKind kKinds[] = {SensorKind::camera, SensorKind::camera, SensorKind::wifi, SensorKind::microphone,
                                   SensorKind::air_quality};
  sensor.kind = kKinds[below(random, 5)];
  const unsigned controller = below(random, 5);
  if (controller > 0) sensor.deployment.controller = stated("controller " + std::to_string(controller));
  for (unsigned purposes = below(random, 3); purposes > 0; --purposes) {
    sensor.deployment.purposes.push_back({"purpose " + std::to_string(below(random, 4)), "", ""});
  }
  if (below(random, 4) == 0) sensor.data.personal_data = stated(registers::PersonalData::none);
  return sensor;
}

// All five rules, and stricter levels in two overlapping areas.
inline plan::Plan random_plan(const RandomTown& town, int more_sensors = 0) {
  std::mt19937 random(town.seed + 1000);
  plan::Plan plan;
  plan.policy = small_policy();
  auto& thresholds = plan.policy.thresholds;
  thresholds.rules = {{"a", policy::Counted::sensors_with_personal_data, std::nullopt},
                      {"b", policy::Counted::sensors_at_density, kHighLimit_px_per_m},
                      {"c", policy::Counted::controllers, std::nullopt},
                      {"d", policy::Counted::purposes, std::nullopt},
                      {"e", policy::Counted::combined_kinds, std::nullopt}};
  thresholds.area_types = {"default", "playground", "school"};
  thresholds.levels["default"] = {{"a", {2, 3}}, {"b", {1, 2}}, {"c", {2, 3}}, {"d", {2, 3}}, {"e", {1, 2}}};
  thresholds.levels["playground"] = {{"a", {1, 2}}, {"c", {1, 2}}, {"d", {1, 2}}};
  thresholds.levels["school"] = {{"a", {3, 3}}, {"b", {0, 1}}};
  for (int i = 0; i < town.sensors + more_sensors; ++i) plan.sensors.push_back(random_sensor(i, random));
  const double e = town.columns * town.cell_m;
  const double n = town.rows * town.cell_m;
  plan.areas = {{"p", "p", "playground", {{{{{0.1 * e, 0.2 * n}, {0.6 * e, 0.1 * n}, {0.5 * e, 0.7 * n}}}}}},
                {"s", "s", "school", {{{{{0.4 * e, 0.3 * n}, {0.9 * e, 0.4 * n}, {0.5 * e, 0.9 * n}}}}}}};
  return plan;
}

}  // namespace schouw::testing
