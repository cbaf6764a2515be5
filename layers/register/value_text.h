// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Values as text: the canonical form that fields take and give, and the forms in which registers write them.
namespace schouw::registers {

std::string_view trimmed(std::string_view text);  // without white space at the ends, U+00A0 included
std::string lower_case(std::string_view text);    // ASCII letters only; independent of the locale
std::string canonical_number(double number);      // shortest text that reads back as the same double

// A finite number: "12.5", Dutch "12,5", "1.234,5" or "1.234.567,8". Nothing for NaN, infinity, "461.993.881" (two
// points and no comma: a spreadsheet ate the separator), a unit behind it and other text.
std::optional<double> number_from_text(std::string_view text);

// The same in a unit ("m", "mm", "deg", "px" or none), where a unit of the same kind may follow and is converted:
// "12,5 m", "900 mm" as 0.9 m, "45°". Nothing for a unit of another kind ("4 px" is no height), nor for "1.000 m",
// where the point may stand for thousands. A number without a unit is taken as it stands; stated tells which it was.
struct Quantity {
  double value = 0.0;
  bool unit_stated = false;
};
std::optional<Quantity> quantity_from_text(std::string_view text, std::string_view unit);

// What a spreadsheet shows where it could not compute, in English or Dutch: "#N/A", "#N/B", "#VERW!", "#DIV/0!".
bool is_spreadsheet_error(std::string_view text);

// JSON that got into a cell: a list of plain values as "a; b", an empty list or object as "". Nothing where the text
// is no such JSON: another text, or an object that says something.
std::optional<std::string> text_of_json_cell(std::string_view text, std::string_view between = "; ");

// The parts of a text between any of these characters, trimmed, without empty ones.
std::vector<std::string> parts_of(std::string_view text, std::string_view separators);

// ISO "2026-11-20", from that, "20-11-2026", "5-11-2026", "20/11/2026", "20.11.2026", "20261120", with or without a
// time behind it; the day stands before the month. Nothing
// for a day that the calendar does not have.
std::optional<std::string> date_from_text(std::string_view text);

// The days of a month or a year, as ISO dates: of "2026-02", "02-2026", "2/2026" and "2026", of the years 1900 to
// 2199.
struct DaySpan {
  std::string first;
  std::string last;
};
std::optional<DaySpan> days_of_month_or_year(std::string_view text);

// "true" or "false" from true/false, ja/nee, yes/no, j/n, y/n, 1/0, waar/onwaar in any case.
std::optional<bool> yes_no_from_text(std::string_view text);

}  // namespace schouw::registers
