// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/layer_style.h"

#include <gtest/gtest.h>

#include <cstring>

#include "geo/formats/xml_events.h"
#include "layers/plan/plan_tables.h"

namespace schouw::plan {
namespace {

LayerStyle example() {
  LayerStyle style{.table = "boxes", .description = "R&D", .classes = {}};
  style.classes = {{.field = "owner",
                    .words = {"O'Neill", "A<B"},
                    .label = "\"some\"",
                    .fill = {255, 0, 16, 51},
                    .outline = {1, 2, 3, 255}},
                   {.field = "size", .number = 4, .or_more = true, .label = "large", .fill = {0, 0, 0, 0}},
                   {.label = "rest", .fill = {9, 9, 9, 255}}};
  return style;
}

// Names of elements in their order, and the texts between them.
class Elements : public formats::XmlHandler {
 public:
  void start(std::string_view name, const formats::XmlAttributes&) override { names += std::string(name) + " "; }
  void end(std::string_view name) override { names += "/" + std::string(name) + " "; }
  void text(std::string_view text) override { texts += std::string(text) + "|"; }
  std::string names;
  std::string texts;
};

bool read(const std::string& xml, Elements& elements) {
  std::size_t at = 0;
  const auto bytes = [&](char* into, std::size_t most) {
    const std::size_t part = std::min(most, xml.size() - at);
    std::memcpy(into, xml.data() + at, part);
    at += part;
    return part;
  };
  return static_cast<bool>(formats::read_xml(bytes, "style.xml", elements));
}

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

// The order of elements is that of RuleType, MarkType and UserStyle in OGC 05-077r4 and 05-078r4.
TEST(LayerStyle, an_sld_has_its_elements_in_the_order_of_the_standard) {
  Elements sld;
  ASSERT_TRUE(read(sld_of(example()), sld));
  const std::string rule = "Rule Name /Name Description Title /Title /Description Filter ";
  const std::string stroke = "Stroke SvgParameter /SvgParameter SvgParameter /SvgParameter /Stroke ";
  EXPECT_EQ(sld.names.rfind("StyledLayerDescriptor NamedLayer Name /Name UserStyle Name /Name Description Title "
                            "/Title /Description IsDefault /IsDefault FeatureTypeStyle " +
                                rule,
                            0),
            0U)
      << sld.names;
  EXPECT_EQ(count(sld.names, rule), 3);
  EXPECT_EQ(count(sld.names, "PolygonSymbolizer Fill "), 2) << "the second class has none";
  EXPECT_EQ(count(sld.names, "PolygonSymbolizer Stroke "), 1);
  LayerStyle points = example();
  points.points = true;
  Elements marks;
  ASSERT_TRUE(read(sld_of(points), marks));
  EXPECT_NE(marks.names.find("/Filter PointSymbolizer Graphic Mark WellKnownName /WellKnownName Fill SvgParameter "
                             "/SvgParameter SvgParameter /SvgParameter /Fill Stroke "),
            std::string::npos)
      << marks.names;
  EXPECT_NE(marks.names.find("/Stroke /Mark Size /Size /Graphic /PointSymbolizer /Rule "), std::string::npos);
}

// 51 of 255 is a fifth; 0.2 mm is 0.71 and 3 mm 10.7 of the pixels of 0.28 mm that SLD counts in.
TEST(LayerStyle, an_sld_has_the_classes_and_colours_of_the_style) {
  const std::string sld = sld_of(example());
  for (const char* part :
       {">O'Neill<", ">A&lt;B<", ">&quot;some&quot;<", ">R&amp;D<", "<ogc:PropertyIsGreaterThanOrEqualTo>",
        "<se:SvgParameter name=\"fill\">#ff0010</se:SvgParameter><se:SvgParameter name=\"fill-opacity\">0.20<",
        "<se:SvgParameter name=\"stroke\">#010203</se:SvgParameter><se:SvgParameter name=\"stroke-width\">0.7<"}) {
    EXPECT_NE(sld.find(part), std::string::npos) << part;
  }
  const std::string rest = sld.substr(sld.find("<se:Name>rest"));
  EXPECT_EQ(count(rest, "<ogc:PropertyIsNull>"), 2) << "of neither field is a missing value in another class";
  EXPECT_NE(rest.find("<ogc:Not><ogc:Or>"), std::string::npos);
  EXPECT_EQ(count(rest, "<ogc:Literal>"), 3);
  EXPECT_EQ(sld.find("ElseFilter"), std::string::npos);
}

TEST(LayerStyle, a_qml_has_the_same_classes_as_expressions) {
  const std::string qml = qml_of(example());
  for (const char* part :
       {"filter=\"&quot;owner&quot; IN ('O''Neill','A&lt;B')\" label=\"&quot;some&quot;\"",
        "filter=\"&quot;size&quot; &gt;= 4\"", "filter=\"ELSE\"", "k=\"color\" v=\"255,0,16,51\""}) {
    EXPECT_NE(qml.find(part), std::string::npos) << part << qml;
  }
  LayerStyle one = example();
  one.classes[0].words = {"O'Neill"};
  EXPECT_NE(qml_of(one).find("filter=\"&quot;owner&quot; = 'O''Neill'\""), std::string::npos);
  Elements elements;
  EXPECT_TRUE(read(qml.substr(qml.find("<qgis")), elements));
}

TEST(LayerStyle, a_project_has_one_for_sensors_and_one_for_areas_that_say_the_same_both_ways) {
  const tables::Table styles = layer_styles();
  ASSERT_EQ(styles.rows.size(), 2U);
  for (const tables::Row& row : styles.rows) {
    const auto& qml = std::get<std::string>(row.cells.at(5));
    const auto& sld = std::get<std::string>(row.cells.at(6));
    EXPECT_GT(count(qml, "<rule "), 1);
    EXPECT_EQ(count(qml, "<rule "), count(sld, "<se:Rule>"));
    Elements elements;
    EXPECT_TRUE(read(sld, elements));
  }
  // The colours of DTPR: #FFDD00 identifiable, #36B2E6 de-identified, none white.
  const auto& sensors = std::get<std::string>(styles.rows[0].cells.at(6));
  for (const char* colour : {"#ffdd00", "#36b2e6", "#ffffff", "#bebebe"}) {
    EXPECT_EQ(count(sensors, colour), 1) << colour;
  }
}

}  // namespace
}  // namespace schouw::plan
