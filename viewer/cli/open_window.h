// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "viewer/app/app_state.h"
#include "viewer/cli/shell.h"

namespace schouw::cli {

struct WindowArguments {
  app::Mode mode = app::Mode::planner;
  std::string project;
  bool public_only = false;
  std::string story_id;
  std::string script_file;
};

// Opens the window of a mode and returns when it is closed.
ExitCode open_window(Shell& shell, const WindowArguments& arguments);

}  // namespace schouw::cli
