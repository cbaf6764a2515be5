// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/exposure.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <chrono>
#include <cmath>

#include "geo/base/calendar.h"
#include "layers/publish/public_plan.h"
#include "layers/register/import_register.h"
#include "viewer/cli/analysis_arguments.h"
#include "viewer/cli/exposure_output.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/output_guard.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct ExposureArguments {
  AnalysisArguments analysis;
  std::vector<std::string> walk;
  double speed_m_per_s = 1.4;
  std::string out;
  bool for_public = false;
};

base::Result<crs::MapPosition> point_of(const std::string& text) {
  crs::MapPosition point;
  const char* end = text.data() + text.size();
  const auto east = std::from_chars(text.data(), end, point.east_m);
  if (east.ec == std::errc() && east.ptr != end && *east.ptr == ',') {
    const auto north = std::from_chars(east.ptr + 1, end, point.north_m);
    if (north.ec == std::errc() && north.ptr == end) return point;
  }
  return base::Diagnostic{.code = "EXPO-102",
                          .kind = base::DiagnosticKind::usage,
                          .message = "the walk could not be read: found " + text + ", expected east,north",
                          .where = {.field = "--walk"},
                          .hint = "give each point as 85100.5,446300 in metres of the project's CRS"};
}

base::Result<std::optional<exposure::WalkRoute>> route_of(const ExposureArguments& arguments) {
  using Route = std::optional<exposure::WalkRoute>;
  if (arguments.walk.empty()) return Route{};
  if (arguments.for_public) {
    return base::Diagnostic{.code = "EXPO-140",
                            .message = "a walk was asked for the public, expected none: walks are internal",
                            .where = {.field = "--walk"},
                            .hint = "leave out --walk, or leave out --public"};
  }
  exposure::WalkRoute route{.corners = {}, .speed_m_per_s = arguments.speed_m_per_s};
  if (!arguments.analysis.target_heights_m.empty()) {
    route.height_above_ground_m = arguments.analysis.target_heights_m.front();
  }
  for (const std::string& text : arguments.walk) {
    const auto point = point_of(text);
    if (!point) return base::Result<Route>::failure(point.diagnostics());
    route.corners.push_back(*point);
  }
  return Route{std::move(route)};
}

// Public figures are computed anew from public records, so that a withheld sensor cannot be found by subtraction.
void keep_public_records(plan::Project& project) {
  auto open = std::make_shared<plan::Plan>(*project.plan);
  open->sensors = registers::redacted(project.plan->sensors);
  project.plan = publish::without_hidden(std::move(open), base::today_iso());
}

base::Sentence::Number whole(double value) { return {value, 0}; }

void print_counts(Shell& shell, const char* key, const exposure::FacadeCounts& counts,
                  const policy::DensityFigures& figures) {
  shell.print(base::Sentence{
      key,
      {{"before", counts.before_masks},
       {"after", counts.after_masks},
       {"total", counts.total},
       {"area",
        base::Sentence::Number{figures.facade_m2, figures.facade_m2 == std::floor(figures.facade_m2) ? 0 : 1}},
       {"density", base::Sentence::Number{figures.facade_px_per_m, 1}}}});
}

void print_facades(Shell& shell, const exposure::FacadeExposure& facades, bool for_public) {
  const auto told = [for_public](exposure::FacadeCounts counts) {
    if (!for_public) return counts;
    return exposure::FacadeCounts{exposure::in_tens(counts.total), exposure::in_tens(counts.before_masks),
                                  exposure::in_tens(counts.after_masks)};
  };
  print_counts(shell, for_public ? "cli.exposure.buildings_in_tens" : "cli.exposure.buildings",
               told(facades.building_counts), facades.figures);
  if (facades.address_counts) {
    print_counts(shell, for_public ? "cli.exposure.addresses_in_tens" : "cli.exposure.addresses",
                 told(*facades.address_counts), facades.figures);
  } else if (facades.building_counts.total > 0) {
    shell.print(base::Sentence{"cli.exposure.no_addresses", {}});
  }
}

void print_shares(Shell& shell, const char* key, const exposure::WalkExposure& walk,
                  const std::vector<exposure::WalkShare>& shares) {
  for (const exposure::WalkShare& share : shares) {
    base::Sentence::Value name = share.name;
    if (share.name.empty()) name = base::Sentence::Key{"exposure.not_recorded"};
    shell.print(base::Sentence{
        key,
        {{"name", name}, {"metres", whole(share.in_view_m)}, {"seconds", whole(walk.seconds(share.in_view_m))}}});
  }
}

void print_walk(Shell& shell, const plan::Plan& plan, const exposure::WalkExposure& walk) {
  shell.print(base::Sentence{"cli.exposure.walk",
                             {{"length", whole(walk.length_m)},
                              {"duration", whole(walk.seconds(walk.length_m))},
                              {"metres", whole(walk.in_view_m)},
                              {"seconds", whole(walk.seconds(walk.in_view_m))}}});
  const auto& classes = plan.policy.density.classes;
  for (std::size_t c = 0; c < classes.size(); ++c) {
    if (walk.by_class_m[c] <= 0.0) continue;
    shell.print(base::Sentence{"cli.exposure.walk_class",
                               {{"class", base::Sentence::Key{"density." + classes[c].id}},
                                {"metres", whole(walk.by_class_m[c])},
                                {"seconds", whole(walk.seconds(walk.by_class_m[c]))}}});
  }
  print_shares(shell, "cli.exposure.walk_purpose", walk, walk.purposes);
  print_shares(shell, "cli.exposure.walk_controller", walk, walk.controllers);
  for (const exposure::WalkSensor& sensor : walk.sensors) {
    const registers::Sensor& record = plan.sensors[sensor.sensor];
    shell.print(base::Sentence{"cli.exposure.walk_sensor",
                               {{"name", record.name.empty() ? record.id : record.name},
                                {"metres", whole(sensor.in_view_m)},
                                {"seconds", whole(walk.seconds(sensor.in_view_m))}}});
  }
}

