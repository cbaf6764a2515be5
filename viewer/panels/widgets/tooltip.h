// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "viewer/panels/ui.h"

namespace schouw::panels {

// A few words that explain a part, beside it: at its left where there is room, else under it. In front of everything,
// and no obstacle for the mouse. name is that of the part, for machines. Draw it while the part is under the pointer
// or has the keyboard.
void tooltip(Ui& ui, std::string_view name, std::string_view words, const Box& beside);

}  // namespace schouw::panels
