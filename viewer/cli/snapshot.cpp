// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>

#include "geo/base/read_file.h"
#include "viewer/cli/output_guard.h"
#include "viewer/cli/subcommand.h"
#include "viewer/cli/write_picture.h"

namespace schouw::cli {

namespace {

constexpr int kLargestSide_px = 16384;

struct SnapshotArguments {
  modes::PictureOptions picture;
  std::string project, out, size = "1600x1000", script_file, mode = "planner";
  std::vector<double> camera;
  bool internal = false;
};

base::Diagnostic usage_error(std::string field, std::string message, std::string hint) {
  return {.code = "CLI-101",
          .kind = base::DiagnosticKind::usage,
          .message = std::move(message),
          .where = {.field = std::move(field)},
          .hint = std::move(hint)};
}

// "1600x1000"
base::Result<base::Done> read_size(const std::string& text, modes::PictureOptions& picture) {
  const char* end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, picture.width_px);
  const bool cross = width.ec == std::errc() && width.ptr != end && *width.ptr == 'x';
  const auto height = cross ? std::from_chars(width.ptr + 1, end, picture.height_px) : width;
  const auto fits = [](int side_px) { return side_px >= 16 && side_px <= kLargestSide_px; };
  if (!cross || height.ec != std::errc() || height.ptr != end || !fits(picture.width_px) ||
      !fits(picture.height_px)) {
    return usage_error("--size", "size " + text + ", expected WIDTHxHEIGHT of 16 to 16384 pixels each",
                       "as 1600x1000");
  }
  return base::Done{};
}

// Names and numbers of interface.md: E,N,UP,AZIMUTH,TILT,DISTANCE.
drawing::CameraPose camera_of(const std::vector<double>& numbers) {
  return {.target = {numbers[0], numbers[1], numbers[2]},
          .azimuth = base::Angle::from_degrees(numbers[3]),
          .tilt = base::Angle::from_degrees(numbers[4]),
          .distance_m = numbers[5]};
}

app::Mode mode_named(const std::string& name) {
  if (name == "presentation") return app::Mode::presentation;
  return name == "kiosk" ? app::Mode::kiosk : app::Mode::planner;
}

ExitCode run_snapshot(Shell& shell, SnapshotArguments& arguments) {
  modes::PictureOptions& picture = arguments.picture;
  if (const auto size = read_size(arguments.size, picture); !size) return shell.fail(size.diagnostics());
  picture.session.project = arguments.project;
  picture.session.mode = mode_named(arguments.mode);
  if (arguments.internal && picture.session.mode != app::Mode::presentation) {
    return shell.fail(
        {usage_error("--internal", "--internal was given for the mode " + arguments.mode + ", expected presentation",
                     "the planner always shows everything, a kiosk never does")});
  }
  picture.session.public_only = picture.session.mode != app::Mode::planner && !arguments.internal;
  picture.session.language = shell.language();
  if (!arguments.camera.empty()) picture.camera = camera_of(arguments.camera);
  if (!arguments.script_file.empty()) {
    auto script = base::read_file(arguments.script_file);
    if (!script) return shell.fail(script.diagnostics());
    picture.session.script = *std::move(script);
    picture.session.script_name = arguments.script_file;
  }
  const OutputFile out{
      .path = arguments.out, .option = "--out", .inputs = {arguments.script_file}, .project = arguments.project};
  if (const auto free = check_output(out); !free) return shell.fail(free.diagnostics());
  return write_picture(shell, picture, arguments.out);
}

}  // namespace

void declare_snapshot(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("snapshot", "A picture of a project, without a window");
  auto arguments = std::make_shared<SnapshotArguments>();
  command->add_option("PROJECT", arguments->project, "The project")->required()->type_name("");
  command->add_option("--out", arguments->out, "The PNG file to write; - is standard output")->required();
  command->add_option("--size", arguments->size, "WIDTHxHEIGHT in pixels")->capture_default_str();
  auto* view = command->add_option("--view", arguments->picture.view, "home, or the id of a step of the story");
  command
      ->add_option("--camera", arguments->camera,
                   "EAST,NORTH,UP,AZIMUTH,TILT,DISTANCE: what it looks at and from where")
      ->delimiter(',')
      ->expected(6)
      ->excludes(view);
  command->add_flag("--map", arguments->picture.map, "The map from above, north up");
  command->add_flag("--panels", arguments->picture.panels, "With the interface over it");
  command->add_option("--mode", arguments->mode, "Whose interface and which data")
      ->check(CLI::IsMember({"planner", "presentation", "kiosk"}))
      ->capture_default_str();
  command->add_flag("--internal", arguments->internal, "In a presentation: show what is not public too, and say so");
  command->add_option("--script", arguments->script_file, "Commands to run first");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_snapshot(shell, *arguments); }; });
}

}  // namespace schouw::cli
