// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "geo/formats/probe.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/read_tables.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

using Tables = base::Result<FeatureTables>;

Tables read(std::string_view text, std::string_view name = "register.csv") {
  const TemporaryFolder folder;
  return read_feature_file(folder.file(name, text));
}

std::string cell(const Tables& tables, std::size_t row, std::string_view name) {
  if (!tables || row >= tables->front().features.size()) return "(no row)";
  const auto* value = tables->front().features[row].field(name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "(none)" : *text;
}

const base::Diagnostic* said(const base::Diagnostics& diagnostics, std::string_view code) {
  const auto found =
      std::find_if(diagnostics.begin(), diagnostics.end(), [&](const auto& d) { return d.code == code; });
  return found == diagnostics.end() ? nullptr : &*found;
}

using Names = std::vector<std::string>;
Names names_of(const Tables& tables) { return tables ? tables->front().field_names : Names{"(unread)"}; }

// Letters below U+0800 in the two orders of bytes; the pair of U+1F4F7 by the Unicode standard, 3.9.
std::string utf_16(std::string_view ascii, bool big, bool marked) {
  std::string out = !marked ? "" : big ? "\xfe\xff" : "\xff\xfe";
  for (const char c : ascii) out += big ? std::string({'\0', c}) : std::string({c, '\0'});
  return out;
}

TEST(CsvHeader, is_found_below_a_title_in_the_first_cell) {
  const auto tables =
      read("Sensorregister gemeente Voorbeeld;;;\n;;;\nid;soort;x;y\n1;camera;84000;447000\n2;teller;84001;447001\n");
  EXPECT_EQ(names_of(tables), (Names{"id", "soort", "x", "y"}));
  ASSERT_EQ(tables->front().features.size(), 2U);
  EXPECT_EQ(tables->front().features[0].row, 4);
  const auto* skipped = said(tables.diagnostics(), "IO-142");
  ASSERT_NE(skipped, nullptr);
  EXPECT_EQ(skipped->severity, base::Severity::note);
  EXPECT_EQ(skipped->where.line, 1);
}

TEST(CsvHeader, is_found_below_lines_that_hold_other_separators) {
  const auto tables = read(
      "Register, versie 2, gemeente Voorbeeld\nPeildatum: 1-1-2025\n\n"
      "id;naam;hoogte\n1;Plein, noord;3,5\n2;Plein, zuid;4,5\n");
  EXPECT_EQ(names_of(tables), (Names{"id", "naam", "hoogte"}));
  EXPECT_EQ(cell(tables, 1, "naam"), "Plein, zuid");
  EXPECT_EQ(cell(tables, 1, "hoogte"), "4,5");
}

TEST(CsvHeader, is_the_first_line_where_nothing_says_otherwise) {
  EXPECT_EQ(names_of(read("opmerking\nhallo, wereld\nfoo, bar\n")).front(), "opmerking");
  EXPECT_EQ(names_of(read("a;b;c\nrood;groen;blauw\nwit;zwart;geel\n")), (Names{"a", "b", "c"}));
  EXPECT_EQ(names_of(read("naam;;\nCamera;Dam;Amsterdam\nTeller;Spui;Den Haag\n")),
            (Names{"naam", "column 2", "column 3"}));
  EXPECT_EQ(names_of(read("id;soort\n")), (Names{"id", "soort"}));
  EXPECT_EQ(names_of(read("x;y\n\n1;2\n\n3;4\n")), (Names{"x", "y"}));
}

TEST(CsvHeader, never_loses_a_row_that_is_as_wide_as_the_table) {
  const auto tables = read("1;camera;84000\n2;teller;84001\nid;soort;x\n3;camera;84002\n");
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().features.size(), 3U) << "a header in the middle is a row like others";
  EXPECT_EQ(said(tables.diagnostics(), "IO-142"), nullptr);
}

TEST(CsvColumns, at_the_end_without_a_name_and_without_a_value_are_none) {
  EXPECT_EQ(names_of(read("id;soort;;\n1;camera;;\n2;teller;;\n")), (Names{"id", "soort"}));
  EXPECT_EQ(names_of(read("id;soort;;\n1;camera;;\n2;teller;;x\n")), (Names{"id", "soort", "column 4"}));
}

TEST(CsvColumns, beyond_the_header_are_kept_with_a_warning) {
  const auto tables = read("id,naam\n1,a,b\n2,c\n");
  ASSERT_TRUE(tables);
  EXPECT_EQ(cell(tables, 0, "column 3"), "b");
  ASSERT_NE(said(tables.diagnostics(), "IO-120"), nullptr);
}

