// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/open_window.h"

#include "geo/base/read_file.h"
#include "viewer/modes/run_window.h"

namespace schouw::cli {

ExitCode open_window(Shell& shell, const WindowArguments& arguments) {
  modes::SessionOptions session{.mode = arguments.mode,
                                .project = arguments.project,
                                .public_only = arguments.public_only,
                                .story_id = arguments.story_id,
                                .language = shell.language(),
                                .script_name = arguments.script_file};
  if (!arguments.script_file.empty()) {
    auto script = base::read_file(arguments.script_file);
    if (!script) return shell.fail(script.diagnostics());
    session.script = *std::move(script);
  }
  const auto done = modes::run_window(session, shell.progress());
  if (!done) return shell.fail(done.diagnostics());
  shell.report(done.diagnostics());
  return ExitCode::ok;
}

}  // namespace schouw::cli
