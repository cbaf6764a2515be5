// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "geo/formats/read_tables.h"
#include "geo/formats/sheet_table.h"
#include "geo/formats/spreadsheet_values.h"
#include "geo/formats/zip_parts_gdal.h"

namespace schouw::formats {

namespace {

using Tables = base::Result<FeatureTables>;

std::int64_t count_of(std::string_view text) {
  std::int64_t count = 1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  return problem == std::errc{} && end == text.data() + text.size() && count > 0 ? count : 1;
}

// The content of an OpenDocument spreadsheet, table by table as each ends. Source: OpenDocument 1.3 part 3,
// chapter 9.
class OdsContent : public XmlHandler {
 public:
  OdsContent(const std::filesystem::path& path, const base::Progress& progress, SheetTables& tables)
      : path_(path), progress_(progress), tables_(tables) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "style") style_ = attributes["name"];
    if (name == "table-properties" && attributes["display"] == "false") hidden_styles_.insert(style_);
    if (name == "annotation") ++within_annotation_;
    if (name == "table" && attributes.has("name") && tables_deep_++ == 0) return start_table(attributes);
    if (tables_deep_ != 1 || within_annotation_ > 0) return;
    if (name == "table-row") return start_row(attributes);
    if (name == "table-cell") return start_cell(attributes);
    if (name == "covered-table-cell")
      column_ += count_of(attributes["number-columns-repeated"]);  // hides what it has
    if (in_cell_) start_text(name, attributes);
  }

  void end(std::string_view name) override {
    if (name == "annotation") --within_annotation_;
    if (name == "table" && tables_deep_ > 0 && --tables_deep_ == 0) return end_table();
    if (tables_deep_ != 1 || within_annotation_ > 0) return;
    if (name == "p" && paragraphs_deep_ > 0) --paragraphs_deep_;
    if (name == "table-cell") return end_cell();
    if (name == "table-row") end_row();
  }

  void text(std::string_view more) override {
    if (in_cell_ && within_annotation_ == 0 && paragraphs_deep_ > 0) text_ += more;
  }

 private:
  void start_table(const XmlAttributes& attributes) {
    sheet_ = {.name = std::string(attributes["name"]),
              .hidden = hidden_styles_.count(std::string(attributes["style-name"])) != 0};
    row_ = 0;
  }

  void start_row(const XmlAttributes& attributes) {
    if (progress_.cancel.cancelled()) problem = interrupted(path_);
    row_repeated_ = count_of(attributes["number-rows-repeated"]);
    cells_.clear();
    spans_.clear();
    column_ = 0;
  }

