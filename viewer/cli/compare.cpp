// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>
#include <array>
#include <memory>

#include "layers/coverage/scenario.h"
#include "layers/stacking/difference.h"
#include "layers/stacking/place_changes.h"
#include "viewer/cli/analysis_arguments.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct CompareArguments {
  AnalysisArguments analysis;
  std::array<std::string, 2> scenarios;
};

std::string fate_name(stacking::ZoneFate fate) {
  constexpr std::array<const char*, 5> kNames = {"appears", "vanishes", "grows", "shrinks", "level_differs"};
  return kNames[static_cast<std::size_t>(fate)];
}

struct Scenario {
  stacking::Stacking stacking;
  std::shared_ptr<const plan::Plan> plan;

  stacking::StackedPlan stacked() const { return {stacking, *plan}; }
};

// The two plans with one list of sensors.
base::Result<std::array<plan::Plan, 2>> plans_asked_for(const plan::Plan& plan, const CompareArguments& arguments) {
  using Outcome = base::Result<std::array<plan::Plan, 2>>;
  auto before = coverage::plan_asked_for(plan, arguments.scenarios[0]);
  if (!before) return Outcome::failure(before.diagnostics());
  auto after = coverage::plan_asked_for(plan, arguments.scenarios[1]);
  if (!after) return Outcome::failure(after.diagnostics());
  base::Diagnostics said = before.diagnostics();
  base::append(said, after.diagnostics());
  coverage::align(*before, *after);
  return {std::array<plan::Plan, 2>{*std::move(before), *std::move(after)}, std::move(said)};
}

base::Result<Scenario> stacking_of(const LoadedAnalysis& loaded, plan::Plan plan, const CompareArguments& arguments,
                                   const base::Progress& progress) {
  plan::Project project = loaded.project;
  project.plan = std::make_shared<const plan::Plan>(std::move(plan));
  // A scenario may hold a policy with other rules on what hides a place.
  auto occlusion = loaded.occlusion;
  if (!(project.plan->policy.occlusion == loaded.project.plan->policy.occlusion)) {
    auto made = coverage::make_occlusion_model(project, {.cell_m = loaded.options.cell_m}, progress);
    if (!made) return base::Result<Scenario>::failure(made.diagnostics());
    occlusion = *std::move(made);
  }
  auto analysis = stacking::analyse(
      project, *occlusion, {.options = loaded.options, .filter = count_filter(arguments.analysis)}, progress);
  if (!analysis) return base::Result<Scenario>::failure(analysis.diagnostics());
  base::Diagnostics diagnostics = analysis.diagnostics();
  return {Scenario{std::move(analysis->stacking), project.plan}, std::move(diagnostics)};
}

// The two stackings and what lies between them.
struct Comparison {
  stacking::Stacking before;
  stacking::Stacking after;
  stacking::Difference difference;
  std::vector<stacking::PlaceChange> places;
  // Of the sensors that differ: those that count only in the second, only in the first, and in both.
  std::vector<std::uint32_t> added, removed, changed;
};

Comparison compare(const Scenario& before, const Scenario& after) {
  Comparison compared{.before = before.stacking,
                      .after = after.stacking,
                      .difference = stacking::difference(before.stacked(), after.stacked()),
                      .places = stacking::compare_places(before.stacking, after.stacking)};
  for (const std::uint32_t sensor : compared.difference.sensors) {
    const bool was = registers::counts(before.plan->sensors[sensor]);
    const bool is = registers::counts(after.plan->sensors[sensor]);
    (was == is ? compared.changed : is ? compared.added : compared.removed).push_back(sensor);
  }
  return compared;
}

base::Json zone_id_or_null(const std::vector<stacking::Zone>& zones, const std::optional<std::uint32_t>& index) {
  return index ? base::Json(zones[*index].id) : base::Json(nullptr);
}

base::Json level_or_null(const std::vector<stacking::Zone>& zones, const std::optional<std::uint32_t>& index) {
  return index ? base::Json(stacking::level_name(zones[*index])) : base::Json(nullptr);
}

