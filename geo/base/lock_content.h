// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "geo/base/file_descriptor.h"
#include "geo/base/lock_file.h"

namespace schouw::base {

// What a lock file says: of this process, and of another.

std::string lock_content();

// Nothing where it is no lock of ours. silent_s is left to the caller. Reads at most 64 KiB.
std::optional<LockHolder> holder_in(const FileDescriptor& file);

// For a file name that no other process or thread uses.
std::string unique_word();

}  // namespace schouw::base
