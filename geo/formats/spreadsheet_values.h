// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/model/feature.h"

namespace schouw::formats {

// What the format of a cell makes of its number.
struct NumberFormat {
  enum class Look { plain, date, time, date_and_time, duration };
  Look look = Look::plain;
  int digits = 0;  // as many are shown, with zeros in front: codes such as 0042; 0: as they are
};

// Of a format's code in Office Open XML ("dd\-mm\-yyyy", "[h]:mm", "0000"), and of the number of a format that needs
// no code there. Source: ECMA-376-1, 18.8.30 and 18.8.31.
NumberFormat number_format(std::string_view code);
NumberFormat built_in_number_format(int id);

// A whole number up to 2^53 as such, a longer one as the text of its digits, another as the nearest double, and what
// is no number as the text that it is.
model::FieldValue number_value(std::string_view stored);

// Days since the end of 1899, or since 1 January 1904, as ISO 8601 text where the format shows a date or a time; the
// time is told where there is one. A number that is no day is a number.
model::FieldValue shown_number(std::string_view stored, const NumberFormat& format, bool since_1904);

// "PT26H05M00S" as "26:05:00"; another text as it is. Source: ISO 8601, as OpenDocument 1.3 part 3, 19.386.
std::string clock_from_duration(std::string_view duration);

}  // namespace schouw::formats
