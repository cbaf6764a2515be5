// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/csv_file.h"

#include "geo/formats/feature_source.h"
#include "geo/formats/read_tables.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

using Records = std::vector<std::vector<std::string>>;

struct Read {
  Records records;
  std::vector<std::int64_t> lines;
  std::string failed;  // the code
};

Read read_all(CsvFile& file) {
  Read read;
  std::vector<std::string> cells;
  for (;;) {
    const auto more = file.next(cells);
    if (!more) {
      read.failed = more.diagnostics().front().code;
      return read;
    }
    if (!*more) return read;
    read.records.push_back(cells);
    read.lines.push_back(file.start_line());
  }
}

Read read(const std::string& text, std::size_t piece_bytes) {
  const TemporaryFolder folder;
  auto file = CsvFile::open(folder.file("register.csv", text), piece_bytes);
  EXPECT_TRUE(file);
  return read_all(*file);
}

// A file of several windows, wherever these end: 3,000 rows of quotes, letters of two bytes and three kinds of lines.
struct Long {
  std::string text = "sep=;\r\nid;naam;tekst\n";
  Records records{{"id", "naam", "tekst"}};
  std::vector<std::int64_t> lines{2};
};
Long long_file() {
  Long file;
  std::int64_t line = 3;
  for (int i = 0; i < 3000; ++i) {
    const std::string id = std::to_string(i);
    const std::string end = i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\n" : "\r";
    file.text += id + ";\"caf\xc3\xa9 \"\"" + id + "\"\";\";\"a\r\nb\"" + end;
    file.records.push_back({id, "caf\xc3\xa9 \"" + id + "\";", "a\r\nb"});
    file.lines.push_back(line);
    line += 2;
  }
  return file;
}

TEST(CsvFile, gives_the_same_records_wherever_its_pieces_end) {
  const Long file = long_file();
  for (const std::size_t piece : {std::size_t{1}, std::size_t{4099}, CsvFile::kPiece_bytes}) {
    const Read got = read(file.text, piece);
    EXPECT_EQ(got.records, file.records) << piece;
    EXPECT_EQ(got.lines, file.lines) << piece;
  }
}

TEST(CsvFile, reads_again_from_the_first_record) {
  const TemporaryFolder folder;
  const Long expected = long_file();
  auto file = CsvFile::open(folder.file("register.csv", expected.text), 1);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->separator(), ';');
  EXPECT_EQ(read_all(*file).records, expected.records);
  ASSERT_TRUE(file->rewind());
  EXPECT_EQ(read_all(*file).records, expected.records);
}

TEST(CsvFile, decodes_letters_that_pieces_cut) {
  // UTF-16 of "a,€\n" and 3,000 times "1,𝄞\n": U+1D11E is D834 DD1E.
  std::string utf16(
      "\xff\xfe"
      "a\0,\0\xac\x20\n\0",
      10);
  Records expected{{"a", "\xe2\x82\xac"}};
  for (int i = 0; i < 3000; ++i) {
    utf16 += std::string("1\0,\0\x34\xd8\x1e\xdd\n\0", 10);
    expected.push_back({"1", "\xf0\x9d\x84\x9e"});
  }
  EXPECT_EQ(read(utf16, 4097).records, expected);
  // Windows-1252 in between: 0xe9 is an accented e, and 0x80 the sign of the euro.
  std::string mixed = "a,b\n";
  Records decoded{{"a", "b"}};
  for (int i = 0; i < 3000; ++i) {
    mixed += "\xe9,\x80\xe2\x82\xac\n";
    decoded.push_back({"\xc3\xa9", "\xe2\x82\xac\xe2\x82\xac"});
  }
  EXPECT_EQ(read(mixed, 4097).records, decoded);
}

