// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "geo/formats/read_features_gdal.h"
#include "run_schouw.h"

// The ways out, as a person takes them: a square with a camera for everyone, one that is internal and one that is
// secret, and values that nobody outside may read (docs/export.md).
namespace schouw::scripts {
namespace {

constexpr const char* kRegister =
    R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:28992"}},
"features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[120025,480031]},"properties":{"id":"007","name":"=1+1",
 "kind":"camera","publication":"public","height_above_ground_m":4.25,"azimuth_deg":180,"tilt_deg":20,"hfov_deg":80,
 "vfov_deg":50,"pixels_w":1920,"model":"Verborgen Model 9","schedule":"tu 03:17-04:29","active_until":"2026-02-28",
 "sign_present":true,"personal_data":"identifiable","purpose":"drukte|veiligheid","owner":"Gemeente; \"Voorbeeld\"",
 "Leverancierscode":"zwijgcode 4711"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[120030,480020]},"properties":{"id":"qx17","kind":"camera",
 "name":"Binnenkamer","publication":"internal"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[120031,480021]},"properties":{"id":"qx18","kind":"anpr",
 "name":"Stille Wacht","publication":"secret"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[120033,480023]},"properties":{"id":"vaag-1",
 "name":"Ergens","kind":"wifi","publication":"generalised","model":"Verborgen Model 9"}}]})";

// Values of the register above that no public file may hold.
const std::vector<std::string> kRestricted = {"Verborgen", "03:17", "Leverancierscode", "zwijgcode", "Binnenkamer",
                                              "qx17",      "qx18",  "Stille Wacht",     "120033",    "480023"};

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Export : public testing::Test {
 protected:
  void SetUp() override {
    project_ = folder_ / "counters.schouw.gpkg";
    const Answer answer =
        run_schouw({"import", project_, SCHOUW_SOURCE_DIR "/tests/data/small_square/square.city.json",
                    folder_.write("register.geojson", kRegister)});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
  }

  Answer export_as(const std::string& what, const std::string& file, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"export", project_, "--what", what, "--out", file == "-" ? file : folder_ / file});
    return run_schouw(more);
  }

  const Folder folder_;
  std::string project_;
};

// All that a file holds, unpacked.
std::string contents_of(const std::string& path) {
  std::string contents = bytes_of(path);
  if (path.ends_with(".xlsx")) {
    const std::string unpacked = path + ".txt";
    if (std::system(("unzip -p '" + path + "' > '" + unpacked + "' 2> /dev/null").c_str()) == 0) {
      contents += bytes_of(unpacked);
    }
    const auto tables = formats::read_features(path);
    EXPECT_TRUE(tables);
    for (const auto& table : *tables) {
      for (const auto& name : table.field_names) contents += name + "\n";
      for (const auto& row : table.features) {
        for (const auto& [name, value] : row.fields) {
          if (const auto* text = std::get_if<std::string>(&value)) contents += *text + "\n";
        }
      }
    }
  }
  return contents;
}

struct Way {
  const char* what;
  const char* file;
  std::vector<std::string> more;
};
const std::vector<Way>& public_ways() {
  static const std::vector<Way> kWays = {{"sensors", "a.gpkg", {}},
                                         {"sensors", "a.geojson", {}},
                                         {"sensors", "a.csv", {}},
                                         {"sensors", "b.csv", {"--csv", "excel-nl"}},
                                         {"sensors", "a.xlsx", {}},
                                         {"sensors", "s.json", {"--schema", "sensrnet"}},
                                         {"sensors", "w.json", {"--schema", "wecity"}},
                                         {"sensors", "t.json", {"--schema", "sensorthings"}},
                                         {"coverage", "c.gpkg", {}},
                                         {"coverage", "c.geojson", {}},
                                         {"coverage", "c.csv", {}},
                                         {"findings", "f.gpkg", {}},
                                         {"findings", "f.geojson", {}},
                                         {"findings", "f.csv", {}},
                                         {"city", "town.glb", {}}};
  return kWays;
}