base::Sentence::Value known(const std::optional<double>& value, int decimals) {
  if (!value) return base::Sentence::Key{"number.unknown"};
  return base::Sentence::Number{*value, decimals};
}

void print_neighbourhoods(Shell& shell, const plan::Plan& plan, const exposure::NeighbourhoodTable& table,
                          bool for_public) {
  const auto area = [for_public](std::optional<double> value) {
    if (value && for_public) value = std::floor(*value / 100.0) * 100.0;
    return known(value, 0);
  };
  std::int64_t not_stated = 0;
  for (const exposure::Neighbourhood& row : table.rows) {
    shell.print(base::Sentence{"cli.exposure.neighbourhood",
                               {{"name", plan.areas[row.area].name},
                                {"covered", area(row.covered_m2)},
                                {"space", area(row.public_space_m2)},
                                {"sensors", row.sensors},
                                {"hectares", base::Sentence::Number{row.hectares, 1}}}});
    if (row.residents)
      shell.print(base::Sentence{"cli.exposure.residents", {{"residents", known(row.residents, 0)}}});
    if (row.street_km) shell.print(base::Sentence{"cli.exposure.street_km", {{"street", known(row.street_km, 1)}}});
    not_stated += static_cast<std::int64_t>(!row.residents || !row.street_km);
  }
  if (not_stated > 0) shell.print(base::Sentence{"cli.exposure.not_stated", {{"count", not_stated}}});
}

base::Json answer_json(const plan::Plan& plan, const exposure::Exposure& exposure, bool for_public) {
  return for_public ? public_exposure_json(plan, exposure) : exposure_json(plan, exposure);
}

ExitCode run_exposure(Shell& shell, const ExposureArguments& arguments) {
  const base::Progress progress = shell.progress();
  const auto route = route_of(arguments);
  if (!route) return shell.fail(route.diagnostics());
  if (arguments.for_public && !arguments.out.empty()) {
    return shell.fail({{.code = "EXPO-140",
                        .message = "a file of single buildings was asked for the public, expected none",
                        .where = {.field = "--out"},
                        .hint = "leave out --out, or leave out --public"}});
  }
  const OutputFile out{.path = arguments.out, .option = "--out", .inputs = {}, .project = arguments.analysis.project};
  if (const auto free = check_output(out); !free) return shell.fail(free.diagnostics());
  auto loaded = load_for_analysis(arguments.analysis, progress);
  if (!loaded) return shell.fail(loaded.diagnostics());
  if (arguments.for_public) keep_public_records(loaded->project);
  const auto started = std::chrono::steady_clock::now();
  const auto exposure = exposure::compute_exposure(loaded->project, *loaded->occlusion,
                                                   {.coverage = loaded->options, .walk = *route}, progress);
  if (!exposure) return shell.fail(exposure.diagnostics());
  const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - started;
  base::Diagnostics diagnostics = loaded.diagnostics();
  base::append(diagnostics, exposure.diagnostics());
  const plan::Plan& plan = *loaded->project.plan;
  if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
  (void)shell.texts();  // loaded before anything is written: what follows the file may not run out of memory
  if (!arguments.out.empty()) {
    if (const auto done = write_exposure(arguments.out, plan, *exposure); !done) {
      return shell.fail(done.diagnostics());
    }
  }
  shell.report(diagnostics);
  if (shell.json()) {
    base::Json answer = answer_json(plan, *exposure, arguments.for_public);
    answer["elapsed_ms"] = {{"load", loaded->load_ms}, {"exposure", elapsed.count()}};
    answer["diagnostics"] = base::to_json(diagnostics);
    shell.print_json(answer);
    return ExitCode::ok;
  }
  print_facades(shell, exposure->facades, arguments.for_public);
  if (exposure->walk) print_walk(shell, plan, *exposure->walk);
  print_neighbourhoods(shell, plan, exposure->neighbourhoods, arguments.for_public);
  return ExitCode::ok;
}

}  // namespace

void declare_exposure(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand(
      "exposure", "Facades in view before and after masks, a walk past the sensors, figures per neighbourhood");
  auto arguments = std::make_shared<ExposureArguments>();
  add_analysis_options(*command, arguments->analysis);
  command->add_option("--walk", arguments->walk, "Points of a walk as east,north; target height 1.7 m")
      ->type_name("E,N");
  command->add_option("--speed", arguments->speed_m_per_s, "Walking speed in metres per second")
      ->capture_default_str();
  command->add_option("--out", arguments->out, "Write facades, walk and neighbourhoods to this GeoPackage");
  command->add_flag("--public", arguments->for_public,
                    "Only what the public may be told: from public records, counts in tens, no walk");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_exposure(shell, *arguments); }; });
}

}  // namespace schouw::cli
