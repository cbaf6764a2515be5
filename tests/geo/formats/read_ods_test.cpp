// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "geo/formats/read_features_gdal.h"
#include "tests/geo/formats/temporary_folder.h"
#include "tests/geo/formats/zip_writer.h"

namespace schouw::formats {
namespace {

std::string text_of(const model::Feature& feature, std::string_view name) {
  const auto* value = feature.field(name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "(none)" : *text;
}

// A workbook by OpenDocument 1.3 part 3, chapter 9.
constexpr std::string_view kSheet =
    "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" "
    "xmlns:calcext=\"c\"><office:automatic-styles><style:style style:name=\"ta2\"><style:table-properties "
    "table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>"
    "<table:table table:name=\"Register\" table:style-name=\"ta1\">"
    "<table:table-row><table:table-cell table:number-columns-spanned=\"4\" office:value-type=\"string\">"
    "<text:p>Sensorregister</text:p></table:table-cell><table:covered-table-cell "
    "table:number-columns-repeated=\"3\"/>"
    "</table:table-row><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>"
    "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>id</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"string\"><text:p>soort</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"string\"><text:p>datum</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>"
    "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>12345678901234567890</text:p>"
    "<office:annotation><text:p>note</text:p></office:annotation></table:table-cell>"
    "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>bol<text:s text:c=\"2\"/>"
    "camera</text:p><text:p>nieuw</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-05-06\"><text:p>6-5-24</text:p>"
    "</table:table-cell><table:table-cell office:value-type=\"float\" "
    "office:value=\"84000.5\"><text:p>84000,50</text:p>"
    "</table:table-cell></table:table-row>"
    "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>007</text:p></table:table-cell>"
    "<table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"boolean\" "
    "office:boolean-value=\"true\"><text:p>WAAR</text:p></table:table-cell></table:table-row>"
    "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
    "table:number-columns-repeated=\"16384\"/>"
    "</table:table-row></table:table>"
    "<table:table table:name=\"Oud\" table:style-name=\"ta2\"><table:table-row>"
    "<table:table-cell office:value-type=\"string\"><text:p>id</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"string\"><text:p>soort</text:p></table:table-cell></table:table-row>"
    "</table:table></office:spreadsheet></office:body></office:document-content>";

TEST(Ods, keeps_what_a_workbook_stores) {
  const TemporaryFolder folder;
  const auto tables = read_feature_file(
      folder.file("register.ods", zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                                          {"content.xml", std::string(kSheet)}})));
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  ASSERT_EQ(tables->size(), 2U);
  const auto& table = tables->front();
  EXPECT_EQ(table.field_names, (std::vector<std::string>{"id", "soort", "datum", "x"}));
  ASSERT_EQ(table.features.size(), 2U);
  EXPECT_EQ(table.features[0].row, 5);
  EXPECT_EQ(text_of(table.features[0], "id"), "12345678901234567890");
  EXPECT_EQ(text_of(table.features[0], "soort"), "bol  camera\nnieuw");
  EXPECT_EQ(text_of(table.features[0], "datum"), "2024-05-06");
  EXPECT_EQ(*table.features[0].field("x"), model::FieldValue(84000.5));
  EXPECT_EQ(text_of(table.features[1], "id"), "007");
  EXPECT_EQ(text_of(table.features[1], "soort"), "bol  camera\nnieuw") << "merged over two rows";
  EXPECT_EQ(*table.features[1].field("x"), model::FieldValue(true));
  EXPECT_EQ((*tables)[1].name, "Oud");
  EXPECT_TRUE(std::any_of(tables.diagnostics().begin(), tables.diagnostics().end(),
                          [](const auto& d) { return d.code == "IO-146"; }));
}

}  // namespace
}  // namespace schouw::formats