  void start_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    paragraphs_ = 0;
    paragraphs_deep_ = 0;
    text_.clear();
    type_ = attributes["value-type"];
    formula_ = attributes.has("formula");
    value_ = {};
    if (type_ == "float" || type_ == "percentage" || type_ == "currency") value_ = number_value(attributes["value"]);
    if (type_ == "boolean") value_ = attributes["boolean-value"] == "true";
    if (type_ == "date") value_ = std::string(attributes["date-value"]);
    if (type_ == "time") value_ = clock_from_duration(attributes["time-value"]);
    if (type_ == "string" && attributes.has("string-value")) value_ = std::string(attributes["string-value"]);
    repeated_ = count_of(attributes["number-columns-repeated"]);
    columns_spanned_ = count_of(attributes["number-columns-spanned"]);
    rows_spanned_ = count_of(attributes["number-rows-spanned"]);
  }

  void start_text(std::string_view name, const XmlAttributes& attributes) {
    if (name == "p" || name == "h") {
      if (paragraphs_++ > 0) text_ += '\n';
      ++paragraphs_deep_;
    } else if (name == "s") {
      constexpr std::int64_t kMostBlanks = 10'000;
      text_.append(static_cast<std::size_t>(std::min(count_of(attributes["c"]), kMostBlanks)), ' ');
    } else if (name == "tab") {
      text_ += '\t';
    } else if (name == "line-break") {
      text_ += '\n';
    }
  }

  void end_cell() {
    in_cell_ = false;
    const bool typed = !std::holds_alternative<std::monostate>(value_);
    if (!typed && paragraphs_ > 0) value_ = text_;
    const std::int64_t first = column_ + 1;
    column_ += repeated_;
    if (formula_ && !typed && text_.empty() && type_ != "string") tell_of_formula(first);
    const auto* text = std::get_if<std::string>(&value_);
    if (std::holds_alternative<std::monostate>(value_) || (text != nullptr && text->empty())) return;
    if (column_ > kMostSheetColumns) return refuse("a cell outside the sheet");
    for (std::int64_t i = first; i <= column_; ++i) {
      if (!budget_.take(value_)) return spend();
      cells_.push_back({.column = static_cast<int>(i), .value = value_});
    }
    if (columns_spanned_ > 1 || rows_spanned_ > 1) {
      spans_.push_back(
          {.first_row = row_ + 1,
           .last_row = std::min(row_ + rows_spanned_, kMostSheetRows),
           .first_column = static_cast<int>(first),
           .last_column = static_cast<int>(std::min<std::int64_t>(first + columns_spanned_ - 1, kMostSheetColumns))});
    }
  }

  void end_row() {
    const std::int64_t first = row_ + 1;
    row_ += std::min(row_repeated_, kMostSheetRows);
    if (cells_.empty()) return;
    if (row_ > kMostSheetRows) return refuse("a row outside the sheet");
    for (std::int64_t i = first; i < row_; ++i) {
      for (const SheetCell& cell : cells_) {
        if (!budget_.take(cell.value)) return spend();
      }
      sheet_.rows.push_back({.row = i, .cells = cells_});
    }
    sheet_.rows.push_back({.row = row_, .cells = std::move(cells_)});
    sheet_.merged.insert(sheet_.merged.end(), spans_.begin(), spans_.end());
  }

  void end_table() {
    auto added = tables_.add(std::move(sheet_));
    if (!added) problem = added.diagnostics().front();
  }

  void tell_of_formula(std::int64_t column) {
    tables_.problems().add(
        {.code = "IO-148",
         .severity = base::Severity::warning,
         .message = fmt::format("sheet '{}': a formula without a stored value is read as empty", sheet_.name),
         .where = {.row = row_ + 1, .column = column},
         .hint = "open the workbook in a spreadsheet program, which computes it, and save it"});
  }

  void refuse(std::string_view found) {
    problem = base::Diagnostic{.code = "IO-112",
                               .message = fmt::format("damaged: found {}", found),
                               .where = {.file = path_.string(), .row = row_ + 1, .column = column_},
                               .hint = "open it in the program that made it and save it again"};
  }
  void spend() {
    problem =
        over_limit(path_, fmt::format("more than {} cells or {} bytes of text", kMostCells, kLargestUnpacked_bytes));
  }

  const std::filesystem::path& path_;
  const base::Progress& progress_;
  SheetTables& tables_;
  CellBudget budget_;
  std::set<std::string> hidden_styles_;
  std::string style_;
  Sheet sheet_;
  int tables_deep_ = 0;
  int within_annotation_ = 0;
  std::int64_t row_ = 0, row_repeated_ = 1;
  std::int64_t column_ = 0, repeated_ = 1, columns_spanned_ = 1, rows_spanned_ = 1;
  std::vector<SheetCell> cells_;
  std::vector<MergedCells> spans_;
  bool in_cell_ = false;
  bool formula_ = false;
  int paragraphs_ = 0;
  int paragraphs_deep_ = 0;
  std::string type_, text_;
  model::FieldValue value_;
};

}  // namespace

Tables read_ods(const std::filesystem::path& path, const base::Progress& progress) {
  auto parts = ZipParts::open(path);
  if (!parts) return Tables::failure(std::move(parts).diagnostics());
  SheetTables tables(path);
  OdsContent content(path, progress, tables);
  auto read = (*parts)->read_xml_part("content.xml", content);
  if (!read) return Tables::failure(std::move(read).diagnostics());
  return tables.take();
}

}  // namespace schouw::formats
