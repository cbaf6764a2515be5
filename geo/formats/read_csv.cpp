// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>

#include "geo/base/read_file.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/read_tables.h"
#include "geo/formats/row_problems.h"
#include "geo/formats/spreadsheet_text.h"

namespace schouw::formats {

namespace {

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xe0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

// What Excel saves as "CSV" on a Dutch Windows. Source: the table of the WHATWG encoding standard, windows-1252.
std::string from_windows_1252(std::string_view bytes) {
  constexpr std::array<char32_t, 32> kHigh = {0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                              0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                              0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                              0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xa0 ? kHigh[byte - 0x80U] : static_cast<char32_t>(byte));
  }
  return out;
}

// Records of cells, with the line on which each starts.
class CsvRecords {
 public:
  CsvRecords(std::string_view text, char separator, std::int64_t first_line)
      : text_(text), separator_(separator), line_(first_line) {}

  bool next(std::vector<std::string>& cells) {
    cells.clear();
    if (at_ >= text_.size()) return false;
    start_line_ = line_;
    std::string cell;
    for (bool more = true; more;) {
      more = take_cell(cell);
      cells.push_back(cell);
    }
    return true;
  }
  std::int64_t start_line() const { return start_line_; }
  bool quote_left_open() const { return quote_left_open_; }
  std::int64_t open_quote_line() const { return open_quote_line_; }

 private:
  // True where another cell of the same record follows.
  bool take_cell(std::string& cell) {
    cell.clear();
    if (at_ < text_.size() && text_[at_] == '"') take_quoted(cell);
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == separator_) return true;
      if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') continue;
      if (c == '\n' || c == '\r') {
        ++line_;
        return false;
      }
      cell += c;
    }
    return false;
  }

  void take_quoted(std::string& cell) {
    open_quote_line_ = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        ++at_;
      } else if (c == '"') {
        ++at_;
        return;
      }
      if (c == '\n') ++line_;
      cell += c;
    }
    quote_left_open_ = true;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::int64_t line_;
  std::int64_t start_line_ = 1;
  std::int64_t open_quote_line_ = 1;
  bool quote_left_open_ = false;
};

char separator_of(std::string_view text) {
  constexpr std::string_view kSeparators = ",;\t|";
  std::array<int, 4> counts{};
  bool quoted = false;
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \r\n")));
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
    const auto which = kSeparators.find(c);
    if (!quoted && which != std::string_view::npos) ++counts[which];
  }
  return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

bool blank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& c) { return c.find_first_not_of(" \t") == std::string::npos; });
}

// A CSV with semicolons is one that a Dutch spreadsheet opens, with texts marked as such.
void take_marks_away(std::vector<std::string>& cells) {
  for (std::string& cell : cells) {
    if (!cell.empty() && cell.front() == '\'') cell = std::string(from_spreadsheet_text(cell));
  }
}

class CsvTable {
 public:
  explicit CsvTable(const std::filesystem::path& path) : path_(path), problems_(path) {
    table_.name = path.stem().string();
  }

  base::Result<FeatureTables> read(std::string_view text, const base::Progress& progress) {
    std::int64_t first_line = 1;
    char separator = separator_of(text);
    if (text.substr(0, 4) == "sep=" && text.size() > 5) {
      separator = text[4];
      text.remove_prefix(std::min(text.size(), text.find('\n') + 1));
      first_line = 2;
    }
    CsvRecords records(text, separator, first_line);
    std::vector<std::string> cells;
    while (records.next(cells)) {
      if (progress.cancel.cancelled()) return interrupted(path_);
      if (records.quote_left_open()) return open_quote(records.open_quote_line());
      if (blank(cells)) continue;
      if (separator == ';') take_marks_away(cells);
      if (table_.field_names.empty()) {
        if (cells.size() > kMostColumns) return over_limit(path_, fmt::format("{} columns", cells.size()));
        name_columns(cells);
        continue;
      }
      if (table_.features.size() >= kMostFeatures) return over_limit(path_, "rows");
      add_row(cells, records.start_line());
    }
    if (table_.field_names.empty()) return no_header();
    base::Diagnostics diagnostics = problems_.take();
    base::append(diagnostics, std::move(notes_));
    return {{std::move(table_)}, std::move(diagnostics)};
  }

