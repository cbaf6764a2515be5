// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "geo/formats/read_features_gdal.h"
#include "tests/geo/formats/temporary_folder.h"
#include "tests/geo/formats/zip_writer.h"

namespace schouw::formats {
namespace {

using Tables = base::Result<std::vector<model::FeatureTable>>;

// The parts of a workbook (ECMA-376-1, chapter 18), each sheet by its name and its rows in XML.
struct Book {
  struct Sheet {
    std::string name;
    std::string rows;
    std::string behind;      // what stands behind the rows
    std::string attributes;  // of the entry in the workbook
  };
  std::vector<Sheet> sheets;
  std::string shared;
  std::string styles;
  std::string properties;

  std::string bytes() const {
    std::string entries;
    std::string relations;
    std::vector<std::pair<std::string, std::string>> parts;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const std::string n = std::to_string(i + 1);
      entries += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + n + "\" r:id=\"r" + n + "\" " +
                 sheets[i].attributes + "/>";
      relations += relation("r" + n, "worksheet", "worksheets/sheet" + n + ".xml");
      parts.emplace_back("xl/worksheets/sheet" + n + ".xml", "<worksheet><sheetData>" + sheets[i].rows +
                                                                 "</sheetData>" + sheets[i].behind + "</worksheet>");
    }
    relations += relation("s", "sharedStrings", "/xl/sharedStrings.xml") + relation("t", "styles", "styles.xml");
    parts.emplace_back("_rels/.rels",
                       "<Relationships>" + relation("b", "officeDocument", "xl/workbook.xml") + "</Relationships>");
    parts.emplace_back("xl/workbook.xml",
                       "<workbook xmlns:r=\"r\">" + properties + "<sheets>" + entries + "</sheets></workbook>");
    parts.emplace_back("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
    parts.emplace_back("xl/sharedStrings.xml", "<sst>" + shared + "</sst>");
    parts.emplace_back("xl/styles.xml", "<styleSheet>" + styles + "</styleSheet>");
    return zip_of(parts);
  }

