// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "geo/formats/workbook_text.h"
#include "geo/formats/xlsx_parts.h"

namespace schouw::formats {

void XlsxSheet::refuse(std::string message) {
  problem = base::Diagnostic{.code = "IO-112",
                             .message = std::move(message),
                             .where = {.file = context_.path.string(), .row = row_, .column = column_},
                             .hint = "open it in the program that made it and save it again"};
}

void XlsxSheet::start_row(const XmlAttributes& attributes) {
  column_ = 0;
  ++row_;
  if (const std::string_view stated = attributes["r"]; !stated.empty()) {
    const auto [end, problem_found] = std::from_chars(stated.data(), stated.data() + stated.size(), row_);
    if (problem_found != std::errc{} || end != stated.data() + stated.size()) row_ = 0;
  }
  if (row_ < 1 || row_ > kMostSheetRows) {
    return refuse(fmt::format("damaged: found row '{}', expected 1 to {}", attributes["r"], kMostSheetRows));
  }
  if (context_.progress.cancel.cancelled()) problem = interrupted(context_.path);
  sheet_.rows.push_back({.row = row_, .cells = {}});
}

void XlsxSheet::start_cell(const XmlAttributes& attributes) {
  ++column_;
  if (const std::string_view stated = attributes["r"]; !stated.empty()) {
    const auto cell = cells_of_reference(stated);
    if (!cell) return refuse(fmt::format("damaged: found the cell '{}', expected one such as B5", stated));
    column_ = cell->first_column;
    if (sheet_.rows.empty() || cell->first_row != row_) {
      row_ = cell->first_row;
      sheet_.rows.push_back({.row = row_, .cells = {}});
    }
  }
  if (column_ > kMostSheetColumns || sheet_.rows.empty()) return refuse("damaged: found a cell outside the sheet");
  in_cell_ = true;
  formula_ = false;
  type_ = attributes["t"];
  style_ = attributes["s"];
  stored_.clear();
}

void XlsxSheet::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "row") return start_row(attributes);
  if (name == "c") return start_cell(attributes);
  if (name == "f") formula_ = true;
  if (name == "rPh") ++reading_;
  taking_ = in_cell_ && reading_ == 0 && (name == "v" || name == "t");
  const bool filter = name == "autoFilter";
  if (!filter && name != "mergeCell") return;
  const auto cells = cells_of_reference(attributes["ref"]);
  if (!cells) return;
  if (filter) {
    sheet_.header_row = cells->first_row;
  } else {
    sheet_.merged.push_back(*cells);
  }
}

void XlsxSheet::text(std::string_view more) {
  if (taking_) stored_ += more;
}

void XlsxSheet::end(std::string_view name) {
  taking_ = false;
  if (name == "rPh") --reading_;
  if (name == "c" && in_cell_) end_cell();
}

model::FieldValue XlsxSheet::shared_text() {
  std::size_t at = 0;
  const auto [end, problem_found] = std::from_chars(stored_.data(), stored_.data() + stored_.size(), at);
  if (problem_found == std::errc{} && at < context_.texts.size()) return context_.texts[at];
  refuse(fmt::format("damaged: found shared text {}, expected less than {}", stored_, context_.texts.size()));
  return {};
}

model::FieldValue XlsxSheet::value_of_cell() {
  if (type_ == "inlineStr" || type_ == "str") return from_workbook_text(stored_);
  if (stored_.empty()) return {};
  if (type_ == "s") return shared_text();
  if (type_ == "b") return stored_ == "1" || stored_ == "true";
  if (type_ == "e" || type_ == "d") return std::move(stored_);
  return shown_number(stored_, context_.styles.format_of(style_), context_.since_1904);
}

void XlsxSheet::end_cell() {
  in_cell_ = false;
  if (formula_ && stored_.empty() && type_ != "str") {
    problems_.add(
        {.code = "IO-148",
         .severity = base::Severity::warning,
         .message = fmt::format("sheet '{}': a formula without a stored value is read as empty", sheet_.name),
         .where = {.row = row_, .column = column_},
         .hint = "open the workbook in a spreadsheet program, which computes it, and save it"});
  }
  model::FieldValue value = value_of_cell();
  if (std::holds_alternative<std::monostate>(value)) return;
  if (!budget_.take(value)) {
    problem = over_limit(context_.path,
                         fmt::format("more than {} cells or {} bytes of text", kMostCells, kLargestUnpacked_bytes));
    return;
  }
  sheet_.rows.back().cells.push_back({.column = column_, .value = std::move(value)});
}

}  // namespace schouw::formats