TEST_F(Export, no_byte_of_a_public_file_is_of_what_is_not_public) {
  for (const Way& way : public_ways()) {
    const Answer answer = export_as(way.what, way.file, way.more);
    ASSERT_EQ(answer.exit_code, 0) << way.file << answer.err;
    const std::string contents = contents_of(folder_ / way.file);
    ASSERT_FALSE(contents.empty()) << way.file;
    for (const std::string& restricted : kRestricted) {
      EXPECT_EQ(contents.find(restricted), std::string::npos) << restricted << " in " << way.file;
    }
  }
}

TEST_F(Export, the_same_strings_are_in_an_internal_file) {
  for (const char* file : {"a.gpkg", "a.geojson", "a.csv", "a.xlsx"}) {
    ASSERT_EQ(export_as("sensors", file, {"--profile", "internal"}).exit_code, 0);
    const std::string contents = contents_of(folder_ / file);
    for (const char* text : {"Verborgen", "03:17", "Leverancierscode", "zwijgcode", "Binnenkamer", "Stille Wacht"}) {
      EXPECT_NE(contents.find(text), std::string::npos) << text << " in " << file;
    }
  }
}

TEST_F(Export, the_answer_says_what_was_written_and_how_much_was_not) {
  const base::Json json = export_as("sensors", "a.csv", {"--json"}).json();
  EXPECT_EQ(json["file"], folder_ / "a.csv");
  EXPECT_EQ(json["profile"], "public");
  EXPECT_EQ(json["format"], "csv");
  EXPECT_EQ(json["rows"], 2);
  EXPECT_EQ(json["crs"], "EPSG:28992");
  EXPECT_EQ(json["withheld"]["sensors"], 2);
  EXPECT_GT(json["withheld"]["fields"].get<int>(), 5);
  const base::Json all = export_as("sensors", "b.csv", {"--json", "--profile", "internal"}).json();
  EXPECT_EQ(all["rows"], 4);
  EXPECT_EQ(all["withheld"]["sensors"], 0);
  EXPECT_EQ(export_as("sensors", "c.csv", {"--json", "--kind", "wifi"}).json()["rows"], 1);
}

// Out, into a project of its own, and out again: not a byte differs.
TEST_F(Export, what_goes_out_and_comes_back_goes_out_the_same) {
  ASSERT_EQ(export_as("sensors", "first.csv", {"--profile", "internal"}).exit_code, 0);
  for (const auto& [file, more] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"a.csv", {}}, {"b.csv", {"--csv", "excel-nl"}}, {"a.xlsx", {}}, {"a.gpkg", {}}}) {
    std::vector<std::string> options = more;
    options.insert(options.end(), {"--profile", "internal"});
    ASSERT_EQ(export_as("sensors", file, options).exit_code, 0);
    const std::string again = folder_ / ("again-" + file + ".schouw.gpkg");
    const Answer imported = run_schouw({"import", again, folder_ / file, "--json"});
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
    EXPECT_EQ(imported.json()["added"], 4);
    EXPECT_EQ(imported.json()["rejected"], 0) << imported.out;
    ASSERT_EQ(
        run_schouw({"export", again, "--what", "sensors", "--out", folder_ / "again.csv", "--profile", "internal"})
            .exit_code,
        0);
    EXPECT_EQ(bytes_of(folder_ / "again.csv"), bytes_of(folder_ / "first.csv")) << file;
  }
}

TEST_F(Export, the_same_project_gives_the_same_bytes) {
  for (const Way& way : public_ways()) {
    const std::string again = std::string("again-") + way.file;
    ASSERT_EQ(export_as(way.what, way.file, way.more).exit_code, 0);
    ASSERT_EQ(export_as(way.what, again, way.more).exit_code, 0);
    EXPECT_EQ(bytes_of(folder_ / way.file), bytes_of(folder_ / again)) << way.file;
  }
}

