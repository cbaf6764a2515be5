// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <random>

#include "geo/formats/read_features_gdal.h"
#include "geo/formats/read_tables.h"
#include "geo/formats/spreadsheet_text.h"
#include "geo/formats/workbook.h"
#include "geo/formats/workbook_text.h"
#include "geo/formats/write_tables.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

model::FeatureTable table_of(const std::vector<std::string>& texts) {
  model::FeatureTable table{.name = "t", .field_names = {"id", "text"}};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    table.features.push_back({.fields = {{"id", "r" + std::to_string(i)}, {"text", texts[i]}}});
  }
  return table;
}

std::vector<std::string> texts_in(const base::Result<FeatureTables>& tables) {
  std::vector<std::string> texts;
  if (!tables) return {base::describe(tables.diagnostics().front())};
  for (const auto& row : tables->front().features) {
    const auto* text = row.field("text");
    texts.push_back(text == nullptr || text->index() == 0 ? "" : std::get<std::string>(*text));
  }
  return texts;
}

const std::vector<std::string>& nasty_texts() {
  static const std::vector<std::string> kTexts = {
      "=1+1",
      "+31 15 1234567",
      "-3",
      "@SUM(A1)",
      "#N/B",
      "'s-Hertogenbosch",
      "'=1",
      "''",
      "'",
      "'007",
      "007",
      "12345678901234567890",
      "1e5",
      "TRUE",
      "onwaar",
      "3-4-2026",
      "1 mei",
      "3-mrt-26",
      "12:30",
      "\xe2\x82\xac 5",
      "a,b;c\td|e",
      "say \"when\"",
      "\"",
      "line\nbreak",
      "line\r\nbreak\rhere",
      "Caf\xc3\xa9 \xf0\x9f\x98\x80",
      "_x000D_ as it stands",
      std::string(10'000, 'x'),
      "sep=;",
  };
  return kTexts;
}

TEST(SpreadsheetText, marks_what_a_spreadsheet_would_change_and_nothing_else) {
  for (const char* text : {"=1+1", "+5", "-5", "@x", "007", "12345678901234567890", "1e5", "TRUE", "waar", "1/2",
                           "50%", "3-4-2026", "12:30", "1 mei", "Jan 2026", "3-mrt-26", "10 pm", "#N/A", "\t=1"}) {
    EXPECT_EQ(as_spreadsheet_text(text), "'" + std::string(text));
  }
  for (const char* text : {"Markt", "'s-Hertogenbosch", "cam-12", "12 m boven straat", "mei", "A1", "x=1", "Plein 1",
                           "1e Kruisstraat"}) {
    EXPECT_EQ(as_spreadsheet_text(text), text);
  }
}

// Any text over the signs that matter comes back, and none is marked so that it opens as a formula.
TEST(SpreadsheetText, every_text_comes_back) {
  constexpr std::string_view kSigns = "'=+-@#\t 01e.:a";
  std::mt19937 random(7);
  for (int i = 0; i < 200'000; ++i) {
    std::string text;
    for (auto length = random() % 6; length > 0; --length) text += kSigns[random() % kSigns.size()];
    const std::string cell = as_spreadsheet_text(text);
    ASSERT_EQ(from_spreadsheet_text(cell), text) << cell;
    ASSERT_TRUE(cell.empty() || std::string_view("=+-@#\t").find(cell.front()) == std::string_view::npos) << cell;
  }
}

TEST(WriteCsv, both_profiles_read_back_every_text) {
  const TemporaryFolder folder;
  const auto table = table_of(nasty_texts());
  for (const auto profile : {CsvProfile::open, CsvProfile::excel_nl}) {
    const auto path = folder.file("a.csv", csv_text(table, profile));
    EXPECT_EQ(texts_in(read_csv(path, {})), nasty_texts());
  }
}

// By hand, after RFC 4180 and what a Dutch Excel shows and saves.
TEST(WriteCsv, writes_each_profile_to_the_byte) {
  model::FeatureTable table{.name = "t", .field_names = {"id", "height", "day", "sign", "note"}};
  table.features.push_back({.fields = {{"id", std::string("007")},
                                       {"height", 4.25},
                                       {"day", std::string("2026-11-05")},
                                       {"sign", true},
                                       {"note", std::string("a;b, \"c\"")}}});
  table.features.push_back({.fields = {{"id", std::string("b")}, {"sign", false}}});
  const std::array types = {ColumnType::text, ColumnType::number, ColumnType::date, ColumnType::yes_no,
                            ColumnType::text};
  EXPECT_EQ(csv_text(table, CsvProfile::open, types),
            "id,height,day,sign,note\r\n"
            "007,4.25,2026-11-05,true,\"a;b, \"\"c\"\"\"\r\n"
            "b,,,false,\r\n");
  EXPECT_EQ(csv_text(table, CsvProfile::excel_nl, types),
            "\xef\xbb\xbfid;height;day;sign;note\r\n"
            "'007;4,25;05-11-2026;ja;\"a;b, \"\"c\"\"\"\r\n"
            "b;;;nee;\r\n");
}

TEST(ReadCsv, an_apostrophe_of_another_csv_stays) {
  const TemporaryFolder folder;
  EXPECT_EQ(texts_in(read_csv(folder.file("a.csv", "id,text\na,'007\n"), {})), (std::vector<std::string>{"'007"}));
  EXPECT_EQ(texts_in(read_csv(folder.file("b.csv", "id;text\na;'t Zand\n"), {})),
            (std::vector<std::string>{"'t Zand"}));
}

Workbook book_of(const std::vector<std::string>& texts) {
  Workbook book{.title = "t", .choices_name = "keuzes"};
  WorkbookSheet sheet{.name = "rijen",
                      .columns = {{.name = "id"},
                                  {.name = "text"},
                                  {.name = "day", .type = ColumnType::date},
                                  {.name = "sign", .type = ColumnType::yes_no},
                                  {.name = "height", .type = ColumnType::number},
                                  {.name = "kind", .choices = {"camera", "other"}}}};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    sheet.rows.push_back({"r" + std::to_string(i), texts[i], std::string("2026-02-28"), i % 2 == 0, 0.1 + 0.25 * i,
                          std::string("camera")});
  }
  book.sheets.push_back(std::move(sheet));
  return book;
}

