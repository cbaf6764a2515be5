// SPDX-License-Identifier: EUPL-1.2
#pragma once
#include "geo/base/length.h"
namespace schouw::crs {
}