TEST_F(Export, a_file_that_it_does_not_write_is_refused_with_those_that_it_does) {
  const Answer sensors = export_as("sensors", "a.dwg");
  EXPECT_EQ(sensors.exit_code, 4);
  EXPECT_TRUE(sensors.mentions("EXP-101"));
  EXPECT_TRUE(sensors.mentions(".gpkg, .geojson, .csv, .xlsx, .json")) << sensors.err;
  EXPECT_TRUE(export_as("city", "a.gpkg").mentions(".glb"));
  EXPECT_EQ(export_as("city", "-").exit_code, 4) << "bytes are not for a terminal";
  EXPECT_EQ(export_as("sensors", "a.json").exit_code, 2) << "whose?";
  EXPECT_EQ(export_as("sensors", "a.gpkg", {"--csv", "open"}).exit_code, 2);
  EXPECT_EQ(export_as("sensors", "-", {"--json"}).exit_code, 2);
  EXPECT_EQ(export_as("houses", "a.csv").exit_code, 2);
  EXPECT_EQ(
      run_schouw({"export", folder_ / "none.schouw.gpkg", "--what", "sensors", "--out", folder_ / "a.csv"}).exit_code,
      3);
}

TEST_F(Export, a_project_is_never_written_over) {
  const std::string before = bytes_of(project_);
  for (const std::string name : {"square.schouw.gpkg", "new.schouw.gpkg"}) {
    const Answer answer = export_as("sensors", name);
    EXPECT_EQ(answer.exit_code, 4) << name;
    EXPECT_TRUE(answer.mentions("EXP-103")) << name;
  }
  std::filesystem::copy_file(project_, folder_ / "copy.gpkg");
  EXPECT_TRUE(export_as("sensors", "copy.gpkg").mentions("EXP-103")) << "another project, under another name";
  std::filesystem::create_symlink(project_, folder_ / "link.gpkg");
  EXPECT_TRUE(export_as("sensors", "link.gpkg").mentions("EXP-103"));
  EXPECT_EQ(bytes_of(project_), before);
}

TEST_F(Export, text_goes_to_standard_output) {
  const Answer csv = export_as("sensors", "-", {"--csv", "open"});
  EXPECT_EQ(csv.out.rfind("id,name,kind,east,north,status,", 0), 0U) << csv.out;
  EXPECT_NE(csv.out.find("\r\n007,=1+1,camera,120025,480031,"), std::string::npos) << csv.out;
  EXPECT_EQ(export_as("sensors", "-").json()["type"], "FeatureCollection");
  EXPECT_TRUE(export_as("sensors", "-", {"--schema", "wecity"}).json().is_array());
}

// Excel would make 7 of the first, compute the second, and read 4.25 as a day.
TEST_F(Export, a_dutch_excel_meets_texts_numbers_and_dates_as_it_writes_them) {
  const Answer csv = export_as("sensors", "-", {"--csv", "excel-nl"});
  EXPECT_NE(csv.out.find("\n'007;'=1+1;camera;120025;480031;"), std::string::npos) << csv.out;
  EXPECT_NE(csv.out.find(";4,25;"), std::string::npos);
  EXPECT_NE(csv.out.find(";28-02-2026;"), std::string::npos);
  EXPECT_NE(csv.out.find(";ja;"), std::string::npos);
  EXPECT_NE(csv.out.find(";\"Gemeente; \"\"Voorbeeld\"\"\";"), std::string::npos);
}

// What sqlite3 answers, or why it does not.
std::string asked_of(const std::string& file, const std::string& sql) {
  std::string out;
  FILE* pipe = ::popen(("sqlite3 '" + file + "' \"" + sql + "\" 2>&1").c_str(), "r");
  if (pipe == nullptr) return "cannot run";
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
  ::pclose(pipe);
  return out;
}

