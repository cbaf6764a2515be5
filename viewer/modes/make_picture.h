// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "layers/drawing/camera.h"
#include "viewer/modes/session_options.h"
#include "viewer/scene/scene_renderer.h"

namespace schouw::modes {

struct PictureOptions {
  SessionOptions session;
  int width_px = 1600;
  int height_px = 1000;
  std::optional<drawing::CameraPose> camera;
  std::string view;     // "home", or the id of a step of the story; empty: home
  bool map = false;     // the 2D map, north up
  bool panels = false;  // with the interface of the mode over it
};

// One picture of a session, without a window or a display. The same project and options give the same picture on the
// same machine. Fails where the project cannot be opened, the view is not known (CLI-103), or nothing can draw
// (WIN-102).
base::Result<scene::SceneRenderer::Picture> make_picture(const PictureOptions& options,
                                                         const base::Progress& progress);

}  // namespace schouw::modes
