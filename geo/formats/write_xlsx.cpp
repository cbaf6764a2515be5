// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "geo/base/atomic_file.h"
#include "geo/formats/workbook.h"
#include "geo/formats/workbook_text.h"

namespace schouw::formats {

namespace {

// ECMA-376 and Excel's own specification.
constexpr std::size_t kLongestCell_units = 32'767;  // of UTF-16
constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kMostColumns = 16'384;
// 1 January 2000: a clock would make two equal exports differ.
constexpr std::time_t kCreated = 946'684'800;
constexpr const char* kDateFormat = "dd-mm-yyyy";

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || byte >= 0xc0) units += byte >= 0xf0 ? 2U : 1U;
  }
  return units;
}

// A day that the calendar of a workbook has: it begins with 1900, and believes in 29 February of that year.
std::optional<lxw_datetime> day_of(std::string_view iso) {
  lxw_datetime day{};
  const auto number = [&](std::size_t at, std::size_t length, int& into) {
    const char* end = iso.data() + at + length;
    const auto read = std::from_chars(iso.data() + at, end, into);
    return read.ec == std::errc() && read.ptr == end;
  };
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-' || iso < "1900-03-01") return std::nullopt;
  if (!number(0, 4, day.year) || !number(5, 2, day.month) || !number(8, 2, day.day)) return std::nullopt;
  return day;
}

base::Diagnostic too_much(std::string message, const WorkbookSheet& sheet, std::size_t row,
                          const std::string& column) {
  return {.code = "IO-160",
          .message = std::move(message),
          .where = {.file = sheet.name, .field = column, .row = static_cast<std::int64_t>(row + 2)},
          .hint = "export as a GeoPackage or an open CSV, which have no such limit"};
}

base::Result<base::Done> check_sheet(const WorkbookSheet& sheet) {
  if (sheet.columns.size() > kMostColumns || sheet.rows.size() >= kMostRows) {
    return too_much(fmt::format("the sheet \"{}\" would have {} rows and {} columns, expected at most {} and {}",
                                sheet.name, sheet.rows.size() + 1, sheet.columns.size(), kMostRows, kMostColumns),
                    sheet, 0, {});
  }
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    for (std::size_t i = 0; i < std::min(sheet.rows[row].size(), sheet.columns.size()); ++i) {
      const auto* text = std::get_if<std::string>(&sheet.rows[row][i]);
      if (text == nullptr || text->size() <= kLongestCell_units / 3) continue;
      if (const std::size_t units = utf16_units(as_workbook_text(*text)); units > kLongestCell_units) {
        return too_much(fmt::format("\"{}\" has a text of {} characters, expected at most {} in a cell of a workbook",
                                    sheet.columns[i].name, units, kLongestCell_units),
                        sheet, row, sheet.columns[i].name);
      }
    }
  }
  return base::Done{};
}

class WorkbookWriter {
 public:
  WorkbookWriter(const Workbook& source, const std::filesystem::path& file)
      : source_(source), file_(file.string()), book_(workbook_new(file_.c_str())) {}
  ~WorkbookWriter() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  // What the library says; LXW_NO_ERROR where all went well.
  lxw_error write() {
    if (book_ == nullptr) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    lxw_doc_properties properties{};
    std::string title = as_workbook_text(source_.title);
    properties.title = title.data();
    properties.created = kCreated;
    note(workbook_set_properties(book_, &properties));
    make_formats();
    for (const WorkbookSheet& sheet : source_.sheets) add_sheet(sheet);
    add_choices();
    note(workbook_close(std::exchange(book_, nullptr)));
    return first_problem_;
  }

 private:
  void note(lxw_error problem) {
    if (first_problem_ == LXW_NO_ERROR) first_problem_ = problem;
  }

