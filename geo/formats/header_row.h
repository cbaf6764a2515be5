// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// What a cell looks like to somebody who looks for the names of columns.
enum class CellLook : std::uint8_t {
  empty,
  value,     // a number, date, address of mail, error: nothing that names a column
  sentence,  // too long for a name
  name,      // a few words
  known,     // words that registers name their columns with
};

CellLook look_of(std::string_view text);
CellLook look_of_value(const model::FieldValue& value);

// A row that holds something, at the beginning of a table.
struct HeadRow {
  std::vector<CellLook> cells;
  bool after_blank = false;  // a row without values stands before it
  bool merged = false;       // it has a cell that is merged over columns
};
inline constexpr std::size_t kMostHeadRows = 60;  // as many say where the header is

// The place among rows of the one that names the columns. That is the first, unless what stands above another row can
// only be a title, a date of issue or names of groups of columns: it fills at most half as many cells, or a blank row
// or merged cells set it apart, and the other row holds names above values, or names that are known.
std::size_t header_among(std::span<const HeadRow> rows);

// The names of a table's columns by the texts of its header: a repeated one gets " #2", " #3", the n-th without one
// is "column n". IO-119 where one is repeated.
struct NamedColumns {
  std::vector<std::string> names;
  base::Diagnostics notes;
};
NamedColumns name_columns(std::span<const std::string> texts, const std::string& file, std::int64_t line);

// IO-142: what stands above the header is told, so that it does not vanish.
struct SkippedRow {
  std::int64_t line = 0;
  std::string text;  // its first cell
};
base::Diagnostic note_of_skipped(const std::vector<SkippedRow>& skipped, const std::string& file,
                                 std::string_view table);

}  // namespace schouw::formats