TEST(CsvLetters, of_utf_16_are_read_with_and_without_a_mark) {
  for (const bool big : {false, true}) {
    for (const bool marked : {false, true}) {
      const auto tables = read(utf_16("id\tnaam\r\n007\tDam\r\n", big, marked));
      EXPECT_EQ(names_of(tables), (Names{"id", "naam"})) << big << marked;
      EXPECT_EQ(cell(tables, 0, "id"), "007");
      EXPECT_EQ(cell(tables, 0, "naam"), "Dam");
    }
  }
  const std::string camera = utf_16("id\tnaam\n1\t", false, true) + std::string("\x3d\xd8\xf7\xdc\xe9\0", 6);
  EXPECT_EQ(cell(read(camera), 0, "naam"), "\xf0\x9f\x93\xb7\xc3\xa9");
  const auto half = read(utf_16("id\tnaam\n1\t", false, true) + "\x3d\xd8");
  EXPECT_EQ(cell(half, 0, "naam"), "\xef\xbf\xbd");
  ASSERT_NE(said(half.diagnostics(), "IO-141"), nullptr);
}

TEST(CsvLetters, of_old_windows_among_utf_8_leave_that_alone) {
  const auto tables = read("id;naam\n1;Caf\xc3\xa9\n2;Caf\xe9\n");
  EXPECT_EQ(cell(tables, 0, "naam"), "Caf\xc3\xa9");
  EXPECT_EQ(cell(tables, 1, "naam"), "Caf\xc3\xa9");
  ASSERT_NE(said(tables.diagnostics(), "IO-121"), nullptr);
}

TEST(CsvLetters, refuses_a_byte_of_zero_and_says_where) {
  const auto tables = read(std::string_view("id;naam\n1;a\0b\n", 14));
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.diagnostics().front().code, "IO-140");
  EXPECT_EQ(tables.diagnostics().front().where.byte, 11);
}

TEST(CsvLines, end_in_a_lone_carriage_return_too) {
  const auto tables = read("id;naam\r1;\"twee\rregels\"\r2;b\r");
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->front().features.size(), 2U);
  EXPECT_EQ(cell(tables, 0, "naam"), "twee\rregels");
  EXPECT_EQ(tables->front().features[1].row, 4);
}

TEST(CsvLines, that_a_quote_swallows_are_told) {
  const auto tables = read("id;naam\n1;\"a\n2;b\n3;\"c\n");
  ASSERT_TRUE(tables);
  const auto* doubtful = said(tables.diagnostics(), "IO-150");
  ASSERT_NE(doubtful, nullptr);
  EXPECT_EQ(doubtful->where.line, 2);
}

TEST(CsvSeparator, may_be_said_in_a_line_of_its_own) {
  EXPECT_EQ(cell(read("sep=;\r\nid;naam,lang\r\n1;x\r\n"), 0, "naam,lang"), "x");
  EXPECT_EQ(cell(read("\"sep=|\"\nid|naam\n1|x\n"), 0, "naam"), "x");
  EXPECT_EQ(cell(read(utf_16("sep=;\nid;naam\n1;x\n", false, true)), 0, "naam"), "x");
  EXPECT_EQ(read("sep=;\nid;naam\n1;x\n")->front().features[0].row, 3);
}

TEST(CsvProbe, takes_texts_by_their_names) {
  const TemporaryFolder folder;
  const auto probed = [&](std::string_view name, std::string_view bytes) {
    const auto format = probe_file(folder.file(name, bytes));
    return format ? std::string((*format)->id) : format.diagnostics().front().code;
  };
  EXPECT_EQ(probed("a.csv", utf_16("id\tnaam\n1\tx\n", false, true)), "csv");
  EXPECT_EQ(probed("b.txt", utf_16("id\tnaam\n1\tx\n", false, false)), "csv");
  EXPECT_EQ(probed("c.tsv", "id\tnaam\n1\tx\n"), "csv");
  EXPECT_EQ(probed("d.txt", "Sensorregister\n\nid;naam\n1;x\n"), "csv");
  EXPECT_EQ(probed("e.txt", "a letter\n"), "IO-106");
}

// The coordinates as they stand in the texts; the bytes of WKB by OGC 06-103r4, 8.2, of (84000.5, 447000.25).
constexpr const char* kHexPoint = "0101000000000000000882F4400000000061481B41";

