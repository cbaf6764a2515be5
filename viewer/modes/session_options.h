// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "viewer/app/app_state.h"

namespace schouw::modes {

// What a window or a picture opens with.
struct SessionOptions {
  app::Mode mode = app::Mode::planner;
  std::filesystem::path project;  // empty: the start screen
  bool public_only = false;       // restricted values are left out while loading (kiosk, presentation)
  std::string story_id;           // empty: the story that makes itself
  text::Language language = text::Language::nl;
  std::string script;       // commands to run once the project is open
  std::string script_name;  // for diagnostics
};

}  // namespace schouw::modes
