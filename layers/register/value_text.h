// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

// Values as text: the canonical form that fields take and give, and the forms in which registers write them.
namespace schouw::registers {

std::string_view trimmed(std::string_view text);  // without white space at the ends, U+00A0 included
std::string lower_case(std::string_view text);    // ASCII letters only; independent of the locale
std::string canonical_number(double number);      // shortest text that reads back as the same double

// A finite number: "12.5", Dutch "12,5", "1.234,5" or "1.234.567,8"; a unit or degree sign may follow ("12,5 m").
// Nothing for NaN, infinity, "461.993.881" (two points and no comma: a spreadsheet ate the separator) and other text.
std::optional<double> number_from_text(std::string_view text);

// ISO "2026-11-20", from that, "20-11-2026", "20/11/2026", "20261120" or an ISO date with a time behind it. Nothing
// for a day that the calendar does not have.
std::optional<std::string> date_from_text(std::string_view text);

// "true" or "false" from true/false, ja/nee, yes/no, j/n, y/n, 1/0, waar/onwaar in any case.
std::optional<bool> yes_no_from_text(std::string_view text);

}  // namespace schouw::registers
