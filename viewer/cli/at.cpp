// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "viewer/cli/analysis_arguments.h"
#include "viewer/cli/analysis_output.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct AtArguments {
  std::string project;
  double east_m = 0.0;
  double north_m = 0.0;
  double height_m = 0.0;
  std::string turning = "reachable";
};

base::Sentence sighting_sentence(const registers::Sensor& sensor, const coverage::Sighting& sighting,
                                 const text::Texts& texts) {
  const std::string personal(registers::personal_data_name(registers::personal_data_of(sensor)));
  std::vector<std::string> purposes = purpose_names(sensor);
  if (purposes.empty()) purposes.push_back(texts("cli.at.not_stated"));
  return {"cli.at.sensor",
          {{"name", sensor.name.empty() ? sensor.id : sensor.name},
           {"kind", base::Sentence::Key{"kind." + std::string(registers::kind_name(sensor.kind))}},
           {"distance", base::Sentence::Number{sighting.distance_m, 1}},
           {"personal", base::Sentence::Key{"cli.at.personal." + personal}},
           {"purposes", base::Sentence::List{std::move(purposes)}},
           {"controller", sensor.deployment.controller.value_or(texts("cli.at.not_stated"))}}};
}

void print_spot(Shell& shell, const plan::Plan& plan, const coverage::SpotAnswer& spot) {
  if (spot.sightings.empty()) shell.print(base::Sentence{"cli.at.none", {}});
  if (!spot.sightings.empty()) {
    shell.print(base::Sentence{"cli.at.count", {{"count", static_cast<std::int64_t>(spot.sightings.size())}}});
  }
  for (const coverage::Sighting& sighting : spot.sightings) {
    const registers::Sensor& sensor = plan.sensors[sighting.sensor];
    shell.print(sighting_sentence(sensor, sighting, shell.texts()));
  }
  if (!spot.masked.empty()) {
    shell.print(base::Sentence{"cli.at.masked", {{"count", static_cast<std::int64_t>(spot.masked.size())}}});
  }
  if (!spot.coverage_unknown_nearby.empty()) {
    shell.print(base::Sentence{"cli.at.unknown",
                               {{"count", static_cast<std::int64_t>(spot.coverage_unknown_nearby.size())}}});
  }
}

ExitCode run_at(Shell& shell, const AtArguments& arguments) {
  auto loaded = load_for_analysis({.project = arguments.project, .turning = arguments.turning}, shell.progress());
  if (!loaded) return shell.fail(loaded.diagnostics());
  const coverage::SpotAnswer spot = coverage::who_sees(loaded->project, *loaded->occlusion, loaded->options,
                                                       arguments.east_m, arguments.north_m, arguments.height_m);
  if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
  shell.report(loaded.diagnostics());
  if (shell.json()) {
    shell.print_json(spot_json(*loaded->project.plan, spot));
  } else {
    print_spot(shell, *loaded->project.plan, spot);
  }
  return ExitCode::ok;
}

}  // namespace

void declare_at(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("at", "Which sensors see a spot, by exact rays");
  auto arguments = std::make_shared<AtArguments>();
  command->add_option("PROJECT", arguments->project, "The project")->required()->type_name("");
  command->add_option("EAST", arguments->east_m, "Metres east in the project CRS")->required()->type_name("");
  command->add_option("NORTH", arguments->north_m, "Metres north in the project CRS")->required()->type_name("");
  command->add_option("HEIGHT", arguments->height_m, "Metres above the ground")->type_name("")->capture_default_str();
  add_turning_option(*command, arguments->turning);
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_at(shell, *arguments); }; });
}

}  // namespace schouw::cli
