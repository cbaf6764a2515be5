// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/cancel.h"
#include "geo/base/result.h"

namespace schouw::cli {

// The token that Ctrl+C cancels. A second Ctrl+C ends the program at once.
base::CancelToken cancel_on_interrupt();

// Fails with CLI-110 once Ctrl+C was pressed: asked before anything is answered or written, because not every step
// before it can stop halfway.
base::Result<base::Done> not_interrupted();

}  // namespace schouw::cli
