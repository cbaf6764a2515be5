// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "viewer/app/activity.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/legends.h"
#include "viewer/app/session.h"
#include "viewer/app/walk.h"

namespace schouw::app {

namespace {

constexpr std::string_view kLayers = "zones|stacking|footprints|exposure|sensors|buildings|ground|areas|labels";

base::Result<base::Done> analyse_again(AppState& state, const CommandContext& context) {
  update_legends(state);
  if (state.project.plan) {
    state.active_by_hour = active_by_hour(state.project.plan->sensors, state.options);
    if (context.start_analysis) return context.start_analysis();
  }
  return base::Done{};
}

LayerSetting& layer_called(AppState& state, std::string_view name) {
  const auto found = std::find_if(drawing::kLayerIds.begin(), drawing::kLayerIds.end(),
                                  [&](drawing::LayerId id) { return drawing::layer_name(id) == name; });
  return state.layer(*found);
}

base::Diagnostic attention_after(int attention, int exceeded) {
  return {
      .code = "CMD-103",
      .kind = base::DiagnosticKind::usage,
      .message = fmt::format("set-threshold could not run: attention is {} and exceeded {}, expected no more than "
                             "exceeded",
                             attention, exceeded),
      .where = {.feature = "set-threshold", .field = "attention"},
      .hint = "a place asks for attention before it passes the norm"};
}

std::string rule_names(const policy::ThresholdTable& table) {
  std::string names;
  for (const auto& rule : table.rules) names += (names.empty() ? "" : ", ") + rule.id;
  return names.empty() ? "none: the plan has no thresholds" : names;
}

base::Result<base::Done> show_layer(AppState& state, const Arguments& arguments, const CommandContext& context) {
  auto& layer = layer_called(state, *text_in(arguments, "name"));
  layer.visible = yes_no_in(arguments, "visible").value_or(!layer.visible);
  const bool asks = wants_exposure(state) && context.start_analysis && !show_cached_analysis(state);
  return asks ? context.start_analysis() : base::Done{};
}

base::Result<base::Done> set_layer_opacity(AppState& state, const Arguments& arguments, const CommandContext&) {
  layer_called(state, *text_in(arguments, "name")).opacity = *number_in(arguments, "opacity");
  return base::Done{};
}

base::Result<base::Done> set_threshold(AppState& state, const Arguments& arguments, const CommandContext& context) {
  auto& table = state.policy.thresholds;
  const std::string& rule = *text_in(arguments, "rule");
  const bool known =
      std::any_of(table.rules.begin(), table.rules.end(), [&](const auto& other) { return other.id == rule; });
  if (!known) return nothing_called("set-threshold", "rule", rule, rule_names(table));
  const std::string* area = text_in(arguments, "area-type");
  const auto now = table.levels_for(area == nullptr ? "default" : *area, rule).value_or(policy::Levels{});
  const int attention = static_cast<int>(number_in(arguments, "attention").value_or(now.attention_at));
  const int exceeded = static_cast<int>(number_in(arguments, "exceeded").value_or(now.exceeded_at));
  if (attention > exceeded) return attention_after(attention, exceeded);
  table.levels[area == nullptr ? "default" : *area][rule] = {.attention_at = attention, .exceeded_at = exceeded};
  state.policy_tried = true;
  return analyse_again(state, context);
}

base::Result<base::Done> reset_threshold(AppState& state, const Arguments&, const CommandContext& context) {
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
  state.options.range =
      coverage::range_variant(*text_in(arguments, "range")).value_or(coverage::RangeVariant::declared);
  return analyse_again(state, context);
}

base::Result<base::Done> set_turning(AppState& state, const Arguments& arguments, const CommandContext& context) {
  state.options.turning =
      coverage::turning_figure(*text_in(arguments, "figure")).value_or(coverage::TurningFigure::reachable);
  return analyse_again(state, context);
}

base::Result<base::Done> set_target_height(AppState& state, const Arguments& arguments,
                                           const CommandContext& context) {
  state.options.target_height_m = *number_in(arguments, "height");
  return analyse_again(state, context);
}

base::Result<base::Done> set_cell(AppState& state, const Arguments& arguments, const CommandContext& context) {
  state.options.cell_m = *number_in(arguments, "size");
  return analyse_again(state, context);
}

base::Result<base::Done> analyse(AppState& state, const Arguments&, const CommandContext& context) {
  return analyse_again(state, context);
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a list, in the order of the sheet of shortcuts
std::vector<Command> analysis_commands() {
  const Parameter layer = choice_parameter("name", kLayers, "the layer").needed();
  const Parameter count =
      integer_parameter("attention", "count from which a place asks for attention").within(1, 1e6);
  return {
      {"show-layer",
       "Shows or hides a layer; switches it where visible is left out",
       Needs::nothing,
       {layer, yes_no_parameter("visible", "yes shows it")},
       {},
       show_layer},
      {"set-layer-opacity",
       "Makes a layer more or less transparent",
       Needs::nothing,
       {layer, number_parameter("opacity", "1 hides what lies behind").within(0.0, 1.0).needed()},
       {},
       set_layer_opacity},
      {"set-threshold",
       "Tries another threshold; the plan keeps its own",
       Needs::plan,
       {text_parameter("rule", "a, b, ... of the threshold table", Names::rule).needed(), count,
        integer_parameter("exceeded", "count from which the threshold is exceeded").within(1, 1e6),
        text_parameter("area-type", "where it holds", Names::area_type).or_else("default")},
       {},
       set_threshold},
      {"reset-threshold", "Back to the thresholds of the plan", Needs::plan, {}, {}, reset_threshold},
      {"set-date",
       "Counts only sensors that are active on a date",
       Needs::nothing,
       {date_parameter("date", "year-month-day").needed()},
       {},
       set_date},
      {"set-hour",
       "Counts only sensors that are at work in an hour of the week",
       Needs::nothing,
       {integer_parameter("day", "0 is Monday").within(0, 6).needed(),
        integer_parameter("hour", "of the day").within(0, 23).needed()},
       {},
       set_hour},
      {"clear-time",
       "Counts sensors whenever they are at work",
       Needs::nothing,
       {choice_parameter("what", "date|hour|both", "what no longer matters").or_else("both")},
       {},
       clear_time},
      {"set-range",
       "Computes with low, declared or high ranges",
       Needs::nothing,
       {range_parameter("range").needed()},
       {},
       set_range},
      {"set-turning",
       "Counts of cameras that turn all that they reach, the view they stand in, or their presets",
       Needs::nothing,
       {turning_parameter("figure").needed()},
       {},
       set_turning},
      {"set-target-height",
       "Computes what is seen at a height above the ground",
       Needs::nothing,
       {target_height_parameter("height").needed()},
       {},
       set_target_height},
      {"set-cell",
       "Computes with another size of cells",
       Needs::nothing,
       {cell_parameter("size").needed()},
       {},
       set_cell},
      {"analyse", "Computes coverage, stacking, zones and findings", Needs::plan, {}, {"F9"}, analyse},
  };
}

}  // namespace schouw::app
