// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "viewer/panels/ui.h"

namespace schouw::panels {

// The town hall: a question on top, the answer on a sheet, and what makes it readable always within reach.
// A sheet below the map where the screen stands upright, beside it where it lies down.
void show_kiosk(Ui& ui);

}  // namespace schouw::panels
