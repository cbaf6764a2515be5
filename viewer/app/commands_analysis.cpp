// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "viewer/app/activity.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/legends.h"
#include "viewer/app/walk.h"

namespace schouw::app {

namespace {

base::Result<base::Done> analyse_again(AppState& state, const CommandContext& context) {
  update_legends(state);
  if (state.project.plan) {
    state.active_by_hour = active_by_hour(state.project.plan->sensors, state.options);
    if (context.start_analysis) context.start_analysis();
  }
  return base::Done{};
}

LayerSetting& layer_called(AppState& state, std::string_view name) {
  const auto found = std::find_if(drawing::kLayerIds.begin(), drawing::kLayerIds.end(),
                                  [&](drawing::LayerId id) { return drawing::layer_name(id) == name; });
  return state.layer(*found);
}

base::Diagnostic out_of_range(std::string_view command, std::string_view parameter, std::string_view expected) {
  return {.code = "CMD-103",
          .kind = base::DiagnosticKind::usage,
          .message = fmt::format("{} could not run: {} does not fit, expected {}", command, parameter, expected),
          .where = {.feature = std::string(command), .field = std::string(parameter)},
          .hint = "give another value"};
}

std::string rule_names(const policy::ThresholdTable& table) {
  std::string names;
  for (const auto& rule : table.rules) names += (names.empty() ? "" : ", ") + rule.id;
  return names.empty() ? "none: the plan has no thresholds" : names;
}

}  // namespace

base::Result<base::Done> show_layer(AppState& state, const Arguments& arguments, const CommandContext& context) {
  auto& layer = layer_called(state, *text_in(arguments, "name"));
  layer.visible = yes_no_in(arguments, "visible").value_or(!layer.visible);
  if (wants_exposure(state) && !state.exposure && context.start_analysis) context.start_analysis();
  return base::Done{};
}

base::Result<base::Done> set_layer_opacity(AppState& state, const Arguments& arguments, const CommandContext&) {
  const double opacity = *number_in(arguments, "opacity");
  if (opacity < 0.0 || opacity > 1.0) return out_of_range("set-layer-opacity", "opacity", "0 to 1");
  layer_called(state, *text_in(arguments, "name")).opacity = opacity;
  return base::Done{};
}

base::Result<base::Done> set_threshold(AppState& state, const Arguments& arguments, const CommandContext& context) {
  if (!state.project.plan) return needs_first("set-threshold", "plan");
  auto& table = state.policy.thresholds;
  const std::string& rule = *text_in(arguments, "rule");
  const bool known =
      std::any_of(table.rules.begin(), table.rules.end(), [&](const auto& other) { return other.id == rule; });
  if (!known) return nothing_called("set-threshold", "rule", rule, rule_names(table));
  const std::string* area = text_in(arguments, "area-type");
  const auto now = table.levels_for(area == nullptr ? "default" : *area, rule).value_or(policy::Levels{});
  const int attention = static_cast<int>(number_in(arguments, "attention").value_or(now.attention_at));
  const int exceeded = static_cast<int>(number_in(arguments, "exceeded").value_or(now.exceeded_at));
  if (attention < 1 || attention > exceeded) {
    return out_of_range("set-threshold", "attention", "1 or more, and no more than exceeded");
  }
  table.levels[area == nullptr ? "default" : *area][rule] = {.attention_at = attention, .exceeded_at = exceeded};
  state.policy_tried = true;
  state.saved_analysis.reset();  // its zones were of another threshold
  return analyse_again(state, context);
}

base::Result<base::Done> reset_threshold(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.project.plan) return needs_first("reset-threshold", "plan");
  state.policy = state.project.plan->policy;
  state.policy_tried = false;
  return analyse_again(state, context);
}

base::Result<base::Done> set_date(AppState& state, const Arguments& arguments, const CommandContext& context) {
  state.options.date_iso = *text_in(arguments, "date");
  return analyse_again(state, context);
}

base::Result<base::Done> set_hour(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const int day = static_cast<int>(*number_in(arguments, "day"));
  const int hour = static_cast<int>(*number_in(arguments, "hour"));
  if (day < 0 || day > 6) return out_of_range("set-hour", "day", "0 (Monday) to 6 (Sunday)");
  if (hour < 0 || hour > 23) return out_of_range("set-hour", "hour", "0 to 23");
  state.options.hour_of_week = day * 24 + hour;
  return analyse_again(state, context);
}

base::Result<base::Done> clear_time(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string* what = text_in(arguments, "what");
  if (what == nullptr || *what != "hour") state.options.date_iso.clear();
  if (what == nullptr || *what != "date") state.options.hour_of_week.reset();
  return analyse_again(state, context);
}

base::Result<base::Done> set_range(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string& range = *text_in(arguments, "range");
  state.options.range = range == "low"    ? coverage::RangeVariant::low
                        : range == "high" ? coverage::RangeVariant::high
                                          : coverage::RangeVariant::declared;
  return analyse_again(state, context);
}

base::Result<base::Done> set_turning(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string& figure = *text_in(arguments, "figure");
  using coverage::TurningFigure;
  state.options.turning = figure == "preset"        ? TurningFigure::preset
                          : figure == "all_presets" ? TurningFigure::all_presets
                                                    : TurningFigure::reachable;
  return analyse_again(state, context);
}

base::Result<base::Done> set_target_height(AppState& state, const Arguments& arguments,
                                           const CommandContext& context) {
  const double height_m = *number_in(arguments, "height");
  if (height_m < 0.0 || height_m > 100.0) return out_of_range("set-target-height", "height", "0 to 100 m");
  state.options.target_height_m = height_m;
  return analyse_again(state, context);
}

base::Result<base::Done> set_cell(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const double size_m = *number_in(arguments, "size");
  if (size_m < 0.25 || size_m > 5.0) return out_of_range("set-cell", "size", "0.25 to 5 m");
  state.options.cell_m = size_m;
  return analyse_again(state, context);
}

base::Result<base::Done> analyse(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.project.plan) return needs_first("analyse", "plan");
  return analyse_again(state, context);
}

}  // namespace schouw::app
