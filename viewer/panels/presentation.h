// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "viewer/panels/ui.h"

namespace schouw::panels {

// The council chamber: one step in big type on a white ground that fades into the city.
void show_presentation(Ui& ui);

// All text is at least this share of the height of the picture (experience.md).
inline constexpr float kPresentationText = 0.04F;

}  // namespace schouw::panels
