// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "layers/advice/advice.h"
#include "viewer/cli/analysis_arguments.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

using base::Sentence;

// Changes that are shown of one place: more are variants of the same.
constexpr std::size_t kMostChanges = 3;

struct AdviseArguments {
  AnalysisArguments analysis;
  double keep_ratio = 1.0;
};

struct Advised {
  const plan::Plan& plan;
  const stacking::Stacking& stacking;
  const advice::Advice& advice;
  const text::Texts& texts;
};

std::string name_of(const registers::Sensor& sensor) { return sensor.name.empty() ? sensor.id : sensor.name; }

template <class T>
base::Json value_or_null(const std::optional<T>& value) {
  return value ? base::Json(*value) : base::Json(nullptr);
}

base::Json ids_json(const plan::Plan& plan, const std::vector<std::uint32_t>& sensors) {
  base::Json ids = base::Json::array();
  for (const std::uint32_t sensor : sensors) ids.push_back(plan.sensors[sensor].id);
  return ids;
}

base::Json group_json(const plan::Plan& plan, const advice::GroupAdvice& advice) {
  std::vector<std::uint32_t> kept;
  for (const std::uint32_t member : advice.fewest.kept) kept.push_back(advice.group.sensors[member]);
  return {{"goal", advice.group.goal.empty() ? base::Json(nullptr) : base::Json(advice.group.goal)},
          {"kind", registers::kind_name(advice.group.kind)},
          {"needed_density_px_per_m", value_or_null(advice.group.needed_px_per_m)},
          {"sensors", ids_json(plan, advice.group.sensors)},
          {"kept", ids_json(plan, kept)},
          {"cover_m2", advice.group.cover_m2()},
          {"kept_m2", advice.fewest.kept_m2},
          {"exact", advice.fewest.exact},
          {"at_least", advice.fewest.at_least},
          {"greedy", advice.fewest.greedy}};
}

base::Json relief_json(const plan::Plan& plan, const advice::Relief& relief) {
  return {{"change", advice::change_name(relief.change)},
          {"sensor", plan.sensors[relief.sensor].id},
          {"azimuth_deg", value_or_null(relief.azimuth_deg)},
          {"area_exceeded_after_m2", relief.area_exceeded_after_m2},
          {"cover_lost_m2", relief.cover_lost_m2},
          {"enough", relief.enough}};
}

base::Json place_json(const Advised& of, const advice::PlaceRelief& relief) {
  const stacking::Place& place = of.stacking.places[relief.place];
  base::Json single = base::Json::array();
  for (const advice::Relief& change : relief.single) single.push_back(relief_json(of.plan, change));
  base::Json together = base::Json::array();
  for (const advice::Relief& change : relief.together) together.push_back(relief_json(of.plan, change));
  return {{"place", place.id},
          {"name", of.texts(place.name)},
          {"level", place.level},
          {"adopted", of.plan.policy.thresholds.adopted()},
          {"area_exceeded_m2", place.area_exceeded_m2},
          {"enough", relief.enough},
          {"changes", single},
          {"together", together}};
}

base::Json advice_json(const Advised& of, double keep_ratio) {
  base::Json groups = base::Json::array();
  for (const auto& group : of.advice.groups) groups.push_back(group_json(of.plan, group));
  base::Json places = base::Json::array();
  for (const auto& relief : of.advice.places) places.push_back(place_json(of, relief));
  base::Json little = base::Json::array();
  for (const advice::AddsLittle& adds : of.advice.adds_little) {
    little.push_back({{"sensor", of.plan.sensors[adds.sensor].id},
                      {"goal", adds.goal.empty() ? base::Json(nullptr) : base::Json(adds.goal)},
                      {"cover_m2", adds.cover_m2},
                      {"adds_m2", adds.adds_m2}});
  }
  return {{"keep_ratio", keep_ratio}, {"not_needed", ids_json(of.plan, of.advice.not_needed)},
          {"groups", groups},         {"places", places},
          {"adds_little", little},    {"note", of.texts("advice.note")}};
}

Sentence::Value goal_words(const std::string& goal) {
  if (goal.empty()) return Sentence::Key{"advice.no_goal"};
  return goal;
}

