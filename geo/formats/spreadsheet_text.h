// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

// A spreadsheet that opens a CSV takes "=1+1" for a formula, "00123" for the number 123, "3-4" for a day and "TRUE"
// for a truth. Such a text gets an apostrophe in front, by which people mark a text in a cell themselves; every text
// reads back as it was, and "'s-Hertogenbosch" is left alone.
namespace schouw::formats {

// Whether a spreadsheet would make something else of the text: a formula, a number, a date or time, a truth, an
// error.
bool is_taken_for_a_value(std::string_view text);

// With the apostrophe where it is needed.
std::string as_spreadsheet_text(std::string_view text);
// The reverse, of a cell of a CSV with semicolons.
std::string_view from_spreadsheet_text(std::string_view cell);

}  // namespace schouw::formats
