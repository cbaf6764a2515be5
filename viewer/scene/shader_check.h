// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/result.h"

namespace schouw::scene {

struct ShaderText {
  std::filesystem::path file;  // for the message
  std::string text;
};

// Compiles and links the two with the current GL context and throws the result away. Fails with SCN-101 and the
// driver's log.
base::Result<base::Done> check_shaders(const ShaderText& vertex, const ShaderText& fragment);

}  // namespace schouw::scene
