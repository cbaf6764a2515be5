// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace schouw::findings {

// Nothing where the text is no date of the calendar.
std::optional<std::chrono::sys_days> day_of(std::string_view iso);
// b minus a; nothing where one of them is no date.
std::optional<long> days_between(std::string_view a_iso, std::string_view b_iso);
// An ISO 8601 duration of years, months, weeks, days, hours, minutes, seconds, as days: a month counts 30.4 and a
// year 365.25. Nothing where it is none.
std::optional<double> days_of_duration(std::string_view iso);

}  // namespace schouw::findings
