// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "geo/base/read_file.h"
#include "geo/formats/csv_records.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/geometry_columns.h"
#include "geo/formats/header_row.h"
#include "geo/formats/read_tables.h"
#include "geo/formats/row_problems.h"
#include "geo/formats/spreadsheet_text.h"
#include "geo/formats/text_encoding.h"

namespace schouw::formats {

namespace {

// A text and how it is cut into records.
struct CsvText {
  std::string_view text;
  char separator = ',';
  std::int64_t first_line = 1;
};

// Excel says the separator in a first line of its own, "sep=;".
CsvText without_separator_line(std::string_view text) {
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  std::string_view said = line;
  if (said.size() == 7 && said.front() == '"' && said.back() == '"') said = said.substr(1, 5);
  if (said.size() != 5 || (said.substr(0, 4) != "sep=" && said.substr(0, 4) != "SEP=")) {
    return {.text = text, .separator = separator_of(text)};
  }
  text.remove_prefix(line.size());
  const std::size_t end = text.substr(0, 2) == "\r\n" ? 2 : 1;
  return {.text = text.substr(std::min(end, text.size())), .separator = said.back(), .first_line = 2};
}

// Which of the records that hold something names the columns.
std::size_t header_in(const CsvText& csv) {
  CsvRecords records(csv.text, csv.separator, csv.first_line);
  std::vector<HeadRow> head;
  std::vector<std::string> cells;
  bool blank = false;
  while (head.size() < kMostHeadRows && records.next(cells)) {
    if (is_blank(cells)) {
      blank = true;
      continue;
    }
    HeadRow row{.cells = {}, .after_blank = blank && !head.empty()};
    for (const std::string& cell : cells) row.cells.push_back(look_of(cell));
    head.push_back(std::move(row));
    blank = false;
  }
  return header_among(head);
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

  base::Result<FeatureTables> read(const CsvText& csv, const base::Progress& progress) {
    const std::size_t header = header_in(csv);
    CsvRecords records(csv.text, csv.separator, csv.first_line);
    std::vector<std::string> cells;
    for (std::size_t held = 0; records.next(cells);) {
      if (progress.cancel.cancelled()) return interrupted(path_);
      if (records.quote_left_open()) return open_quote(records.open_quote_line());
      if (is_blank(cells)) continue;
      if (csv.separator == ';') take_marks_away(cells);
      if (cells.size() > kMostColumns) return over_limit(path_, fmt::format("{} columns", cells.size()));
      if (held++ < header) {
        skip(cells, records.start_line());
      } else if (names_.empty()) {
        if (holds_nothing(cells)) continue;
        name(cells, records.start_line());
      } else {
        cells_ += std::max(names_.size(), cells.size());
        if (table_.features.size() >= kMostFeatures) return over_limit(path_, "rows");
        if (cells_ > kMostCells) return over_limit(path_, fmt::format("more than {} cells", kMostCells));
        add_row(cells, records);
      }
    }
    if (names_.empty()) return no_header();
    return finish();
  }

 private:
  // A column without a name is one where it has a value.
  struct Column {
    std::string name;
    bool used = false;
  };

  base::Result<FeatureTables> finish() {
    for (const Column& column : names_) {
      if (column.used) table_.field_names.push_back(column.name);
    }
    if (!skipped_.empty()) notes_.push_back(note_of_skipped(skipped_, path_.string(), {}));
    if (auto taken = take_geometry_columns(table_, problems_, notes_); !taken) {
      return base::Result<FeatureTables>::failure(std::move(taken).diagnostics());
    }
    base::Diagnostics diagnostics = problems_.take();
    base::append(diagnostics, std::move(notes_));
    return {{std::move(table_)}, std::move(diagnostics)};
  }

  // A line of nothing but separators, in a file that has no table to tell which one parts its cells.
  static bool holds_nothing(const std::vector<std::string>& cells) {
    return std::all_of(cells.begin(), cells.end(),
                       [](const std::string& cell) { return cell.find_first_not_of(" \t;,|") == std::string::npos; });
  }

  void skip(const std::vector<std::string>& cells, std::int64_t line) {
    const auto first = std::find_if(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); });
    skipped_.push_back({line, *first});
  }

