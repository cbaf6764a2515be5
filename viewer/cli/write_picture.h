// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "viewer/cli/shell.h"
#include "viewer/modes/make_picture.h"

namespace schouw::cli {

// Makes a picture and writes it as PNG.
ExitCode write_picture(Shell& shell, const modes::PictureOptions& options, const std::string& path);

}  // namespace schouw::cli
