// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/json.h"

namespace schouw::cli {

// Name and version of Schouw and of every library that a result may depend on.
base::Json library_versions();

}  // namespace schouw::cli