std::string wifi(const std::string& id, const std::string& publication, const std::string& hide_after,
                 double east_m) {
  return R"({"type":"Feature","properties":{"id":")" + id + R"(","name":"Tellers )" + id +
         R"(","kind":"wifi","publication":")" + publication + R"(",)" +
         (hide_after.empty() ? "" : R"("hide_after":")" + hide_after + R"(",)") +
         R"("height_above_ground_m":6,"range_max_m":10},"geometry":{"type":"Point","coordinates":[)" +
         std::to_string(east_m) + ",480005]}}";
}

// Two counters that anyone may know of, each of which sees 8 m of ground around it (10 m from 6 m high): w1 stands in
// the middle of the square of 120000 to 120010, w2 in the middle of its east side. Beside w1 one that its register
// hides since 2020, and one of another register, secret, that is called as w1 is.
class PublicExport : public testing::Test {
 protected:
  void SetUp() override {
    if (asked_of(":memory:", "SELECT 1") != "1\n") GTEST_SKIP() << "no sqlite3 here";
    import(project_, "stad", far_ + "," + wifi("w3", "public", "2020-01-01", 120004.0) + "," + near_);
    import(project_, "elders", wifi("w1", "secret", "", 120006.0));
    const Answer answer = run_schouw({"publish", project_, "--out", folder_ / "copy.gpkg"});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
  }
  void import(const std::string& project, const std::string& source, const std::string& features) const {
    const std::string crs =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:28992"}},)";
    const std::string file = folder_.write(source + ".geojson", crs + "\"features\":[" + features + "]}");
    const Answer answer = run_schouw({"import", project, file, "--source", source});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
  }
  Answer export_as(const std::string& what, const std::string& file, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"export", project_, "--what", what, "--out", file == "-" ? file : folder_ / file});
    return run_schouw(more);
  }

  const Folder folder_;
  const std::string project_ = folder_ / "counters.schouw.gpkg";
  const std::string near_ = wifi("w1", "public", "", 120005.0);
  const std::string far_ = wifi("w2", "public", "2095-06-30", 120010.0);
};

TEST_F(PublicExport, sensors_are_those_of_the_public_copy_in_its_order_and_under_its_ids) {
  const base::Json answer = export_as("sensors", "s.gpkg", {"--json"}).json();
  EXPECT_EQ(answer["rows"], 2);
  EXPECT_EQ(answer["withheld"]["sensors"], 2) << "the secret one, and the one that is hidden since 2020";
  const std::string sql = "SELECT id, uuid, kind FROM sensors ORDER BY rowid";
  const std::string shown = asked_of(folder_ / "copy.gpkg", sql);
  EXPECT_EQ(shown.rfind("w1|", 0), 0U) << shown;
  EXPECT_EQ(asked_of(folder_ / "s.gpkg", sql), shown);
  EXPECT_EQ(export_as("sensors", "-", {"--csv", "open"}).out.find("w3"), std::string::npos);
  const base::Json things = export_as("sensors", "-", {"--schema", "wecity"}).json();
  EXPECT_EQ(things.size(), 2U);
  const Answer findings = export_as("findings", "-", {"--csv", "open"});
  EXPECT_EQ(findings.exit_code, 0) << findings.err;
  EXPECT_NE(findings.out.find(",w1,"), std::string::npos) << findings.out;
  EXPECT_EQ(findings.out.find("stad:"), std::string::npos) << "would say that another register knows a w1";
  EXPECT_EQ(findings.out.find("w3"), std::string::npos);
  const Answer internal = export_as("sensors", "-", {"--csv", "open", "--profile", "internal"});
  EXPECT_NE(internal.out.find("stad:w1,"), std::string::npos) << internal.out;
  EXPECT_NE(internal.out.find("\r\nw3,"), std::string::npos);
}