 private:
  void name_columns(const std::vector<std::string>& cells) {
    std::map<std::string, int> seen;
    std::vector<std::string> repeated;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string name = cells[i].empty() ? fmt::format("column {}", i + 1) : cells[i];
      const int times = ++seen[name];
      if (times == 2) repeated.push_back(name);
      table_.field_names.push_back(times == 1 ? name : fmt::format("{} #{}", name, times));
    }
    if (repeated.empty()) return;
    notes_.push_back({.code = "IO-119",
                      .severity = base::Severity::note,
                      .message = fmt::format("{} column names stand more than once, the first is \"{}\"",
                                             repeated.size(), repeated.front()),
                      .where = {.file = path_.string(), .line = 1},
                      .hint = "the later ones are called \"... #2\", \"... #3\""});
  }

  void add_row(std::vector<std::string>& cells, std::int64_t line) {
    const auto& names = table_.field_names;
    model::Feature feature;
    feature.row = line;
    feature.fields.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i < cells.size() && cells[i].size() > kLongestCell_bytes) {
        return problems_.left_out(table_, line, {},
                                  fmt::format("a cell of {} bytes in \"{}\"", cells[i].size(), names[i]));
      }
      const bool filled = i < cells.size() && !cells[i].empty();
      feature.fields.emplace_back(names[i], filled ? model::FieldValue(std::move(cells[i])) : model::FieldValue());
    }
    const auto extra = std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), cells.size())),
                                   cells.end(), [](const std::string& c) { return !c.empty(); });
    if (extra) {
      problems_.add(
          {.code = "IO-120",
           .severity = base::Severity::warning,
           .message = fmt::format("found {} cells, expected {} as in the header; the extra ones are left out",
                                  cells.size(), names.size()),
           .where = {.line = line, .row = line},
           .hint = "put text that holds the separator between double quotes"});
    }
    table_.features.push_back(std::move(feature));
  }

  base::Diagnostic open_quote(std::int64_t line) const {
    return {.code = "IO-118",
            .message = "a double quote opens and is not closed before the end of the file",
            .where = {.file = path_.string(), .line = line},
            .hint = "close it, or double it where it belongs to the text"};
  }
  base::Diagnostic no_header() const {
    return {.code = "IO-103",
            .message = "no header and no rows, only blanks",
            .where = {.file = path_.string(), .line = 1},
            .hint = "check where it came from"};
  }

  const std::filesystem::path& path_;
  RowProblems problems_;
  base::Diagnostics notes_;
  model::FeatureTable table_;
};

}  // namespace

base::Result<FeatureTables> read_csv(const std::filesystem::path& path, const base::Progress& progress) {
  if (auto plain = check_plain_file(path, kLargestText_bytes); !plain) {
    return base::Result<FeatureTables>::failure(std::move(plain).diagnostics());
  }
  auto bytes = base::read_file(path, kLargestText_bytes);
  if (!bytes) return base::Result<FeatureTables>::failure(bytes.diagnostics());
  std::string_view text = *bytes;
  if (text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
  if (simdjson::validate_utf8(text.data(), text.size())) return CsvTable(path).read(text, progress);
  const std::string converted = from_windows_1252(text);
  auto tables = CsvTable(path).read(converted, progress);
  if (!tables) return tables;
  base::Diagnostics diagnostics = tables.diagnostics();
  diagnostics.push_back({.code = "IO-121",
                         .severity = base::Severity::note,
                         .message = "the text is not UTF-8 and was read as Windows-1252",
                         .where = {.file = path.string()},
                         .hint = "look at names with accents; save as CSV UTF-8 where they are wrong"});
  return {*std::move(tables), std::move(diagnostics)};
}

}  // namespace schouw::formats
