// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/architecture/source_tree.h"

namespace schouw::architecture {

// What style.md asks of a file as such: its name, its licence line, its length, #pragma once and the namespace of its
// room, no marks of unfinished work, no path of one machine.
Problems check_files(const SourceTree& tree);

}  // namespace schouw::architecture