base::Json places_json(const Comparison& compared, bool adopted, const text::Texts& texts) {
  const auto& before = compared.before.places;
  const auto& after = compared.after.places;
  base::Json places = base::Json::array();
  for (const stacking::PlaceChange& change : compared.places) {
    const stacking::Place* was = change.before ? &before[*change.before] : nullptr;
    const stacking::Place* is = change.after ? &after[*change.after] : nullptr;
    const stacking::Place& named = is != nullptr ? *is : *was;
    places.push_back({{"id", named.id},
                      {"name", texts(named.name)},
                      {"change", stacking::fate_name(change.fate)},
                      {"adopted", adopted},
                      {"before_level", was != nullptr ? base::Json(was->level) : base::Json(nullptr)},
                      {"into", change.into ? base::Json(after[*change.into].id) : base::Json(nullptr)},
                      {"after_level", is != nullptr ? base::Json(is->level) : base::Json(nullptr)},
                      {"before_exceeded_m2", was != nullptr ? was->area_exceeded_m2 : 0.0},
                      {"after_exceeded_m2", is != nullptr ? is->area_exceeded_m2 : 0.0},
                      {"before_attention_m2", was != nullptr ? was->area_attention_m2 : 0.0},
                      {"after_attention_m2", is != nullptr ? is->area_attention_m2 : 0.0},
                      {"message", texts(stacking::sentence_of(change, before, after, adopted))}});
  }
  return places;
}

base::Json ids_json(const plan::Plan& plan, const std::vector<std::uint32_t>& sensors) {
  base::Json ids = base::Json::array();
  for (const std::uint32_t sensor : sensors) ids.push_back(plan.sensors[sensor].id);
  return ids;
}

base::Json comparison_json(const plan::Plan& plan, const Comparison& compared, const CompareArguments& arguments,
                           const text::Texts& texts) {
  const stacking::Difference& d = compared.difference;
  base::Json by_count = base::Json::object();
  for (const stacking::CountChange& change : d.by_count) {
    by_count[std::to_string(change.count)] = {{"before_m2", change.before_m2}, {"after_m2", change.after_m2}};
  }
  base::Json zones = base::Json::array();
  for (const stacking::ZoneChange& change : d.zones) {
    zones.push_back({{"change", fate_name(change.fate)},
                     {"rule", change.rule},
                     {"before", zone_id_or_null(compared.before.zones, change.before)},
                     {"after", zone_id_or_null(compared.after.zones, change.after)},
                     {"before_level", level_or_null(compared.before.zones, change.before)},
                     {"after_level", level_or_null(compared.after.zones, change.after)},
                     {"before_m2", change.before_m2},
                     {"after_m2", change.after_m2}});
  }
  return {
      {"scenarios", arguments.scenarios},
      {"cell_size_m", compared.after.coverage->frame.cell_m},
      {"covered_area_m2", {{"before", compared.before.covered_area_m2}, {"after", compared.after.covered_area_m2}}},
      {"more_m2", d.more_m2},
      {"fewer_m2", d.fewer_m2},
      {"newly_seen_m2", d.newly_seen_m2},
      {"no_longer_seen_m2", d.no_longer_seen_m2},
      {"area_by_count_m2", by_count},
      {"zones", zones},
      {"places", places_json(compared, plan.policy.thresholds.adopted(), texts)},
      {"sensors", ids_json(plan, d.sensors)},
      {"sensors_added", ids_json(plan, compared.added)},
      {"sensors_removed", ids_json(plan, compared.removed)},
      {"sensors_changed", ids_json(plan, compared.changed)}};
}

// "current+MS-101" is said as it was asked; the three that every plan has are said in words.
std::string scenario_words(const std::string& asked, const text::Texts& texts) {
  const std::string key = "cli.compare.scenario." + asked;
  return texts.has(key) ? texts(key) : asked;
}