TEST(WriteXlsx, reads_back_every_text_and_every_type) {
  const TemporaryFolder folder;
  const auto path = folder.file("a.xlsx");
  ASSERT_TRUE(write_xlsx(path, book_of(nasty_texts())));
  const auto tables = read_features(path);
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  EXPECT_EQ(texts_in(tables), nasty_texts());
  const auto& row = tables->front().features.at(3);
  EXPECT_EQ(std::get<std::string>(*row.field("day")), "2026-02-28");
  EXPECT_EQ(std::get<std::string>(*row.field("sign")), "nee");
  EXPECT_EQ(std::get<double>(*row.field("height")), 0.85);
  ASSERT_EQ(tables->size(), 2U) << "the choices have a sheet of their own";
  EXPECT_EQ(tables->at(1).field_names, (std::vector<std::string>{"sign", "kind"}));
}

TEST(WriteXlsx, the_same_rows_give_the_same_bytes) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_xlsx(folder.file("a.xlsx"), book_of({"x"})));
  ASSERT_TRUE(write_xlsx(folder.file("b.xlsx"), book_of({"x"})));
  EXPECT_EQ(bytes_of(folder.file("a.xlsx")), bytes_of(folder.file("b.xlsx")));
}

TEST(WriteXlsx, a_text_that_no_cell_holds_is_refused_and_named) {
  const TemporaryFolder folder;
  const auto old = folder.file("a.xlsx", "old");
  EXPECT_TRUE(write_xlsx(folder.file("b.xlsx"), book_of({std::string(32'767, 'x')})));
  const auto refused = write_xlsx(old, book_of({"x", std::string(32'768, 'x')}));
  EXPECT_EQ(code_of(refused), "IO-160");
  EXPECT_EQ(refused.diagnostics().front().where.row, 3);
  EXPECT_EQ(refused.diagnostics().front().where.field, "text");
  EXPECT_EQ(bytes_of(old), "old");
  EXPECT_EQ(code_of(write_xlsx(folder.file("no/a.xlsx"), book_of({"x"}))), "IO-105");
}

// ECMA-376 part 1, 22.9.2.19; the first three are its own examples.
TEST(WorkbookText, escapes_are_those_of_the_standard) {
  EXPECT_EQ(from_workbook_text("a_x000D_b"), "a\rb");
  EXPECT_EQ(from_workbook_text("_x005F_x000D_"), "_x000D_");
  EXPECT_EQ(from_workbook_text("_x00e9__x20AC_"), "\xc3\xa9\xe2\x82\xac");
  EXPECT_EQ(from_workbook_text("_xD83D_ _x0000_ _x12_"), "_xD83D_ _x0000_ _x12_") << "no characters";
  EXPECT_EQ(as_workbook_text("_x000D_ \xff \xef\xbf\xbe"), "_x005F_x000D_ \xef\xbf\xbd \xef\xbf\xbd");
}

}  // namespace
}  // namespace schouw::formats
