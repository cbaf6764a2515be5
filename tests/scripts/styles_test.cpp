// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cstdio>

#include "run_schouw.h"

// The styles in a project and in a public copy, as other programs find them.
namespace schouw::scripts {
namespace {

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return "cannot run";
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
  ::pclose(pipe);
  return out;
}

constexpr const char* kRegister =
    R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:28992"}},"features":[
{"type":"Feature","properties":{"id":"c1","name":"Camera","kind":"camera","publication":"public"},
 "geometry":{"type":"Point","coordinates":[120005,480005]}}]})";

class Styles : public testing::Test {
 protected:
  void SetUp() override {
    const Answer imported = run_schouw({"import", project_, folder_.write("register.geojson", kRegister)});
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
    const Answer published = run_schouw({"--lang", "en", "publish", project_, "--out", copy_});
    ASSERT_EQ(published.exit_code, 0) << published.err;
  }

  const Folder folder_;
  const std::string project_ = folder_ / "plan.schouw.gpkg";
  const std::string copy_ = folder_ / "copy.gpkg";
};

TEST_F(Styles, ogrinfo_finds_a_default_in_qml_and_in_sld_for_each_table_that_is_drawn) {
  for (const auto& [file, tables] :
       {std::pair(project_, std::vector<std::string>{"sensors", "areas"}),
        std::pair(copy_, std::vector<std::string>{"sensors", "coverage_10m", "areas"})}) {
    for (const std::string& table : tables) {
      const std::string row =
          output_of("ogrinfo -ro -q '" + file + "' layer_styles -where \"f_table_name = '" + table + "'\"");
      EXPECT_NE(row.find("f_geometry_column (String) = geom"), std::string::npos) << row;
      EXPECT_NE(row.find("styleQML (String) = <!DOCTYPE qgis"), std::string::npos) << row;
      EXPECT_NE(row.find("styleSLD (String) = <?xml version=\"1.0\" encoding=\"UTF-8\"?><StyledLayerDescriptor"),
                std::string::npos)
          << row;
      EXPECT_NE(row.find("useAsDefault (Integer64) = 1"), std::string::npos) << row;
      const auto second = row.find("OGRFeature(layer_styles)", row.find("OGRFeature(layer_styles)") + 1);
      EXPECT_EQ(second, std::string::npos) << "one default";
    }
  }
  const std::string sensors =
      output_of("ogrinfo -ro -q '" + copy_ + "' layer_styles -where \"f_table_name = 'sensors'\"");
  EXPECT_NE(sensors.find("<se:Title>no personal data</se:Title>"), std::string::npos)
      << "in the language of the copy";
  EXPECT_EQ(sensors.find("persoonsgegevens"), std::string::npos);
}

TEST_F(Styles, xmllint_reads_every_one_with_as_many_rules_in_each) {
  if (output_of("xmllint --version").find("using libxml") == std::string::npos) GTEST_SKIP() << "no xmllint here";
  if (output_of("sqlite3 --version").find("3.") == std::string::npos) GTEST_SKIP() << "no sqlite3 here";
  const auto ask = [&](const std::string& column, const std::string& row, const std::string& xpath) {
    return output_of("sqlite3 '" + copy_ + "' \"SELECT " + column + " FROM layer_styles WHERE f_table_name = '" +
                     row + "'\" | xmllint --xpath \"" + xpath + "\" -");
  };
  const std::string sld = "[namespace-uri() = 'http://www.opengis.net/se']";
  for (const auto& [table, rules] :
       {std::pair("sensors", "4"), std::pair("coverage_10m", "4"), std::pair("areas", "2")}) {
    EXPECT_EQ(ask("styleQML", table, "count(//rule)"), std::string(rules) + "\n") << table;
    EXPECT_EQ(ask("styleSLD", table, "count(//*[local-name() = 'Rule']" + sld + ")"), std::string(rules) + "\n");
    EXPECT_EQ(ask("styleSLD", table, "count(//*[local-name() = 'Filter'])"), std::string(rules) + "\n");
  }
}

}  // namespace
}  // namespace schouw::scripts
