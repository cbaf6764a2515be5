// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace schouw::base {

// The moment in UTC as ISO 8601, "2026-11-20T21:04:05Z", and its date. $SOURCE_DATE_EPOCH (seconds since 1970), where
// set, stands for now, so that the same input gives the same bytes on another day.
std::string now_utc_iso();
std::string today_iso();

}  // namespace schouw::base
