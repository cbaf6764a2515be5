// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/result.h"

namespace schouw::base {

// The folder for what Schouw keeps between runs for this person: $XDG_STATE_HOME/schouw, else
// ~/.local/state/schouw. Made on demand for its owner alone (0700); a wider one of ours is narrowed.
// Fails with IO-128 where it cannot be made, is no folder or belongs to somebody else.
// Source: XDG Base Directory Specification 0.8 (a relative path in the variable counts as not set).
Result<std::filesystem::path> state_folder();

// A file name for what belongs to one project: "town-0123456789abcdef", the readable beginning of its file name and a
// hash of its absolute path with links resolved. The same file gives the same name, whichever way it is reached.
std::string state_name_of(const std::filesystem::path& project);

}  // namespace schouw::base
