// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "viewer/panels/ui.h"

// The panels of the two modes beside the planner.
namespace schouw::panels {

// The council chamber: one step in big type on a white ground that fades into the city.
void show_presentation(Ui& ui);

// All text is at least this share of the height of the picture (experience.md).
inline constexpr float kPresentationText = 0.04F;

// The town hall: a question on top, the answer on a sheet, and what makes it readable always within reach.
// A sheet below the map where the screen stands upright, beside it where it lies down.
void show_kiosk(Ui& ui);

}  // namespace schouw::panels
