// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/csv_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/formats/header_row.h"

namespace schouw::formats {

namespace {

using base::Done;
using base::Result;

// As much of the text says which separator it has.
constexpr std::size_t kHead_bytes = (1 << 20) + 1;
// As much of the first piece the decoder wants to see.
constexpr std::size_t kTelling_bytes = 4096;

}  // namespace

Result<CsvFile> CsvFile::open(const std::filesystem::path& path, std::size_t piece_bytes) {
  CsvFile file(path, piece_bytes);
  auto begun = file.begin();
  if (begun) begun = file.read_head();
  if (!begun) return Result<CsvFile>::failure(begun.diagnostics());
  return file;
}

Result<Done> CsvFile::begin() {
  in_ = std::ifstream(path_, std::ios::binary);
  decoder_ = TextDecoder();
  window_.clear();
  at_ = 0;
  all_read_ = false;
  return read_more();
}

Result<Done> CsvFile::rewind() {
  auto begun = begin();
  while (begun && window_.size() < head_bytes_ && !all_read_) begun = read_more();
  at_ = head_bytes_;
  line_ = first_line_;
  return begun;
}

Result<Done> CsvFile::read_more() {
  window_.erase(0, at_);
  at_ = 0;
  const std::size_t wanted = std::max({piece_bytes_, window_.size(), kTelling_bytes});
  std::string piece(wanted, '\0');
  in_.read(piece.data(), static_cast<std::streamsize>(wanted));
  if (in_.bad() || !in_.is_open()) {
    return base::Diagnostic{.code = "IO-102",
                            .message = "the file cannot be read",
                            .where = {.file = path_.string()},
                            .hint = "check its permissions"};
  }
  piece.resize(static_cast<std::size_t>(in_.gcount()));
  all_read_ = piece.size() < wanted;
  decoder_.add(piece, all_read_, window_);
  if (!decoder_.nul_byte()) return Done{};
  return base::Diagnostic{.code = "IO-140",
                          .message = "not a text: found a byte of zero, expected letters only",
                          .where = {.file = path_.string(), .byte = *decoder_.nul_byte()},
                          .hint = "save the table again as CSV UTF-8"};
}

// Excel says the separator in a first line of its own, "sep=;".
void CsvFile::take_separator_line() {
  const std::string_view text = window_;
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  std::string_view said = line;
  if (said.size() == 7 && said.front() == '"' && said.back() == '"') said = said.substr(1, 5);
  if (said.size() != 5 || (said.substr(0, 4) != "sep=" && said.substr(0, 4) != "SEP=")) {
    separator_ = separator_of(text);
    return;
  }
  const std::size_t end = text.substr(line.size(), 2) == "\r\n" ? 2 : 1;
  separator_ = said.back();
  head_bytes_ = std::min(line.size() + end, text.size());
  first_line_ = 2;
}

// False where the window is too short to tell.
bool CsvFile::find_header() {
  CsvRecords records(std::string_view(window_).substr(head_bytes_), separator_, first_line_);
  std::vector<HeadRow> head;
  std::vector<std::string> cells;
  bool blank = false;
  while (head.size() < kMostHeadRows && records.next(cells)) {
    if (!all_read_ && records.next_byte() == window_.size() - head_bytes_) return false;
    if (is_blank(cells)) {
      blank = true;
      continue;
    }
    HeadRow row{.cells = {}, .after_blank = blank && !head.empty()};
    for (const std::string& cell : cells) row.cells.push_back(look_of(cell));
    head.push_back(std::move(row));
    blank = false;
  }
  if (head.size() < kMostHeadRows && !all_read_) return false;
  header_ = header_among(head);
  return true;
}

Result<Done> CsvFile::read_head() {
  while (window_.size() < kHead_bytes && !all_read_) {
    if (auto read = read_more(); !read) return read;
  }
  take_separator_line();
  while (!find_header()) {
    if (window_.size() > kLongestRecord_bytes) {
      header_ = 0;
      break;
    }
    if (auto read = read_more(); !read) return read;
  }
  at_ = head_bytes_;
  line_ = first_line_;
  return Done{};
}

Result<bool> CsvFile::next(std::vector<std::string>& cells) {
  for (;;) {
    CsvRecords records(std::string_view(window_).substr(at_), separator_, line_);
    const bool found = records.next(cells);
    const bool cut = at_ + records.next_byte() == window_.size() && !all_read_;
    if (found && !cut) {
      if (records.quote_left_open()) return open_quote(records.open_quote_line());
      at_ += records.next_byte();
      line_ = records.next_line();
      start_line_ = records.start_line();
      doubtful_quote_line_ = records.doubtful_quote_line();
      return true;
    }
    if (!cut) return false;
    if (window_.size() - at_ > kLongestRecord_bytes) return open_quote(records.open_quote_line());
    if (auto read = read_more(); !read) return Result<bool>::failure(read.diagnostics());
  }
}

base::Diagnostic CsvFile::open_quote(std::int64_t line) const {
  return {.code = "IO-118",
          .message = all_read_ ? "a double quote opens and is not closed before the end of the file"
                               : fmt::format("a record of more than {} MiB: a double quote opens and is not closed",
                                             kLongestRecord_bytes >> 20U),
          .where = {.file = path_.string(), .line = line},
          .hint = "close it, or double it where it belongs to the text"};
}

base::Diagnostics CsvFile::notes() const {
  base::Diagnostics notes;
  if (decoder_.windows_1252_bytes() > 0) {
    notes.push_back({.code = "IO-121",
                     .severity = base::Severity::note,
                     .message = fmt::format("the text is not UTF-8: {} bytes were read as Windows-1252",
                                            decoder_.windows_1252_bytes()),
                     .where = {.file = path_.string()},
                     .hint = "look at names with accents; save as CSV UTF-8 where they are wrong"});
  }
  if (decoder_.broken_letters() > 0) {
    notes.push_back({.code = "IO-141",
                     .severity = base::Severity::warning,
                     .message = fmt::format("{} letters of the UTF-16 text are damaged", decoder_.broken_letters()),
                     .where = {.file = path_.string()},
                     .hint = "check that the file is complete; save as CSV UTF-8"});
  }
  return notes;
}

}  // namespace schouw::formats
