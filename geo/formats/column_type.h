// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

namespace schouw::formats {

// What a column of a table that is written holds, where whoever made the table knows it. A date is a text as ISO 8601
// writes it, "2026-11-20"; the file gets a date where its format has such a thing.
enum class ColumnType : std::uint8_t { text, integer, number, yes_no, date };

// How a CSV is written.
enum class CsvProfile : std::uint8_t {
  open,     // RFC 4180: UTF-8 without mark, comma, decimal point, ISO dates, true and false
  excel_nl  // for a Dutch Excel: UTF-8 with mark, semicolon, decimal comma, dd-mm-jjjj, ja and nee;
            // spreadsheet_text.h
};

}  // namespace schouw::formats