  void make_formats() {
    header_ = workbook_add_format(book_);
    format_set_bold(header_);
    format_set_bottom(header_, LXW_BORDER_THIN);
    text_ = workbook_add_format(book_);
    format_set_num_format(text_, "@");
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, kDateFormat);
  }

  lxw_format* format_of(ColumnType type) const {
    if (type == ColumnType::date) return date_;
    return type == ColumnType::text || type == ColumnType::yes_no ? text_ : nullptr;
  }

  void write_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text, lxw_format* format) {
    if (!text.empty()) note(worksheet_write_string(sheet, row, column, as_workbook_text(text).c_str(), format));
  }

  void add_sheet(const WorkbookSheet& sheet) {
    lxw_worksheet* to = workbook_add_worksheet(book_, sheet.name.c_str());
    if (to == nullptr) return note(LXW_ERROR_PARAMETER_VALIDATION);
    pages_.push_back(to);
    worksheet_freeze_panes(to, 1, 0);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      note(worksheet_set_column(to, column, column, width_of(sheet, i), format_of(sheet.columns[i].type)));
      write_text(to, 0, column, sheet.columns[i].name, header_);
    }
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
      for (std::size_t i = 0; i < std::min(sheet.rows[row].size(), sheet.columns.size()); ++i) {
        write_cell(to, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i), sheet.rows[row][i],
                   sheet.columns[i].type);
      }
    }
    if (sheet.columns.empty()) return;
    note(worksheet_autofilter(to, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()),
                              static_cast<lxw_col_t>(sheet.columns.size() - 1)));
  }

  void write_cell(lxw_worksheet* to, lxw_row_t row, lxw_col_t column, const model::FieldValue& value,
                  ColumnType type) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      auto day = type == ColumnType::date ? day_of(*text) : std::nullopt;
      if (day) return note(worksheet_write_datetime(to, row, column, &*day, date_));
      return write_text(to, row, column, *text, text_);
    }
    if (const auto* yes = std::get_if<bool>(&value)) {
      return write_text(to, row, column, *yes ? source_.yes_word : source_.no_word, text_);
    }
    const auto* whole = std::get_if<std::int64_t>(&value);
    const auto* real = std::get_if<double>(&value);
    if (whole != nullptr) note(worksheet_write_number(to, row, column, static_cast<double>(*whole), nullptr));
    if (real != nullptr && std::isfinite(*real)) note(worksheet_write_number(to, row, column, *real, nullptr));
  }

  // Wide enough for the header with its button and for most texts.
  static double width_of(const WorkbookSheet& sheet, std::size_t column) {
    constexpr std::size_t kLooked = 200;
    constexpr std::size_t kWidest = 60;
    std::size_t widest = utf16_units(sheet.columns[column].name) + 3;
    if (sheet.columns[column].type == ColumnType::date) widest = std::max<std::size_t>(widest, 11);
    for (std::size_t row = 0; row < std::min(kLooked, sheet.rows.size()); ++row) {
      if (column >= sheet.rows[row].size()) continue;
      const auto* text = std::get_if<std::string>(&sheet.rows[row][column]);
      if (text != nullptr) widest = std::max(widest, utf16_units(text->substr(0, text->find('\n'))) + 1);
    }
    return static_cast<double>(std::min(widest, kWidest));
  }

  std::vector<std::string> choices_of(const SheetColumn& column) const {
    if (column.type == ColumnType::yes_no) return {source_.yes_word, source_.no_word};
    return column.choices;
  }

  // Lists in the sheet itself end at 255 characters; those in another sheet do not.
  void add_choices() {
    lxw_worksheet* lists = nullptr;
    lxw_col_t list = 0;
    for (std::size_t s = 0; s < pages_.size(); ++s) {
      const auto& columns = source_.sheets[s].columns;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::vector<std::string> choices = choices_of(columns[i]);
        if (choices.empty()) continue;
        if (lists == nullptr) lists = workbook_add_worksheet(book_, source_.choices_name.c_str());
        if (lists == nullptr) return note(LXW_ERROR_PARAMETER_VALIDATION);
        write_text(lists, 0, list, columns[i].name, header_);
        for (std::size_t row = 0; row < choices.size(); ++row) {
          write_text(lists, static_cast<lxw_row_t>(row + 1), list, choices[row], text_);
        }
        note(worksheet_set_column(lists, list, list, 24.0, text_));
        offer(pages_[s], static_cast<lxw_col_t>(i), list++, choices.size());
      }
    }
    if (lists != nullptr) worksheet_freeze_panes(lists, 1, 0);
  }

  // Below the header, down to the end of the sheet: also for the rows that a person adds.
  void offer(lxw_worksheet* to, lxw_col_t column, lxw_col_t list, std::size_t count) {
    std::array<char, LXW_MAX_COL_NAME_LENGTH> letters{};
    lxw_col_to_name(letters.data(), list, LXW_TRUE);
    std::string formula =
        fmt::format("='{}'!{}$2:{}${}", source_.choices_name, letters.data(), letters.data(), count + 1);
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = formula.data();
    note(worksheet_data_validation_range(to, 1, column, static_cast<lxw_row_t>(kMostRows - 1), column, &rule));
  }

  const Workbook& source_;
  std::string file_;
  lxw_workbook* book_;
  std::vector<lxw_worksheet*> pages_;
  lxw_format* header_ = nullptr;
  lxw_format* text_ = nullptr;
  lxw_format* date_ = nullptr;
  lxw_error first_problem_ = LXW_NO_ERROR;
};

}  // namespace

base::Result<base::Done> write_xlsx(const std::filesystem::path& path, const Workbook& workbook) {
  for (const WorkbookSheet& sheet : workbook.sheets) {
    if (auto fits = check_sheet(sheet); !fits) return fits;
  }
  auto file = base::AtomicFile::beside(path);
  if (!file) return base::Result<base::Done>::failure(file.diagnostics());
  const lxw_error problem = WorkbookWriter(workbook, file->fresh()).write();
  if (problem == LXW_NO_ERROR) return file->commit();
  return base::Diagnostic{.code = "IO-161",
                          .message = fmt::format("cannot write the workbook: {}", lxw_strerror(problem)),
                          .where = {.file = path.string()},
                          .hint = "check free space and permissions; the old file is as it was"};
}

std::string xlsxwriter_version() { return lxw_version(); }

}  // namespace schouw::formats