// The sensors that differ in one way, by name where they are few.
void print_sensors(Shell& shell, const plan::Plan& plan, const std::string& key,
                   const std::vector<std::uint32_t>& sensors) {
  constexpr std::size_t kMostNames = 8;
  if (sensors.empty()) return;
  std::vector<std::string> names;
  for (const std::uint32_t sensor : sensors) {
    const registers::Sensor& record = plan.sensors[sensor];
    names.push_back(record.name.empty() ? record.id : record.name);
  }
  const bool few = names.size() <= kMostNames;
  shell.print(base::Sentence{few ? key + "_named" : key,
                             {{"count", static_cast<std::int64_t>(sensors.size())},
                              {"names", base::Sentence::List{few ? std::move(names) : std::vector<std::string>()}}}});
}

void print_comparison(Shell& shell, const Comparison& compared, const plan::Plan& plan,
                      const CompareArguments& arguments) {
  using Number = base::Sentence::Number;
  const stacking::Difference& d = compared.difference;
  shell.print(base::Sentence{"cli.compare.title",
                             {{"before", scenario_words(arguments.scenarios[0], shell.texts())},
                              {"after", scenario_words(arguments.scenarios[1], shell.texts())}}});
  print_sensors(shell, plan, "cli.compare.added", compared.added);
  print_sensors(shell, plan, "cli.compare.removed", compared.removed);
  print_sensors(shell, plan, "cli.compare.changed", compared.changed);
  shell.print(base::Sentence{
      "cli.compare.cells",
      {{"more", Number{d.more_m2, 0}}, {"fewer", Number{d.fewer_m2, 0}}, {"new", Number{d.newly_seen_m2, 0}}}});
  const bool adopted = plan.policy.thresholds.adopted();
  for (const stacking::PlaceChange& change : compared.places) {
    const auto& named = change.after ? compared.after.places[*change.after] : compared.before.places[*change.before];
    shell.print(shell.texts()(named.name) + ": " +
                shell.texts()(sentence_of(change, compared.before.places, compared.after.places, adopted)) +
                (change.into ? " " + shell.texts()(compared.after.places[*change.into].name) + "." : ""));
  }
  if (compared.places.empty()) shell.print(base::Sentence{"cli.compare.no_places", {}});
}

ExitCode run_compare(Shell& shell, const CompareArguments& arguments) {
  const base::Progress progress = shell.progress();
  auto loaded = load_for_analysis(arguments.analysis, progress);
  if (!loaded) return shell.fail(loaded.diagnostics());
  auto plans = plans_asked_for(*loaded->project.plan, arguments);
  if (!plans) return shell.fail(plans.diagnostics());
  auto before = stacking_of(*loaded, (*plans)[0], arguments, progress);
  if (!before) return shell.fail(before.diagnostics());
  auto after = stacking_of(*loaded, (*plans)[1], arguments, progress);
  if (!after) return shell.fail(after.diagnostics());
  if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
  shell.report(loaded.diagnostics());
  shell.report(plans.diagnostics());
  shell.report(before.diagnostics());
  shell.report(after.diagnostics());
  const Comparison compared = compare(*before, *after);
  if (shell.json()) {
    shell.print_json(comparison_json(*after->plan, compared, arguments, shell.texts()));
  } else {
    print_comparison(shell, compared, *after->plan, arguments);
  }
  return ExitCode::ok;
}

}  // namespace

void declare_compare(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("compare", "What a scenario changes");
  auto arguments = std::make_shared<CompareArguments>();
  add_analysis_options(*command, arguments->analysis);
  command
      ->add_option("SCENARIO_A", arguments->scenarios[0],
                   "current, proposed, none or a scenario of the plan, then sensors: current+ID,-ID")
      ->required()
      ->type_name("");
  command->add_option("SCENARIO_B", arguments->scenarios[1], "What it is compared with")->required()->type_name("");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_compare(shell, *arguments); }; });
}

}  // namespace schouw::cli
