// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/formats/csv_records.h"
#include "geo/formats/text_encoding.h"

namespace schouw::formats {

// The records of a CSV file, of which only a window is in memory: it is read and decoded as the records are asked
// for.
//   auto file = CsvFile::open(path);
//   std::vector<std::string> cells;
//   for (auto more = file->next(cells); more && *more; more = file->next(cells)) rows += is_blank(cells) ? 0 : 1;
// Cost: linear in the bytes. Memory: two pieces of 1 MiB, and the longest record. Threads: one at a time. It holds
// the file open. Failures: IO-102 (unreadable), IO-140 (a zero byte: no text), IO-118 (a double quote that is not
// closed, within kLongestRecord_bytes at most).
class CsvFile {
 public:
  static constexpr std::size_t kPiece_bytes = 1 << 20;
  static constexpr std::size_t kLongestRecord_bytes = 64 << 20;

  // piece_bytes: so much is read at a time; for tests.
  static base::Result<CsvFile> open(const std::filesystem::path& path, std::size_t piece_bytes = kPiece_bytes);

  char separator() const { return separator_; }
  // Which of the records that hold something names the columns.
  std::size_t header() const { return header_; }
  // False at the end.
  base::Result<bool> next(std::vector<std::string>& cells);
  std::int64_t start_line() const { return start_line_; }
  std::optional<std::int64_t> doubtful_quote_line() const { return doubtful_quote_line_; }
  // IO-121, IO-141: of what was read until now.
  base::Diagnostics notes() const;
  // From the first record again.
  base::Result<base::Done> rewind();

 private:
  CsvFile(std::filesystem::path path, std::size_t piece_bytes) : path_(std::move(path)), piece_bytes_(piece_bytes) {}
  base::Result<base::Done> read_more();
  base::Result<base::Done> begin();
  base::Result<base::Done> read_head();
  void take_separator_line();
  bool find_header();
  base::Diagnostic open_quote(std::int64_t line) const;

  std::filesystem::path path_;
  std::size_t piece_bytes_;
  std::ifstream in_;
  TextDecoder decoder_;
  std::string window_;
  std::size_t at_ = 0;  // where the next record begins in the window
  std::int64_t line_ = 1;
  bool all_read_ = false;  // the window goes on to the end of the file
  char separator_ = ',';
  std::size_t header_ = 0;
  std::size_t head_bytes_ = 0;  // of the line that says the separator
  std::int64_t first_line_ = 1;
  std::int64_t start_line_ = 1;
  std::optional<std::int64_t> doubtful_quote_line_;
};

}  // namespace schouw::formats
