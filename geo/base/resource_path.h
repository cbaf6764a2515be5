// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

namespace schouw::base {

// The folder that holds data/ and shaders/: $SCHOUW_RESOURCES where set; else share/schouw beside an installed
// bin/; else the nearest folder above the program that holds data/policy. Empty where none is found.
std::filesystem::path resource_root();

}  // namespace schouw::base
