// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/xlsx_parts.h"

#include <algorithm>
#include <charconv>

#include "geo/formats/workbook_text.h"

namespace schouw::formats {

namespace {

std::string last_word(std::string_view type) { return std::string(type.substr(type.rfind('/') + 1)); }

bool is_true(std::string_view text) { return text == "1" || text == "true"; }

int number_of(std::string_view text) {
  int number = -1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc{} && end == text.data() + text.size() ? number : -1;
}

}  // namespace

void XlsxRelations::start(std::string_view name, const XmlAttributes& attributes) {
  if (name != "Relationship" || attributes["TargetMode"] == "External") return;
  by_id[std::string(attributes["Id"])] = {last_word(attributes["Type"]), std::string(attributes["Target"])};
}

std::string XlsxRelations::first_of(std::string_view kind) const {
  const auto found =
      std::find_if(by_id.begin(), by_id.end(), [&](const auto& one) { return one.second.kind == kind; });
  return found == by_id.end() ? std::string() : found->second.target;
}

void XlsxWorkbook::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "workbookPr") since_1904 = is_true(attributes["date1904"]);
  if (name != "sheet") return;
  const std::string_view state = attributes["state"];
  sheets.push_back({.name = std::string(attributes["name"]),
                    .relation = std::string(attributes["id"]),
                    .hidden = state == "hidden" || state == "veryHidden"});
}

void XlsxTexts::start(std::string_view name, const XmlAttributes&) {
  if (name == "si") text_.clear();
  if (name == "rPh") ++reading_;
  taking_ = name == "t" && reading_ == 0;
}

void XlsxTexts::end(std::string_view name) {
  taking_ = false;
  if (name == "rPh") --reading_;
  if (name == "si") texts.push_back(from_workbook_text(text_));
}

void XlsxTexts::text(std::string_view more) {
  if (taking_) text_ += more;
}

void XlsxStyles::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "cellXfs") of_cells_ = true;
  if (name == "numFmt") named_[number_of(attributes["numFmtId"])] = number_format(attributes["formatCode"]);
  if (name != "xf" || !of_cells_) return;
  const int id = number_of(attributes["numFmtId"]);
  const auto named = named_.find(id);
  formats_.push_back(named != named_.end() ? named->second : built_in_number_format(id));
}

void XlsxStyles::end(std::string_view name) {
  if (name == "cellXfs") of_cells_ = false;
}

NumberFormat XlsxStyles::format_of(std::string_view style) const {
  const int at = style.empty() ? 0 : number_of(style);
  return at >= 0 && static_cast<std::size_t>(at) < formats_.size() ? formats_[static_cast<std::size_t>(at)]
                                                                   : NumberFormat();
}

std::optional<MergedCells> cells_of_reference(std::string_view reference) {
  const auto corner = [](std::string_view text, int& column, std::int64_t& row) {
    std::size_t at = 0;
    while (at < text.size() && text[at] == '$') ++at;
    for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && column <= kMostSheetColumns; ++at) {
      column = column * 26 + (text[at] - 'A' + 1);
    }
    if (at < text.size() && text[at] == '$') ++at;
    const auto [end, problem] = std::from_chars(text.data() + at, text.data() + text.size(), row);
    return problem == std::errc{} && end == text.data() + text.size() && column >= 1 && column <= kMostSheetColumns &&
           row >= 1 && row <= kMostSheetRows;
  };
  MergedCells cells;
  const std::size_t colon = reference.find(':');
  if (!corner(reference.substr(0, colon), cells.first_column, cells.first_row)) return std::nullopt;
  cells.last_column = cells.first_column;
  cells.last_row = cells.first_row;
  if (colon == std::string_view::npos) return cells;
  cells.last_column = 0;
  cells.last_row = 0;
  if (!corner(reference.substr(colon + 1), cells.last_column, cells.last_row)) return std::nullopt;
  if (cells.last_column < cells.first_column || cells.last_row < cells.first_row) return std::nullopt;
  return cells;
}

}  // namespace schouw::formats
