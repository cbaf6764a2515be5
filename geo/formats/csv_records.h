// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw::formats {

// Records of cells as RFC 4180 has them, with the line on which each starts. A line ends in LF, CR LF or CR.
class CsvRecords {
 public:
  CsvRecords(std::string_view text, char separator, std::int64_t first_line)
      : text_(text), separator_(separator), line_(first_line) {}

  // False at the end.
  bool next(std::vector<std::string>& cells);
  std::int64_t start_line() const { return start_line_; }
  // Where the next record begins: its byte in the text, and its line.
  std::size_t next_byte() const { return at_; }
  std::int64_t next_line() const { return line_; }
  bool quote_left_open() const { return quote_left_open_; }
  std::int64_t open_quote_line() const { return open_quote_line_; }
  // The line of a quote in the last record that closes on a later line, before more text of its cell: it may have
  // closed by the opening quote of another cell.
  std::optional<std::int64_t> doubtful_quote_line() const { return doubtful_quote_line_; }

 private:
  // True where another cell of the same record follows.
  bool take_cell(std::string& cell);
  void take_quoted(std::string& cell);
  bool ends_line(std::size_t at) const { return text_[at] == '\n' || text_[at] == '\r'; }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::int64_t line_;
  std::int64_t start_line_ = 1;
  std::int64_t open_quote_line_ = 1;
  bool quote_left_open_ = false;
  std::optional<std::int64_t> doubtful_quote_line_;
};

bool is_blank(const std::vector<std::string>& cells);

// The one of , ; tab and | that makes the most lines at the beginning of a text into rows of one table, under a row
// of at least as many names: a title above may hold any of them.
char separator_of(std::string_view text);

}  // namespace schouw::formats