model::Coordinate at(const Tables& tables, std::size_t row) {
  const auto* point = std::get_if<model::Coordinate>(&tables->front().features.at(row).geometry);
  return point == nullptr ? model::Coordinate{} : *point;
}

TEST(GeometryColumn, of_wkt_is_the_geometry_and_no_attribute) {
  for (const char* name : {"wkt", "geom", "Geometrie", "the_geom", "locatie"}) {
    const auto tables =
        read(std::string("id;") + name + "\n1;POINT (84000.5 447000.25)\n2;\n3;point(84001 447001)\n");
    ASSERT_TRUE(tables);
    EXPECT_EQ(names_of(tables), (Names{"id"})) << name;
    EXPECT_EQ(at(tables, 0), (model::Coordinate{84000.5, 447000.25, {}}));
    EXPECT_TRUE(std::holds_alternative<std::monostate>(tables->front().features[1].geometry));
    EXPECT_EQ(at(tables, 2).x, 84001.0);
    EXPECT_EQ(tables->front().crs->id, "EPSG:28992") << "by its size";
    EXPECT_TRUE(tables->front().crs_is_the_usual);
    EXPECT_NE(said(tables.diagnostics(), "IO-145"), nullptr);
  }
  EXPECT_EQ(read("id;wkt\n1;POINT(4.5 52)\n")->front().crs->id, "EPSG:4326");
}

TEST(GeometryColumn, states_the_system_of_its_table) {
  const auto tables = read("id;geom\n1;\"SRID=28992;POINT(84000.5 447000.25)\"\n2;\"srid=28992;POINT Z (1 2 3)\"\n");
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().crs->id, "EPSG:28992");
  EXPECT_FALSE(tables->front().crs_is_the_usual);
  EXPECT_EQ(at(tables, 1), (model::Coordinate{1, 2, 3.0}));
}

TEST(GeometryColumn, of_two_systems_leaves_the_fewer_rows_out) {
  const auto tables = read(
      "id;geom\n1;\"SRID=28992;POINT(84000 447000)\"\n2;\"SRID=4326;POINT(4.3 52)\"\n"
      "3;\"SRID=28992;POINT(84001 447001)\"\n");
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().features.size(), 2U);
  EXPECT_EQ(tables->front().left_out, 1);
  const auto* other = said(tables.diagnostics(), "IO-144");
  ASSERT_NE(other, nullptr);
  EXPECT_EQ(other->where.row, 3);
  EXPECT_EQ(other->where.column, 2);
}

TEST(GeometryColumn, of_wkb_in_digits_is_read_with_and_without_a_system) {
  const auto plain = read(std::string("id;geom\n1;") + kHexPoint + "\n");
  ASSERT_TRUE(plain);
  EXPECT_EQ(at(plain, 0), (model::Coordinate{84000.5, 447000.25, {}}));
  // PostGIS: 0x20000000 in the type, and 28992 (0x7140) behind it.
  const std::string extended = std::string("0101000020") + "40710000" + std::string(kHexPoint).substr(10);
  const auto stated = read("id;shape\n1;" + extended + "\n");
  ASSERT_TRUE(stated);
  EXPECT_EQ(at(stated, 0), (model::Coordinate{84000.5, 447000.25, {}}));
  EXPECT_EQ(stated->front().crs->id, "EPSG:28992");
}

TEST(GeometryColumn, says_in_which_cell_a_geometry_cannot_be_read) {
  const auto tables = read("id;wkt\n1;POINT (84000 447000)\n2;POINT (84000)\n3;POINT (84001 447001)\n");
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->front().features.size(), 3U) << "the row is there, without a place";
  const auto* broken = said(tables.diagnostics(), "IO-143");
  ASSERT_NE(broken, nullptr);
  EXPECT_EQ(broken->where.row, 3);
  EXPECT_EQ(broken->where.column, 2);
}

TEST(GeometryColumn, is_not_taken_from_an_area_that_a_row_only_mentions) {
  const auto tables = read("id;gebied\n1;\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n");
  EXPECT_EQ(cell(tables, 0, "gebied"), "POLYGON ((0 0, 1 0, 1 1, 0 0))");
  EXPECT_EQ(cell(read("id;opmerking\n1;POINT (1 2)\n2;bij de brug\n"), 0, "opmerking"), "POINT (1 2)");
}

}  // namespace
}  // namespace schouw::formats