void print_groups(Shell& shell, const Advised& of) {
  for (const advice::GroupAdvice& advice : of.advice.groups) {
    const std::size_t all = advice.group.sensors.size();
    const std::size_t kept = advice.fewest.kept.size();
    if (kept == all) continue;
    std::vector<std::string> names;
    for (std::uint32_t member = 0; member < all; ++member) {
      const auto& list = advice.fewest.kept;
      if (std::binary_search(list.begin(), list.end(), member)) continue;
      names.push_back(name_of(of.plan.sensors[advice.group.sensors[member]]));
    }
    shell.print(Sentence{advice.fewest.exact ? "advice.group" : "advice.group_greedy",
                         {{"goal", goal_words(advice.group.goal)},
                          {"kind", Sentence::Key{"kind." + std::string(registers::kind_name(advice.group.kind))}},
                          {"all", static_cast<std::int64_t>(all)},
                          {"kept", static_cast<std::int64_t>(kept)},
                          {"at_least", static_cast<std::int64_t>(advice.fewest.at_least)},
                          {"count", static_cast<std::int64_t>(names.size())},
                          {"names", Sentence::List{std::move(names)}}}});
  }
}

Sentence change_sentence(const plan::Plan& plan, const advice::Relief& relief) {
  return {"advice.change." + std::string(advice::change_name(relief.change)),
          {{"sensor", name_of(plan.sensors[relief.sensor])},
           {"azimuth", Sentence::Number{relief.azimuth_deg.value_or(0.0), 0}},
           {"after", Sentence::Number{relief.area_exceeded_after_m2, 0}},
           {"lost", Sentence::Number{relief.cover_lost_m2, 0}}}};
}

void print_places(Shell& shell, const Advised& of) {
  const std::string norm = of.plan.policy.thresholds.adopted() ? "" : "_example";
  for (const advice::PlaceRelief& relief : of.advice.places) {
    const stacking::Place& place = of.stacking.places[relief.place];
    const std::string found = !relief.single.empty()     ? "advice.place_single"
                              : relief.enough            ? "advice.place_together"
                              : !relief.together.empty() ? "advice.place_less"
                                                         : "advice.place_nothing";
    shell.print(of.texts(place.name) + ": " + of.texts(found + norm));
    const auto& changes = relief.single.empty() ? relief.together : relief.single;
    const std::size_t most = relief.single.empty() ? changes.size() : std::min(changes.size(), kMostChanges);
    for (std::size_t i = 0; i < most; ++i) shell.print("  " + of.texts(change_sentence(of.plan, changes[i])));
  }
}

void print_advice(Shell& shell, const Advised& of) {
  shell.print(of.texts("advice.note"));
  print_groups(shell, of);
  if (of.advice.not_needed.empty()) shell.print(of.texts("advice.all_needed"));
  print_places(shell, of);
  for (const advice::AddsLittle& adds : of.advice.adds_little) {
    shell.print(Sentence{"advice.adds_little",
                         {{"sensor", name_of(of.plan.sensors[adds.sensor])},
                          {"goal", goal_words(adds.goal)},
                          {"adds", Sentence::Number{adds.adds_m2, 0}},
                          {"cover", Sentence::Number{adds.cover_m2, 0}}}});
  }
}

ExitCode run_advise(Shell& shell, const AdviseArguments& arguments) {
  const base::Progress progress = shell.progress();
  auto loaded = load_for_analysis(arguments.analysis, progress);
  if (!loaded) return shell.fail(loaded.diagnostics());
  loaded->options.outlines = false;
  auto analysis = run_analysis(*loaded, arguments.analysis, progress);
  if (!analysis) return shell.fail(analysis.diagnostics());
  const advice::AdviceParams params{.fewest = {.keep_ratio = arguments.keep_ratio}};
  const auto advice = advice::advise(loaded->project, *loaded->occlusion, *analysis, params, progress);
  if (!advice) return shell.fail(advice.diagnostics());
  if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
  shell.report(loaded.diagnostics());
  shell.report(analysis.diagnostics());
  const Advised of{*loaded->project.plan, analysis->stacking, *advice, shell.texts()};
  if (shell.json()) {
    shell.print_json(advice_json(of, arguments.keep_ratio));
  } else {
    print_advice(shell, of);
  }
  return ExitCode::ok;
}

}  // namespace

void declare_advise(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("advise", "Fewer or other sensors; it computes, and changes nothing");
  auto arguments = std::make_shared<AdviseArguments>();
  add_analysis_options(*command, arguments->analysis);
  command
      ->add_option("--keep", arguments->keep_ratio,
                   "How much of what the sensors of one kind see for one goal must stay in view, 0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_advise(shell, *arguments); }; });
}

}  // namespace schouw::cli
