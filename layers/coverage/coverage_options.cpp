// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "layers/coverage/coverage.h"

namespace schouw::coverage {

namespace {

constexpr std::array<std::string_view, 3> kRanges = {"low", "declared", "high"};
constexpr std::array<std::string_view, 3> kTurning = {"reachable", "preset", "all_presets"};

template <class Enum>
std::optional<Enum> named(const std::array<std::string_view, 3>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::nullopt : std::optional(static_cast<Enum>(found - names.begin()));
}

}  // namespace

std::optional<RangeVariant> range_variant(std::string_view name) { return named<RangeVariant>(kRanges, name); }

std::string_view turning_name(TurningFigure figure) { return kTurning[static_cast<std::size_t>(figure)]; }

std::optional<TurningFigure> turning_figure(std::string_view name) { return named<TurningFigure>(kTurning, name); }

bool same_question(const CoverageOptions& a, const CoverageOptions& b) {
  return a.cell_m == b.cell_m && a.target_height_m == b.target_height_m && a.range == b.range &&
         a.turning == b.turning && a.date_iso == b.date_iso && a.hour_of_week == b.hour_of_week;
}

}  // namespace schouw::coverage
