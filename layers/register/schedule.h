// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <bitset>
#include <string_view>

#include "geo/base/result.h"

namespace schouw::registers {

// The hours of a week, 0 = Monday 00:00. An hour is in it where any part of it is.
using WeekHours = std::bitset<168>;

// Weekly hours as registers write them: rules with ; between them, each days, hours or both, which add up.
//   "mo-fr 08:00-12:00,13:00-18:00; sa 10:00-17:00"   "ma t/m vr 8.00 tot 18.00 uur"   "werkdagen"   "24/7"
// Days by their Dutch or English names, two or three letters of them or whole, one by one or from a day to a day;
// also werkdagen, weekend, dagelijks and the same in English. Hours with or without minutes; a span past midnight
// runs into the next day. Fails with REG-133 naming the word that cannot be read: holidays, sunset, seasons and
// "overdag" are not hours of a week.
base::Result<WeekHours> schedule_from_text(std::string_view text);

}  // namespace schouw::registers
