// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "viewer/modes/session_options.h"

namespace schouw::modes {

// Opens a window on the session and returns when the person leaves it. Draws a frame only when something changed.
// Fails where the project cannot be opened, where there is no display (WIN-101) or no usable OpenGL (WIN-102).
base::Result<base::Done> run_window(const SessionOptions& options, const base::Progress& progress);

}  // namespace schouw::modes
