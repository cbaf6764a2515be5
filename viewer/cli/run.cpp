// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>
#include <optional>

#include "geo/base/read_file.h"
#include "layers/plan/edit_session.h"
#include "viewer/app/command.h"
#include "viewer/app/edit_state.h"
#include "viewer/app/jobs.h"
#include "viewer/app/session.h"
#include "viewer/cli/standard_streams.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct RunArguments {
  std::string project;
  std::string script = "-";
  bool save = false;
};

// Named commands on a plan, without a window.
class HeadlessRun {
 public:
  HeadlessRun(Shell& shell, const RunArguments& arguments) : shell_(shell), arguments_(arguments) {}

  base::Result<base::Done> open(const base::Progress& progress) {
    // With --save nobody else edits from the first line on.
    if (arguments_.save) {
      if (auto locked = lock(); !locked) return locked;
    }
    auto project = plan::load_project(arguments_.project, progress);
    if (!project) return base::Result<base::Done>::failure(project.diagnostics());
    state_.language = shell_.language();
    state_.role = "script";
    state_.motion = false;
    const base::Diagnostics said = project.diagnostics();
    app::adopt_project(state_, *std::move(project), std::filesystem::path(arguments_.project).stem().string());
    return {base::Done{}, said};
  }

  base::Result<base::Done> run(const std::string& script, const base::Progress& progress) {
    const app::CommandContext context{.now_s = 0.0,
                                      .start_analysis = [&] { analyse(progress); },
                                      .follow_edit = {},  // nobody looks: a line that needs an analysis asks for it
                                      .save = [this](app::AppState& state) { return store(state); },
                                      .answer = [this](const base::Sentence& sentence) { shell_.print(sentence); }};
    auto done = app::run_script(state_, script, arguments_.script == "-" ? "stdin" : arguments_.script, context);
    if (!done) return done;
    if (!failed_.empty()) return base::Result<base::Done>::failure(failed_);
    base::append(said_, done.diagnostics());
    if (arguments_.save) {
      auto saved = store(state_);
      if (!saved) return saved;
      base::append(said_, saved.diagnostics());
    }
    return {base::Done{}, said_};
  }

  const app::AppState& state() const { return state_; }

 private:
  base::Result<base::Done> lock() {
    auto session = plan::EditSession::begin(arguments_.project);
    if (!session) return base::Result<base::Done>::failure(session.diagnostics());
    session_.emplace(*std::move(session));
    return base::Done{};
  }

  base::Result<base::Done> store(app::AppState& state) {
    if (!session_) {
      if (auto locked = lock(); !locked) return locked;
    }
    return session_->save(state.document);
  }

  void analyse(const base::Progress& progress) {
    auto outcome = app::run_analysis(app::analysis_request(state_), progress);
    if (outcome) {
      app::adopt_analysis(state_, *outcome);
    } else {
      failed_ = outcome.diagnostics();
    }
  }

  Shell& shell_;
  const RunArguments& arguments_;
  app::AppState state_;
  std::optional<plan::EditSession> session_;
  base::Diagnostics said_;
  base::Diagnostics failed_;
};

ExitCode run_commands(Shell& shell, const RunArguments& arguments) {
  const base::Progress progress = shell.progress();
  PassingFolder passing;
  const auto file = passing.input(arguments.script);
  if (!file) return shell.fail(file.diagnostics());
  const auto script = base::read_file(*file);
  if (!script) return shell.fail(script.diagnostics());
  HeadlessRun run(shell, arguments);
  const auto opened = run.open(progress);
  if (!opened) return shell.fail(opened.diagnostics());
  shell.report(opened.diagnostics());
  const auto done = run.run(*script, progress);
  if (!done) return shell.fail(done.diagnostics());
  shell.report(done.diagnostics());
  if (shell.json()) {
    shell.print_json({{"steps", run.state().document.steps.size()},
                      {"unsaved", run.state().document.unsaved()},
                      {"diagnostics", base::to_json(done.diagnostics())}});
  } else if (arguments.save) {
    shell.print(base::Sentence{"cli.run.saved", {}});
  }
  return ExitCode::ok;
}

}  // namespace

void declare_run(CLI::App& program, Shell& shell, Chosen& chosen) {
  auto* command = program.add_subcommand("run", "Runs named commands on a project, without a window, one a line");
  auto arguments = std::make_shared<RunArguments>();
  command->add_option("PROJECT", arguments->project, "The project, name.schouw.gpkg")->required()->type_name("");
  command->add_option("--script", arguments->script, "The file of commands; - is standard input")
      ->capture_default_str();
  command->add_flag("--save", arguments->save, "Keep what they edited; nothing of it where a line fails");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_commands(shell, *arguments); }; });
}

}  // namespace schouw::cli
