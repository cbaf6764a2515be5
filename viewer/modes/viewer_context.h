// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "viewer/app/app_state.h"
#include "viewer/app/command.h"
#include "viewer/modes/scene_content.h"
#include "viewer/modes/session_options.h"
#include "viewer/panels/panels.h"
#include "viewer/scene/scene_renderer.h"
#include "viewer/text/text.h"

namespace schouw::modes {

// The words of both languages: switching is live.
struct BothLanguages {
  text::Texts dutch;
  text::Texts english;
  const text::Texts& of(text::Language language) const { return language == text::Language::nl ? dutch : english; }
};

// What a window and a picture have in common: the state, its words, its scene and its panels.
struct ViewerContext {
  app::AppState state;
  BothLanguages texts;
  std::unique_ptr<scene::SceneRenderer> renderer;
  std::unique_ptr<panels::Panels> panels;
  SceneContent content;
};

// The project of a session: none for the start screen, public values only where asked.
base::Result<plan::Project> open_project(const SessionOptions& options, const base::Progress& progress);

// A viewer for a project. Needs a current GL context. Fails where shaders, fonts or words are missing.
base::Result<ViewerContext> make_viewer_context(const SessionOptions& options, plan::Project project,
                                                const drawing::Viewport& viewport);

}  // namespace schouw::modes