  void name(const std::vector<std::string>& cells, std::int64_t line) {
    auto named = name_columns(cells, path_.string(), line);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      names_.push_back({std::move(named.names[i]), cells[i].find_first_not_of(" \t") != std::string::npos});
    }
    named_ = names_.size();
    base::append(notes_, std::move(named.notes));
  }

  void add_row(std::vector<std::string>& cells, const CsvRecords& records) {
    const std::int64_t line = records.start_line();
    if (records.doubtful_quote_line()) tell_of_quote(*records.doubtful_quote_line(), line);
    const auto longest = std::max_element(cells.begin(), cells.end(),
                                          [](const auto& a, const auto& b) { return a.size() < b.size(); });
    if (longest->size() > kLongestCell_bytes) {
      return problems_.left_out(table_, line, {}, fmt::format("a cell of {} bytes", longest->size()));
    }
    model::Feature feature;
    feature.row = line;
    while (!cells.empty() && cells.size() > named_ && cells.back().empty()) cells.pop_back();
    if (cells.size() > named_) tell_of_extra(cells.size(), line);
    while (names_.size() < cells.size()) names_.push_back({fmt::format("column {}", names_.size() + 1)});
    feature.fields.reserve(std::max(cells.size(), named_));
    for (std::size_t i = 0; i < std::max(cells.size(), named_); ++i) {
      const bool filled = i < cells.size() && !cells[i].empty();
      names_[i].used = names_[i].used || filled;
      if (!names_[i].used) continue;
      feature.fields.emplace_back(names_[i].name,
                                  filled ? model::FieldValue(std::move(cells[i])) : model::FieldValue());
    }
    table_.features.push_back(std::move(feature));
  }

  void tell_of_extra(std::size_t found, std::int64_t line) {
    problems_.add({.code = "IO-120",
                   .severity = base::Severity::warning,
                   .message = fmt::format("found {} cells, expected {} as in the header; the extra ones stand in "
                                          "\"column {}\" and on",
                                          found, named_, named_ + 1),
                   .where = {.line = line, .row = line},
                   .hint = "put text that holds the separator between double quotes"});
  }

  void tell_of_quote(std::int64_t quote_line, std::int64_t line) {
    problems_.add({.code = "IO-150",
                   .severity = base::Severity::warning,
                   .message = "a double quote opens here and closes within a text on a later line; the lines between "
                              "are read as one cell",
                   .where = {.line = quote_line, .row = line},
                   .hint = "close it in its own line, or double it where it belongs to the text"});
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
  std::vector<Column> names_;
  std::size_t named_ = 0;  // as many as the header has cells
  std::vector<SkippedRow> skipped_;
  std::size_t cells_ = 0;
};

base::Diagnostic no_text(const std::filesystem::path& path, std::int64_t byte) {
  return {.code = "IO-140",
          .message = "not a text: found a byte of zero, expected letters only",
          .where = {.file = path.string(), .byte = byte},
          .hint = "save the table again as CSV UTF-8"};
}

void tell_of_encoding(const DecodedText& decoded, const std::string& file, base::Diagnostics& diagnostics) {
  if (decoded.windows_1252_bytes > 0) {
    diagnostics.push_back({.code = "IO-121",
                           .severity = base::Severity::note,
                           .message = fmt::format("the text is not UTF-8: {} bytes were read as Windows-1252",
                                                  decoded.windows_1252_bytes),
                           .where = {.file = file},
                           .hint = "look at names with accents; save as CSV UTF-8 where they are wrong"});
  }
  if (decoded.broken_letters > 0) {
    diagnostics.push_back(
        {.code = "IO-141",
         .severity = base::Severity::warning,
         .message = fmt::format("{} letters of the UTF-16 text are damaged", decoded.broken_letters),
         .where = {.file = file},
         .hint = "check that the file is complete; save as CSV UTF-8"});
  }
}

}  // namespace

base::Result<FeatureTables> read_csv(const std::filesystem::path& path, const base::Progress& progress) {
  if (auto plain = check_plain_file(path, kLargestText_bytes); !plain) {
    return base::Result<FeatureTables>::failure(std::move(plain).diagnostics());
  }
  auto bytes = base::read_file(path, kLargestText_bytes);
  if (!bytes) return base::Result<FeatureTables>::failure(bytes.diagnostics());
  const DecodedText decoded = decode_text(*std::move(bytes));
  if (decoded.nul_byte) return no_text(path, *decoded.nul_byte);
  auto tables = CsvTable(path).read(without_separator_line(decoded.text), progress);
  if (!tables) return tables;
  base::Diagnostics diagnostics = tables.diagnostics();
  tell_of_encoding(decoded, path.string(), diagnostics);
  return {*std::move(tables), std::move(diagnostics)};
}

}  // namespace schouw::formats
