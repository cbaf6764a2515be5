// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/csv_records.h"

#include <algorithm>
#include <tuple>

#include "geo/formats/header_row.h"

namespace schouw::formats {

namespace {

constexpr std::size_t kPreview_bytes = 1 << 20;

// The first records that hold something.
std::vector<std::vector<std::string>> preview(std::string_view text, char separator) {
  const std::string_view head = text.substr(0, kPreview_bytes);
  CsvRecords records(head, separator, 1);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> cells;
  while (rows.size() < kMostHeadRows && records.next(cells)) {
    if (!is_blank(cells)) rows.push_back(cells);
  }
  const bool cut = head.size() < text.size() && rows.size() < kMostHeadRows;
  if (cut && rows.size() > 1) rows.pop_back();
  return rows;
}

// How many rows fit below the best header, how many known names that has, and how many columns.
using Fit = std::tuple<std::size_t, std::size_t, std::size_t>;

Fit fit_of(const std::vector<std::vector<std::string>>& rows) {
  Fit best{};
  for (std::size_t header = 0; header < rows.size(); ++header) {
    const std::size_t columns = rows[header].size();
    if (columns < 2) continue;
    const auto fitting = std::count_if(rows.begin() + static_cast<std::ptrdiff_t>(header), rows.end(),
                                       [&](const auto& row) { return row.size() > 1 && row.size() <= columns; });
    const auto known = std::count_if(rows[header].begin(), rows[header].end(),
                                     [](const std::string& cell) { return look_of(cell) == CellLook::known; });
    best = std::max(best, Fit{static_cast<std::size_t>(fitting), static_cast<std::size_t>(known), columns});
  }
  return best;
}

}  // namespace

bool CsvRecords::next(std::vector<std::string>& cells) {
  cells.clear();
  doubtful_quote_line_.reset();
  if (at_ >= text_.size()) return false;
  start_line_ = line_;
  for (bool more = true; more;) more = take_cell(cells.emplace_back());
  return true;
}

bool CsvRecords::take_cell(std::string& cell) {
  if (at_ < text_.size() && text_[at_] == '"') take_quoted(cell);
  while (at_ < text_.size()) {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != separator_ && !ends_line(end)) ++end;
    cell.append(text_, at_, end - at_);
    at_ = end;
    if (at_ == text_.size()) break;
    const char c = text_[at_++];
    if (c == separator_) return true;
    if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') continue;
    ++line_;
    return false;
  }
  return false;
}

void CsvRecords::take_quoted(std::string& cell) {
  open_quote_line_ = line_;
  for (++at_; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      ++at_;
    } else if (c == '"') {
      ++at_;
      const bool closes = at_ == text_.size() || text_[at_] == separator_ || ends_line(at_);
      if (!closes && line_ != open_quote_line_) doubtful_quote_line_ = open_quote_line_;
      return;
    }
    if (c == '\n' || (c == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n'))) ++line_;
    cell += c;
  }
  quote_left_open_ = true;
}

bool is_blank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& c) { return c.find_first_not_of(" \t") == std::string::npos; });
}

char separator_of(std::string_view text) {
  constexpr std::string_view kSeparators = ",;\t|";
  Fit best{};
  char found = kSeparators.front();
  for (const char separator : kSeparators) {
    const Fit fit = fit_of(preview(text, separator));
    if (fit > best) {
      best = fit;
      found = separator;
    }
  }
  return found;
}

}  // namespace schouw::formats
