// SPDX-License-Identifier: EUPL-1.2
#pragma once

// What the parts of an Office Open XML workbook say, each read by a handler of its own. Source: ECMA-376-1,
// chapter 18.
#include <map>
#include <string>
#include <vector>

#include "geo/formats/sheet_table.h"
#include "geo/formats/spreadsheet_values.h"
#include "geo/formats/xml_events.h"

namespace schouw::formats {

// Which part has which id, and of what kind it is: the last word of its type.
struct XlsxRelation {
  std::string kind;
  std::string target;
};
class XlsxRelations : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view) override {}
  // The target of the first of a kind, empty where there is none.
  std::string first_of(std::string_view kind) const;

  std::map<std::string, XlsxRelation> by_id;
};

struct XlsxSheetEntry {
  std::string name;
  std::string relation;
  bool hidden = false;
};
class XlsxWorkbook : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view) override {}

  std::vector<XlsxSheetEntry> sheets;
  bool since_1904 = false;
};

// Texts that cells share; of a text in several letterings all runs, without the readings of Japanese signs.
class XlsxTexts : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view more) override;

  std::vector<std::string> texts;

 private:
  std::string text_;
  int reading_ = 0;  // within rPh
  bool taking_ = false;
};

// The formats of numbers, by the style of a cell.
class XlsxStyles : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  NumberFormat format_of(std::string_view style) const;

 private:
  std::map<int, NumberFormat> named_;
  std::vector<NumberFormat> formats_;
  bool of_cells_ = false;
};

struct XlsxContext {
  const std::vector<std::string>& texts;
  const XlsxStyles& styles;
  bool since_1904 = false;
  const std::filesystem::path& path;
  const base::Progress& progress;
};

// The cells of one sheet. A formula has the value that was stored with it; one without is told, IO-148.
class XlsxSheet : public XmlHandler {
 public:
  XlsxSheet(const XlsxContext& context, Sheet& sheet, CellBudget& budget, RowProblems& problems)
      : context_(context), sheet_(sheet), budget_(budget), problems_(problems) {}
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view more) override;

 private:
  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void end_cell();
  model::FieldValue value_of_cell();
  model::FieldValue shared_text();
  void refuse(std::string message);

  const XlsxContext& context_;
  Sheet& sheet_;
  CellBudget& budget_;
  RowProblems& problems_;
  std::int64_t row_ = 0;
  int column_ = 0;
  std::string type_, style_, stored_;
  bool in_cell_ = false;
  bool formula_ = false;
  bool taking_ = false;
  int reading_ = 0;
};

// "B5:D7" or "B5"; nothing where it is none, or lies outside a sheet.
std::optional<MergedCells> cells_of_reference(std::string_view reference);

}  // namespace schouw::formats
