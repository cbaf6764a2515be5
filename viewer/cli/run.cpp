// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>
#include <algorithm>
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

// What was not said by the first reading of the plan, before it was read again under the lock.
void add_new(base::Diagnostics& said, const base::Diagnostics& further) {
  for (const base::Diagnostic& told : further) {
    const bool known = std::any_of(said.begin(), said.end(), [&](const base::Diagnostic& held) {
      return held.code == told.code && held.message == told.message;
    });
    if (!known) said.push_back(told);
  }
}

// Named commands on a plan, without a window.
class HeadlessRun {
 public:
  HeadlessRun(Shell& shell, const RunArguments& arguments) : shell_(shell), arguments_(arguments) {}

  // With --save nobody else edits from here on, before the first line of the script is read.
  base::Result<base::Done> open(const base::Progress& progress) {
    if (arguments_.save) {
      auto session = plan::EditSession::begin(arguments_.project);
      if (!session) return base::Result<base::Done>::failure(session.diagnostics());
      session_.emplace(*std::move(session));
    }
    auto project = plan::load_project(arguments_.project, progress);
    if (!project) return base::Result<base::Done>::failure(project.diagnostics());
    base::Diagnostics said = project.diagnostics();
    state_.language = shell_.language();
    state_.role = "script";
    state_.motion = false;
    app::replace_project(state_, *std::move(project), std::filesystem::path(arguments_.project).stem().string());
    if (!session_) return {base::Done{}, std::move(said)};
    auto stored = session_->read();
    if (!stored) return base::Result<base::Done>::failure(stored.diagnostics());
    add_new(said, stored.diagnostics());
    state_.document = plan::opened(*stored);
    state_.conflicts = session_->conflicts();
    app::show_plan(state_);
    return {base::Done{}, std::move(said)};
  }

  base::Result<base::Done> run(const std::string& script, const base::Progress& progress) {
    app::CommandContext context{.now_s = 0.0,
                                .start_analysis = [&] { return analyse(progress); },
                                .follow_edit = {},  // nobody looks: a line that needs an analysis asks for it
                                .answer = [this](const base::Sentence& sentence) { take_answer(sentence); }};
    // A script that fails leaves the project as it was: a line that saves is kept until the last one has run.
    if (session_) {
      context.save = [](app::AppState&) { return base::Result<base::Done>(base::Done{}); };
      context.settle = [this](const plan::FieldConflict& conflict, plan::Side side) {
        session_->decide(conflict, side);
      };
    }
    auto done = app::run_script(state_, script, arguments_.script == "-" ? "stdin" : arguments_.script, context);
    if (!done || !session_) return done;
    base::Diagnostics said = done.diagnostics();
    auto saved = session_->save(state_.document);
    base::append(said, saved.diagnostics());
    if (!saved && !session_->conflicts().empty()) {
      base::append(said, session_->keep_aside(state_.document).diagnostics());
    }
    if (!saved) return base::Result<base::Done>::failure(std::move(said));
    return {base::Done{}, std::move(said)};
  }

  base::Json as_json(const base::Diagnostics& said) const {
    return {{"steps", state_.document.steps.size()},
            {"unsaved", state_.document.unsaved()},
            {"answers", answers_},
            {"diagnostics", base::to_json(said)}};
  }

 private:
  base::Result<base::Done> analyse(const base::Progress& progress) {
    auto outcome = app::run_analysis(app::analysis_request(state_), progress);
    if (!outcome) return base::Result<base::Done>::failure(std::move(outcome).diagnostics());
    app::show_analysis(state_, *outcome);
    return {base::Done{}, outcome.diagnostics()};
  }

  void take_answer(const base::Sentence& sentence) {
    if (shell_.json()) {
      answers_.push_back(shell_.texts()(sentence));
    } else {
      shell_.print(sentence);
    }
  }

  Shell& shell_;
  const RunArguments& arguments_;
  app::AppState state_;
  std::optional<plan::EditSession> session_;
  base::Json answers_ = base::Json::array();
};

ExitCode run_commands(Shell& shell, const RunArguments& arguments) {
  const base::Progress progress = shell.progress();
  HeadlessRun run(shell, arguments);
  const auto opened = run.open(progress);
  if (!opened) return shell.fail(opened.diagnostics());
  shell.report(opened.diagnostics());
  StreamTempDir passing;
  const auto file = passing.input(arguments.script);
  if (!file) return shell.fail(file.diagnostics());
  const auto script = base::read_file(*file);
  if (!script) return shell.fail(script.diagnostics());
  const auto done = run.run(*script, progress);
  if (!done) return shell.fail(done.diagnostics());
  shell.report(done.diagnostics());
  if (shell.json()) {
    shell.print_json(run.as_json(done.diagnostics()));
  } else if (arguments.save) {
    shell.print(base::Sentence{"cli.run.saved", {}});
  }
  return ExitCode::ok;
}

}  // namespace

void declare_run(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
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
