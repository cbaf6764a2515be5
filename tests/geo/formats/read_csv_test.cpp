// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/read_tables.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

model::FeatureTable read(std::string_view text) {
  const TemporaryFolder folder;
  auto tables = read_csv(folder.file("register.csv", text), {});
  EXPECT_TRUE(tables);
  return tables ? tables->front() : model::FeatureTable{};
}

std::string cell(const model::Feature& feature, std::string_view name) {
  const auto* value = feature.field(name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "(none)" : *text;
}

TEST(Csv, finds_the_separator_that_the_header_uses) {
  EXPECT_EQ(cell(read("id,name\n1,x;y\n").features.at(0), "name"), "x;y");
  EXPECT_EQ(cell(read("id;name;z\n1;x,y,w\n").features.at(0), "name"), "x,y,w");
  EXPECT_EQ(cell(read("id\tname\n1\tx\n").features.at(0), "name"), "x");
  EXPECT_EQ(cell(read("sep=|\nid|name,long\n1|x\n").features.at(0), "name,long"), "x");
  EXPECT_EQ(read("only\nvalue\n").field_names.size(), 1U);
}

TEST(Csv, keeps_every_value_as_the_text_that_it_is) {
  const auto table = read("id;code;east;date\n007;1e5;461.993.881;2021-11-10\n");
  EXPECT_EQ(cell(table.features.at(0), "id"), "007");
  EXPECT_EQ(cell(table.features.at(0), "code"), "1e5");
  EXPECT_EQ(cell(table.features.at(0), "east"), "461.993.881");
  EXPECT_EQ(cell(table.features.at(0), "date"), "2021-11-10");
}

TEST(Csv, counts_rows_by_the_lines_of_the_file) {
  const auto table = read("id,text\r\na,\"two\r\nlines\"\r\n\r\n,\r\nb,x\r\n");
  ASSERT_EQ(table.features.size(), 2U);
  EXPECT_EQ(table.features[0].row, 2);
  EXPECT_EQ(cell(table.features[0], "text"), "two\r\nlines");
  EXPECT_EQ(table.features[1].row, 6);  // after the two lines of a, an empty one and one of blanks
}

TEST(Csv, reads_quotes_as_rfc_4180_says) {
  const auto table = read("a,b\n\"say \"\"yes\"\", please\",\"\"\n");
  EXPECT_EQ(cell(table.features.at(0), "a"), "say \"yes\", please");
  EXPECT_EQ(cell(table.features.at(0), "b"), "(none)");
}

TEST(Csv, tells_an_empty_cell_from_a_text) {
  const auto table = read("a,b,c\n1,,\n2\n");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(*table.features.at(0).field("b")));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(*table.features.at(1).field("c")));
}

TEST(Csv, numbers_repeated_and_names_missing_columns) {
  const auto table = read("Postcode;x;Postcode;\n1;2;3;4\n");
  EXPECT_EQ(table.field_names, (std::vector<std::string>{"Postcode", "x", "Postcode #2", "column 4"}));
  EXPECT_EQ(cell(table.features.at(0), "Postcode #2"), "3");
}

TEST(Csv, reads_a_mark_of_utf_8_and_the_letters_of_old_windows) {
  EXPECT_EQ(read("\xef\xbb\xbfid,naam\n1,Caf\xc3\xa9\n").field_names.at(0), "id");
  // 0xe9 is e acute and 0x80 the euro sign in Windows-1252 (WHATWG encoding standard).
  EXPECT_EQ(cell(read("id,naam\n1,Caf\xe9 \x80\n").features.at(0), "naam"), "Caf\xc3\xa9 \xe2\x82\xac");
}

TEST(Csv, says_where_a_quote_was_left_open) {
  const TemporaryFolder folder;
  const auto tables = read_csv(folder.file("open.csv", "a,b\n1,2\n3,\"4\n5,6\n"), {});
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.diagnostics().front().code, "IO-118");
  EXPECT_EQ(tables.diagnostics().front().where.line, 3);
}

TEST(Csv, warns_of_cells_without_a_column_and_keeps_the_row) {
  const TemporaryFolder folder;
  const auto tables = read_csv(folder.file("wide.csv", "a,b\n1,2,3\n"), {});
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables.diagnostics().size(), 1U);
  EXPECT_EQ(tables.diagnostics().front().code, "IO-120");
  EXPECT_EQ(tables.diagnostics().front().where.row, 2);
  EXPECT_EQ(tables->front().features.size(), 1U);
}

TEST(Csv, of_blanks_only_is_as_good_as_empty) {
  const TemporaryFolder folder;
  EXPECT_EQ(code_of(read_csv(folder.file("blank.csv", "\n \n;;\n"), {})), "IO-103");
}

TEST(Csv, stops_when_it_is_asked_to) {
  const TemporaryFolder folder;
  base::Progress progress;
  progress.cancel.cancel();
  EXPECT_EQ(code_of(read_csv(folder.file("a.csv", "a\n1\n"), progress)), "IO-109");
}

}  // namespace
}  // namespace schouw::formats
