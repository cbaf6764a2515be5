// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/architecture/source_tree.h"

namespace schouw::architecture {

// data/text/nl and data/text/en hold the same files with the same keys, and each key the same {places}; no words are
// empty and no key stands twice. Every key that a source writes out, as in Sentence{"zone.reason"}, exists.
Problems check_texts(const SourceTree& tree);

// Every code that a source writes, as in "IO-103", has its row in docs/diagnostics/IO.md, and every row its source.
// docs/diagnostics/README.md leads to each page.
Problems check_diagnostics(const SourceTree& tree);

}  // namespace schouw::architecture