// Nothing can be found by subtraction.
TEST_F(PublicExport, with_and_without_what_is_withheld_the_files_are_the_same_byte_for_byte) {
  const std::string open = folder_ / "open.schouw.gpkg";
  import(open, "stad", near_ + "," + far_);
  for (const auto& [what, file] :
       {std::pair("sensors", "s.csv"), std::pair("sensors", "s.gpkg"), std::pair("sensors", "s.xlsx"),
        std::pair("coverage", "c.gpkg"), std::pair("findings", "f.geojson")}) {
    ASSERT_EQ(export_as(what, file).exit_code, 0) << file;
    const std::string other = folder_ / (std::string("open-") + file);
    ASSERT_EQ(run_schouw({"export", open, "--what", what, "--out", other}).exit_code, 0) << file;
    EXPECT_EQ(bytes_of(folder_ / file), bytes_of(other)) << file;
  }
}

// Of w1 the square of 120000: all of it, 100 m2; of the squares beside it at most pi * 64 - 100 = 101 m2 over four of
// them and the four corners, a quarter each. Of w2 that square and the next: of each 2 * (2.5 * 6.245 + 32 *
// asin(5/8)) = 74 m2; of those north and south of them 13 m2.
TEST_F(PublicExport, a_square_counts_a_sensor_that_sees_half_of_it) {
  ASSERT_EQ(export_as("coverage", "c.gpkg").exit_code, 0);
  EXPECT_EQ(asked_of(folder_ / "c.gpkg", "SELECT at_least, area_m2 FROM stacking ORDER BY 1"), "1|200.0\n2|100.0\n");
  EXPECT_EQ(asked_of(folder_ / "copy.gpkg", "SELECT at_least, count(*) FROM coverage_10m GROUP BY 1"), "1|1\n2|1\n");
  const auto tables = formats::read_features(folder_ / "c.gpkg");
  ASSERT_TRUE(tables);
  const auto& pair = std::get<std::vector<model::PolygonWithHoles>>(tables->front().features.at(1).geometry);
  for (const auto& corner : pair.at(0).rings.at(0)) {
    EXPECT_TRUE(corner.x == 120000.0 || corner.x == 120010.0) << corner.x;
    EXPECT_TRUE(corner.y == 480000.0 || corner.y == 480010.0) << corner.y;
  }
  EXPECT_EQ(export_as("coverage", "k.gpkg", {"--kind", "camera"}).exit_code, 0);
  EXPECT_EQ(asked_of(folder_ / "k.gpkg", "SELECT count(*) FROM stacking"), "0\n");
}

TEST_F(Export, the_public_gets_counts_on_cells_of_ten_metres_and_no_view_of_a_sensor) {
  ASSERT_EQ(export_as("coverage", "c.gpkg").exit_code, 0);
  const auto tables = formats::read_features(folder_ / "c.gpkg");
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->size(), 1U);
  EXPECT_EQ(tables->front().field_names, (std::vector<std::string>{"at_least", "area_m2"}));
  const auto& polygons = std::get<std::vector<model::PolygonWithHoles>>(tables->front().features.at(0).geometry);
  for (const auto& corner : polygons.at(0).rings.at(0)) {
    EXPECT_EQ(std::fmod(corner.x, 10.0), 0.0);
    EXPECT_EQ(std::fmod(corner.y, 10.0), 0.0);
  }
  const Answer zones = export_as("zones", "z.gpkg");
  EXPECT_EQ(zones.exit_code, 4);
  EXPECT_TRUE(zones.mentions("EXP-105"));
  EXPECT_EQ(export_as("zones", "z.gpkg", {"--profile", "internal"}).exit_code, 0);
}

TEST_F(Export, findings_have_the_keys_of_check) {
  const base::Json finding = run_schouw({"check", project_, "--json"}).json()["findings"][0];
  std::string header;
  for (const auto& [key, value] : finding.items()) header += (header.empty() ? "" : ",") + key;
  const Answer csv = export_as("findings", "-", {"--csv", "open", "--profile", "internal"});
  EXPECT_EQ(csv.exit_code, 0) << "findings that fail are not a failure to write them";
  EXPECT_EQ(csv.out.substr(0, csv.out.find("\r\n")), header);
}

}  // namespace
}  // namespace schouw::scripts