  static std::string relation(const std::string& id, const std::string& kind, const std::string& target) {
    return "<Relationship Id=\"" + id +
           "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind + "\" Target=\"" +
           target + "\"/>";
  }
};

std::string text(std::string_view where, std::string_view value) {
  return "<c r=\"" + std::string(where) + "\" t=\"inlineStr\"><is><t>" + std::string(value) + "</t></is></c>";
}
std::string number(std::string_view where, std::string_view value, std::string_view style = "0") {
  return "<c r=\"" + std::string(where) + "\" s=\"" + std::string(style) + "\"><v>" + std::string(value) + "</v></c>";
}
std::string row(int at, std::string_view cells) {
  return "<row r=\"" + std::to_string(at) + "\">" + std::string(cells) + "</row>";
}

Tables read(const Book& book) {
  const TemporaryFolder folder;
  return read_feature_file(folder.file("register.xlsx", book.bytes()));
}

// A sheet of a header "id, v" and one row, whose second cell is given.
model::FieldValue value_of(const std::string& cell, Book book = {}) {
  book.sheets = {{.name = "S", .rows = row(1, text("A1", "id") + text("B1", "v")) + row(2, text("A2", "a") + cell)}};
  const auto tables = read(book);
  EXPECT_TRUE(tables) << describe(tables.diagnostics().front());
  const auto* value = tables ? tables->front().features.at(0).field("v") : nullptr;
  return value == nullptr ? model::FieldValue("(none)") : *value;
}

model::FieldValue words(std::string_view value) { return std::string(value); }

const base::Diagnostic* said(const base::Diagnostics& diagnostics, std::string_view code) {
  const auto found =
      std::find_if(diagnostics.begin(), diagnostics.end(), [&](const auto& d) { return d.code == code; });
  return found == diagnostics.end() ? nullptr : &*found;
}

TEST(Xlsx, keeps_a_text_as_the_text_that_is_stored) {
  for (const char* stored : {"007", "12345678901234567890", "8151-9408.0", "1e5", "1.0", "ja", "52,36", "2024-1-1"}) {
    EXPECT_EQ(value_of(text("B2", stored)), words(stored)) << stored;
  }
  EXPECT_EQ(value_of(text("B2", "Caf\xc3\xa9 &amp; &lt;bar&gt;")), words("Caf\xc3\xa9 & <bar>"));
  EXPECT_EQ(value_of(text("B2", "two_x000D_\nlines _x005F_x0041_")), words("two\r\nlines _x0041_"));
}

TEST(Xlsx, keeps_whole_numbers_to_their_last_digit) {
  EXPECT_EQ(value_of(number("B2", "7")), model::FieldValue(std::int64_t{7}));
  EXPECT_EQ(value_of(number("B2", "1E+5")), model::FieldValue(std::int64_t{100000}));
  EXPECT_EQ(value_of(number("B2", "9007199254740992")), model::FieldValue(std::int64_t{9007199254740992}));
  EXPECT_EQ(value_of(number("B2", "12345678901234567890")), words("12345678901234567890"));
  EXPECT_EQ(value_of(number("B2", "8.7123456789012304E+17")), words("871234567890123040"));
  EXPECT_EQ(value_of(number("B2", "52.367600000000003")), model::FieldValue(52.3676));
  EXPECT_EQ(value_of(number("B2", "-4.5E-3")), model::FieldValue(-0.0045));
}

TEST(Xlsx, shows_the_zeros_in_front_that_the_format_of_a_code_shows) {
  const Book book{.styles =
                      "<numFmts><numFmt numFmtId=\"170\" formatCode=\"00000\"/></numFmts>"
                      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs>"};
  EXPECT_EQ(value_of(number("B2", "42", "1"), book), words("00042"));
  EXPECT_EQ(value_of(number("B2", "42", "0"), book), model::FieldValue(std::int64_t{42}));
}

// The days by the dates that Excel and LibreOffice show: 45292 is 2024-01-01, 1 is 1900-01-01, 61 is 1900-03-01, and
// since 1904 43830 is 2024-01-01.
TEST(Xlsx, tells_dates_and_times_as_iso_text) {
  const Book book{.styles =
                      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-413]d\\ mmmm\\ yyyy;@\"/>"
                      "<numFmt numFmtId=\"165\" formatCode=\"dd\\-mm\\-yyyy\\ hh:mm\"/>"
                      "<numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/>"
                      "<numFmt numFmtId=\"167\" formatCode=\"0.00&quot; m/s&quot;\"/></numFmts>"
                      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
                      "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"20\"/>"
                      "</cellXfs>"};
  EXPECT_EQ(value_of(number("B2", "45292", "1"), book), words("2024-01-01"));
  EXPECT_EQ(value_of(number("B2", "45292", "2"), book), words("2024-01-01"));
  EXPECT_EQ(value_of(number("B2", "45292.75", "1"), book), words("2024-01-01T18:00:00"));
  EXPECT_EQ(value_of(number("B2", "45292.520833333336", "3"), book), words("2024-01-01T12:30:00"));
  EXPECT_EQ(value_of(number("B2", "1.5", "4"), book), words("36:00:00"));
  EXPECT_EQ(value_of(number("B2", "0.3125", "6"), book), words("07:30:00"));
  EXPECT_EQ(value_of(number("B2", "4.25", "5"), book), model::FieldValue(4.25)) << "m/s is a unit";
  EXPECT_EQ(value_of(number("B2", "1", "1"), book), words("1900-01-01"));
  EXPECT_EQ(value_of(number("B2", "61", "1"), book), words("1900-03-01"));
  EXPECT_EQ(value_of(number("B2", "-3", "1"), book), model::FieldValue(std::int64_t{-3})) << "no day";
  Book since_1904 = book;
  since_1904.properties = "<workbookPr date1904=\"1\"/>";
  EXPECT_EQ(value_of(number("B2", "43830", "1"), since_1904), words("2024-01-01"));
  EXPECT_EQ(value_of("<c r=\"B2\" t=\"d\"><v>2024-05-06</v></c>"), words("2024-05-06"));
}

TEST(Xlsx, takes_truths_errors_formulas_and_shared_texts) {
  EXPECT_EQ(value_of("<c r=\"B2\" t=\"b\"><v>1</v></c>"), model::FieldValue(true));
  EXPECT_EQ(value_of("<c r=\"B2\" t=\"e\"><v>#N/A</v></c>"), words("#N/A"));
  EXPECT_EQ(value_of("<c r=\"B2\"><f>1+1</f><v>2</v></c>"), model::FieldValue(std::int64_t{2}));
  EXPECT_EQ(value_of("<c r=\"B2\" t=\"str\"><f>A1</f><v>007</v></c>"), words("007"));
  const Book book{.shared =
                      "<si><t>no</t></si><si><r><t>two </t></r><r><rPr><b/></rPr><t>parts</t></r>"
                      "<rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh></si>"};
  EXPECT_EQ(value_of("<c r=\"B2\" t=\"s\"><v>1</v></c>", book), words("two parts"));
}

TEST(Xlsx, says_which_formula_has_no_value) {
  const auto tables = read({.sheets = {{.name = "S",
                                        .rows = row(1, text("A1", "id") + text("B1", "v")) +
                                                row(2, text("A2", "a") + "<c r=\"B2\"><f>NOW()</f></c>")}}});
  ASSERT_TRUE(tables);
  const auto* formula = said(tables.diagnostics(), "IO-148");
  ASSERT_NE(formula, nullptr);
  EXPECT_EQ(formula->where.row, 2);
  EXPECT_EQ(formula->where.column, 2);
}

TEST(Xlsx, finds_the_header_below_a_title_and_blank_rows) {
  const auto tables =
      read({.sheets = {{.name = "Register",
                        .rows = row(1, text("A1", "Sensorregister gemeente Voorbeeld")) +
                                row(2, text("A2", "Peildatum") + text("B2", "1-1-2025")) + row(3, "") +
                                row(5, text("A5", "id") + text("B5", "soort") + text("C5", "x") + text("D5", "y")) +
                                row(6, text("A6", "1") + text("B6", "camera") + number("C6", "84000") +
                                           number("D6", "447000")),
                        .behind = "<mergeCells><mergeCell ref=\"A1:D1\"/></mergeCells>"}}});
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().field_names, (std::vector<std::string>{"id", "soort", "x", "y"}));
  ASSERT_EQ(tables->front().features.size(), 1U);
  EXPECT_EQ(tables->front().features[0].row, 6);
  const auto* skipped = said(tables.diagnostics(), "IO-142");
  ASSERT_NE(skipped, nullptr);
  EXPECT_EQ(skipped->where.line, 1);
  EXPECT_NE(skipped->message.find("1, 2"), std::string::npos) << skipped->message;
}

TEST(Xlsx, gives_a_value_merged_over_rows_to_each_of_them) {
  const auto tables =
      read({.sheets = {{.name = "S",
                        .rows = row(1, text("A1", "straat") + text("B1", "id")) +
                                row(2, text("A2", "Dam") + text("B2", "a")) + row(3, text("B3", "b")) +
                                row(5, text("A5", "Spui") + text("B5", "c")),
                        .behind = "<mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>"}}});
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->front().features.size(), 3U) << "row 4 holds nothing of its own";
  EXPECT_EQ(*tables->front().features[1].field("straat"), words("Dam"));
  EXPECT_EQ(*tables->front().features[2].field("straat"), words("Spui"));
  EXPECT_NE(said(tables.diagnostics(), "IO-149"), nullptr);
}