TEST(CsvFile, tells_of_a_quote_that_is_never_closed_and_of_a_byte_of_zero) {
  EXPECT_EQ(read("a,b\n1,\"x\n2,y\n", 1).failed, "IO-118");
  std::string zero = "a,b\n";
  for (int i = 0; i < 800'000; ++i) zero += "1,2\n";
  EXPECT_EQ(read(zero + std::string("1,\0\n", 4), 4096).failed, "IO-140");
}

TEST(CsvFile, opens_no_file_with_a_byte_of_zero_in_its_beginning) {
  const TemporaryFolder folder;
  const auto file = CsvFile::open(folder.file("register.csv", std::string("a,b\n1,\0\n", 8)));
  ASSERT_FALSE(file);
  EXPECT_EQ(file.diagnostics().front().code, "IO-140");
  EXPECT_EQ(file.diagnostics().front().where.byte, std::optional<std::int64_t>(6));
}

std::vector<model::Feature> rows_of(FeatureSource& source, std::size_t at_a_time) {
  std::vector<model::Feature> all;
  for (;;) {
    auto rows = source.next(at_a_time);
    EXPECT_TRUE(rows);
    if (!rows || rows->empty()) return all;
    EXPECT_LE(rows->size(), at_a_time);
    all.insert(all.end(), rows->begin(), rows->end());
  }
}

void expect_same(const std::vector<model::Feature>& found, const std::vector<model::Feature>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].row, expected[i].row);
    EXPECT_EQ(found[i].fields, expected[i].fields);
  }
}

constexpr const char* kOddTable =
    "Register van sensoren;;\n\nid;naam;\n1;een;\n\n2;twee;extra;meer\n3;;\n4;\"open\nlater\"x;\n5;'007;\n";

TEST(FeatureSource, hands_out_what_reading_the_whole_file_gives) {
  const TemporaryFolder folder;
  const auto path = folder.file("register.csv", kOddTable);
  const auto whole = read_csv(path, {});
  ASSERT_TRUE(whole);
  ASSERT_EQ(whole->front().features.size(), 5U);
  for (const std::size_t at_a_time : {1U, 3U, 100U}) {
    auto source = open_in_pieces(path, {});
    ASSERT_TRUE(source);
    ASSERT_NE(*source, nullptr);
    EXPECT_EQ((*source)->row_count(), 5U);
    EXPECT_TRUE((*source)->only_texts());
    EXPECT_EQ((*source)->table().field_names, whole->front().field_names);
    EXPECT_EQ((*source)->table().name, "register");
    expect_same(rows_of(**source, at_a_time), whole->front().features);
    ASSERT_TRUE((*source)->rewind());
    expect_same(rows_of(**source, at_a_time), whole->front().features);
    ASSERT_EQ(source.diagnostics().size(), whole.diagnostics().size());
    for (std::size_t i = 0; i < whole.diagnostics().size(); ++i) {
      EXPECT_EQ(source.diagnostics()[i].message, whole.diagnostics()[i].message);
    }
  }
}

TEST(FeatureSource, leaves_geometries_and_other_kinds_of_files_to_those_who_read_them_whole) {
  const TemporaryFolder folder;
  const auto places = open_in_pieces(folder.file("places.csv", "id,wkt\n1,POINT (84000 447000)\n"), {});
  ASSERT_TRUE(places);
  EXPECT_EQ(*places, nullptr);
  const auto json =
      open_in_pieces(folder.file("places.geojson", R"({"type":"FeatureCollection","features":[]})"), {});
  ASSERT_TRUE(json);
  EXPECT_EQ(*json, nullptr);
}

TEST(FeatureSource, stops_where_it_is_cancelled) {
  const TemporaryFolder folder;
  base::CancelToken cancel;
  auto source = open_in_pieces(folder.file("register.csv", kOddTable), {.report = {}, .cancel = cancel});
  ASSERT_TRUE(source);
  cancel.cancel();
  const auto rows = (*source)->next(10);
  ASSERT_FALSE(rows);
  EXPECT_EQ(base::failure_kind(rows.diagnostics()), base::DiagnosticKind::cancelled);
}

TEST(CsvGeometryColumn, is_found_by_its_values_in_a_file_of_any_length) {
  std::string text = "id,plek\n";
  for (int i = 0; i < 500; ++i) text += std::to_string(i) + ",POINT (84000 447000)\n";
  const TemporaryFolder folder;
  const auto tables = read_csv(folder.file("places.csv", text), {});
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().field_names, std::vector<std::string>{"id"});
  EXPECT_TRUE(std::holds_alternative<model::Coordinate>(tables->front().features.back().geometry));
}

}  // namespace
}  // namespace schouw::formats
