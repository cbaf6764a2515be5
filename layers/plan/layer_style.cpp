// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/layer_style.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <set>
#include <utility>

#include "geo/base/xml_text.h"

namespace schouw::plan {

namespace {

constexpr double kMarker_mm = 3.0;
constexpr double kEdge_mm = 0.2;
constexpr double kPixel_mm = 0.28;  // the pixel of SLD

// A text as an expression of QGIS writes it.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string qgis_filter(const StyleClass& part) {
  if (part.field.empty()) return "ELSE";
  if (part.number) return fmt::format("\"{}\" {} {}", part.field, part.or_more ? ">=" : "=", *part.number);
  // Of a list of one QGIS 3.22 makes an SLD without a comparison.
  if (part.words.size() == 1) return fmt::format("\"{}\" = {}", part.field, quoted(part.words.front()));
  std::string list;
  for (const std::string& word : part.words) list += (list.empty() ? "" : ",") + quoted(word);
  return fmt::format("\"{}\" IN ({})", part.field, list);
}

std::string qgis_colour(const StyleColour& colour) { return fmt::format("{}", fmt::join(colour, ",")); }

std::string qgis_symbol(const LayerStyle& style, const StyleClass& part, std::size_t number) {
  const auto property = [](const char* key, const std::string& value) {
    return fmt::format(R"(<prop k="{}" v="{}"/>)", key, value);
  };
  std::string properties = property("color", qgis_colour(part.fill)) +
                           property("outline_color", qgis_colour(part.outline)) +
                           property("outline_width", fmt::format("{}", kEdge_mm));
  if (style.points) {
    properties += property("name", "circle") + property("size", fmt::format("{}", kMarker_mm));
  } else {
    properties += property("style", "solid");
  }
  return fmt::format(R"(<symbol type="{}" name="{}"><layer class="{}">{}</layer></symbol>)",
                     style.points ? "marker" : "fill", number, style.points ? "SimpleMarker" : "SimpleFill",
                     properties);
}

std::string element(const char* name, const std::string& content) {
  return fmt::format("<ogc:{0}>{1}</ogc:{0}>", name, content);
}
std::string compared(const char* name, const std::string& field, const std::string& value) {
  return element(name, element("PropertyName", base::xml_text(field)) + element("Literal", base::xml_text(value)));
}

std::string sld_condition(const StyleClass& part) {
  if (part.number) {
    return compared(part.or_more ? "PropertyIsGreaterThanOrEqualTo" : "PropertyIsEqualTo", part.field,
                    std::to_string(*part.number));
  }
  std::string any;
  for (const std::string& word : part.words) any += compared("PropertyIsEqualTo", part.field, word);
  return part.words.size() > 1 ? element("Or", any) : any;
}

// Comparing with what is missing is neither true nor false.
std::string sld_rest(const LayerStyle& style) {
  std::string missing;
  std::string others;
  int count = 0;
  std::set<std::string> fields;
  for (const StyleClass& part : style.classes) {
    if (part.field.empty()) continue;
    others += sld_condition(part);
    ++count;
    if (fields.insert(part.field).second) {
      missing += element("PropertyIsNull", element("PropertyName", base::xml_text(part.field)));
    }
  }
  return element("Or", missing + element("Not", count > 1 ? element("Or", others) : others));
}

std::string sld_filter(const LayerStyle& style, const StyleClass& part) {
  return element("Filter", part.field.empty() ? sld_rest(style) : sld_condition(part));
}

std::string parameter(const std::string& name, const std::string& value) {
  return fmt::format(R"(<se:SvgParameter name="{}">{}</se:SvgParameter>)", name, value);
}

// "fill" or "stroke" with its colour; an opacity only where it is not whole.
std::string painted(const std::string& name, const StyleColour& colour) {
  std::string out = parameter(name, fmt::format("#{:02x}{:02x}{:02x}", colour[0], colour[1], colour[2]));
  if (colour[3] < 255) out += parameter(name + "-opacity", fmt::format("{:.2f}", colour[3] / 255.0));
  return out;
}

std::string sld_symbol(const LayerStyle& style, const StyleClass& part) {
  const std::string fill = part.fill[3] == 0 ? "" : "<se:Fill>" + painted("fill", part.fill) + "</se:Fill>";
  const std::string edge = "<se:Stroke>" + painted("stroke", part.outline) +
                           parameter("stroke-width", fmt::format("{:.1f}", kEdge_mm / kPixel_mm)) + "</se:Stroke>";
  if (!style.points) return "<se:PolygonSymbolizer>" + fill + edge + "</se:PolygonSymbolizer>";
  return fmt::format(
      "<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName>{}{}"
      "</se:Mark><se:Size>{}</se:Size></se:Graphic></se:PointSymbolizer>",
      fill, edge, std::lround(kMarker_mm / kPixel_mm));
}

}  // namespace

std::string qml_of(const LayerStyle& style) {
  std::string rules;
  std::string symbols;
  for (std::size_t i = 0; i < style.classes.size(); ++i) {
    const StyleClass& part = style.classes[i];
    rules += fmt::format(R"(<rule symbol="{0}" key="r{0}" filter="{1}" label="{2}"/>)", i,
                         base::xml_text(qgis_filter(part)), base::xml_text(part.label));
    symbols += qgis_symbol(style, part, i);
  }
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version=\"3.22\" "
         "styleCategories=\"Symbology\"><renderer-v2 type=\"RuleRenderer\"><rules key=\"root\">" +
         rules + "</rules><symbols>" + symbols + "</symbols></renderer-v2></qgis>";
}

std::string sld_of(const LayerStyle& style) {
  std::string rules;
  for (const StyleClass& part : style.classes) {
    rules += fmt::format(
        "<se:Rule><se:Name>{0}</se:Name><se:Description><se:Title>{0}</se:Title></se:Description>{1}{2}</se:Rule>",
        base::xml_text(part.label), sld_filter(style, part), sld_symbol(style, part));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      "<StyledLayerDescriptor version=\"1.1.0\" xmlns=\"http://www.opengis.net/sld\" "
      "xmlns:se=\"http://www.opengis.net/se\" xmlns:ogc=\"http://www.opengis.net/ogc\">"
      "<NamedLayer><se:Name>{0}</se:Name><UserStyle><se:Name>Schouw</se:Name>"
      "<se:Description><se:Title>{1}</se:Title></se:Description><IsDefault>1</IsDefault>"
      "<se:FeatureTypeStyle>{2}</se:FeatureTypeStyle></UserStyle></NamedLayer>"
      "</StyledLayerDescriptor>",
      base::xml_text(style.table), base::xml_text(style.description), rules);
}

tables::Table style_table(std::string description) {
  using tables::ColumnType;
  tables::Table table{.name = "layer_styles", .description = std::move(description)};
  for (const char* column : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                             "styleQML", "styleSLD"}) {
    table.columns.push_back({column, ColumnType::text});
  }
  table.columns.push_back({"useAsDefault", ColumnType::integer});
  for (const char* column : {"description", "owner", "ui", "update_time"}) {
    table.columns.push_back({column, ColumnType::text});
  }
  return table;
}

tables::Row style_row(const LayerStyle& style) {
  const std::string none;
  return {.cells = {none, none, style.table, std::string("geom"), std::string("Schouw"), qml_of(style), sld_of(style),
                    std::int64_t{1}, style.description, none, std::monostate{}, std::string("2026-11-22T00:00:00Z")}};
}

}  // namespace schouw::plan