TEST(Xlsx, reads_names_below_the_names_of_groups) {
  const auto tables =
      read({.sheets = {{.name = "S",
                        .rows = row(1, text("A1", "id") + text("B1", "Plaats") + text("D1", "soort")) +
                                row(2, text("B2", "x") + text("C2", "y")) +
                                row(3, text("A3", "1") + number("B3", "84000") + number("C3", "447000") +
                                           text("D3", "camera")),
                        .behind = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/>"
                                  "<mergeCell ref=\"D1:D2\"/></mergeCells>"}}});
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().field_names, (std::vector<std::string>{"id", "x", "y", "soort"}));
  EXPECT_EQ(tables->front().features.size(), 1U);
}

TEST(Xlsx, makes_each_sheet_a_table_and_tells_of_hidden_ones_and_of_texts) {
  const std::string table =
      row(1, text("A1", "id") + text("B1", "soort")) + row(2, text("A2", "1") + text("B2", "camera"));
  const auto tables = read({.sheets = {{.name = "Toelichting",
                                        .rows = row(1, text("A1", "Hoe dit register is gemaakt")) +
                                                row(3, text("A3", "Vragen: zie de website."))},
                                       {.name = "Oud", .rows = table, .attributes = "state=\"hidden\""},
                                       {.name = "Nieuw", .rows = table},
                                       {.name = "Leeg", .rows = ""}}});
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->size(), 2U);
  EXPECT_EQ((*tables)[0].name, "Oud");
  EXPECT_EQ((*tables)[1].name, "Nieuw");
  ASSERT_NE(said(tables.diagnostics(), "IO-146"), nullptr);
  ASSERT_NE(said(tables.diagnostics(), "IO-147"), nullptr);
  EXPECT_NE(said(tables.diagnostics(), "IO-147")->message.find("Toelichting"), std::string::npos);
}

