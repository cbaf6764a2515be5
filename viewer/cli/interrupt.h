// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/cancel.h"

namespace schouw::cli {

// The token that Ctrl+C cancels. A second Ctrl+C ends the program at once.
base::CancelToken cancel_on_interrupt();
bool interrupted();

}  // namespace schouw::cli
