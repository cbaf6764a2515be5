// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "layers/coverage/footprint/cell_set.h"

namespace schouw::coverage {

// The cells whose mark is over a level, cut to the rows and words that hold any. window: a set without bits, whose
// words the marks fill, 64 to a word, rows from the south.
CellSet cells_over(std::uint8_t level, const std::vector<std::uint8_t>& marks, const CellSet& window);

}  // namespace schouw::coverage
