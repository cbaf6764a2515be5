// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace schouw::base {

// The moment in UTC as ISO 8601, "2026-11-20T21:04:05Z". $SOURCE_DATE_EPOCH (seconds since 1970), where set, stands
// for now, so that the same input gives the same bytes on another day.
std::string now_utc_iso();

// The date on the wall where the machine stands ($TZ), of now and of a moment as above; a register ends on that date,
// not on UTC's. Ask for it when it is needed, and not once: a program may be open over midnight. Of what is no such
// moment: its first ten characters.
std::string today_iso();
std::string local_date_iso(const std::string& moment_utc_iso);

}  // namespace schouw::base
