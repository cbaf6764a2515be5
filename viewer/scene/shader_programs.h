// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <osg/Program>
#include <osg/ref_ptr>

#include <array>
#include <filesystem>
#include <string>

#include "geo/base/result.h"

namespace schouw::scene {

// The text of a shader with every line `#include "file"` replaced by that file of the same folder, each once.
// Fails with SCN-102 where a file is missing.
base::Result<std::string> load_shader(const std::filesystem::path& folder, const std::string& name);

struct Programs {
  std::array<osg::ref_ptr<osg::Program>, 3> city;  // by the number of rasters that lie on the surfaces
  osg::ref_ptr<osg::Program> fill, line, symbol, occlusion, occlusion_blur, picture;
  osg::ref_ptr<osg::Program> composite_moving, composite_still;
};

// Needs a current GL context: compiles and links each program once, so that an error is known here and not in the
// middle of a frame. Fails with SCN-101 (the driver's log) or SCN-102.
base::Result<Programs> load_programs(const std::filesystem::path& folder);

}  // namespace schouw::scene