TEST(Xlsx, names_columns_without_a_name_and_repeated_ones) {
  const auto tables = read({.sheets = {{.name = "S",
                                        .rows = row(2, text("B2", "id") + text("C2", "naam") + text("E2", "naam")) +
                                                row(3, text("B3", "1") + text("D3", "x") + text("E3", "y"))}}});
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().field_names, (std::vector<std::string>{"id", "naam", "column 4", "naam #2"}));
}

TEST(Xlsx, takes_a_single_value_in_the_last_cell_of_a_sheet_without_a_billion_cells) {
  const auto tables = read(
      {.sheets = {{.name = "S",
                   .rows = row(1, text("A1", "id") + text("B1", "v")) + row(1048576, text("XFD1048576", "far"))}}});
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->front().features.size(), 1U);
  EXPECT_EQ(tables->front().features[0].row, 1048576);
  EXPECT_EQ(*tables->front().features[0].field("column 16384"), words("far"));
}

TEST(Xlsx, refuses_a_document_type_deep_nesting_and_cells_outside) {
  const TemporaryFolder folder;
  const auto code_with = [&](const std::string& sheet) {
    return code_of(read_feature_file(folder.file(
        "x.xlsx",
        zip_of({{"xl/workbook.xml",
                 "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"},
                {"xl/_rels/workbook.xml.rels",
                 "<Relationships>" + Book::relation("r1", "worksheet", "worksheets/sheet1.xml") + "</Relationships>"},
                {"xl/worksheets/sheet1.xml", sheet}}))));
  };
  EXPECT_EQ(code_with("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>"), "IO-116");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(code_with("<worksheet>" + deep), "IO-112");
  EXPECT_EQ(code_with("<worksheet><sheetData>" + row(1, text("XFE1", "x")) + "</sheetData></worksheet>"), "IO-112");
  EXPECT_EQ(code_with("<worksheet><sheetData><row r=\"1048577\"/></sheetData></worksheet>"), "IO-112");
  EXPECT_EQ(code_with("<worksheet><sheetData>"), "IO-112");
  EXPECT_EQ(
      code_with("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c></row></sheetData></worksheet>"),
      "IO-112");
  EXPECT_EQ(code_with("<worksheet/>"), "IO-103");
}

}  // namespace
}  // namespace schouw::formats
