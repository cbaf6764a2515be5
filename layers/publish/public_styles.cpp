// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <span>

#include "layers/plan/plan_tables.h"
#include "layers/publish/public_tables.h"

namespace schouw::publish {

namespace {

struct Rule {
  std::string filter;  // as XML writes it
  std::string label;
  const char* fill = "";
  const char* outline = "";
};

// Attributes as QGIS 3.22 writes and reads them.
std::string fill_qml(std::span<const Rule> rules) {
  std::string entries;
  std::string symbols;
  int number = 0;
  for (const Rule& rule : rules) {
    entries +=
        fmt::format(R"(<rule symbol="{0}" key="r{0}" filter="{1}" label="{2}"/>)", number, rule.filter, rule.label);
    symbols += fmt::format(R"(<symbol type="fill" name="{}"><layer class="SimpleFill"><prop k="color" v="{}"/>)"
                           R"(<prop k="outline_color" v="{}"/><prop k="outline_width" v="0.2"/>)"
                           R"(<prop k="style" v="solid"/></layer></symbol>)",
                           number++, rule.fill, rule.outline);
  }
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version=\"3.22\" "
         "styleCategories=\"Symbology\"><renderer-v2 type=\"RuleRenderer\"><rules key=\"root\">" +
         entries + "</rules><symbols>" + symbols + "</symbols></renderer-v2></qgis>";
}

// Shades of one blue, so that a number looks like a number and not like a judgement.
std::string cells_qml(const Say& say) {
  const auto label = [&](int count) { return say({"publish.at_least", {{"count", std::int64_t{count}}}}); };
  const Rule rules[] = {{"&quot;at_least&quot; = 1", label(1), "198,219,239,160", "158,202,225,120"},
                        {"&quot;at_least&quot; = 2", label(2), "107,174,214,170", "66,146,198,120"},
                        {"&quot;at_least&quot; = 3", label(3), "33,113,181,180", "8,81,156,120"},
                        {"&quot;at_least&quot; &gt;= 4", label(4), "8,48,107,190", "8,48,107,120"}};
  return fill_qml(rules);
}

std::string areas_qml(const Say& say) {
  const Rule rules[] = {
      {"&quot;type&quot; = 'neighbourhood'", say({"legend.areas.neighbourhood", {}}), "0,0,0,0", "120,120,120,255"},
      {"ELSE", say({"legend.areas.sensitive", {}}), "150,90,180,40", "110,60,140,255"}};
  return fill_qml(rules);
}

// A row like that of the project's own style, for another table.
tables::Row style_row(const tables::Table& styles, const char* table, std::string qml, std::string description) {
  tables::Row row = styles.rows.front();
  for (std::size_t i = 0; i < styles.columns.size(); ++i) {
    const std::string& column = styles.columns[i].name;
    if (column == "f_table_name") row.cells[i] = std::string(table);
    if (column == "styleQML") row.cells[i] = qml;
    if (column == "description") row.cells[i] = description;
  }
  return row;
}

}  // namespace

tables::Table public_styles(const Say& say) {
  tables::Table styles = plan::layer_styles();
  styles.description = say({"publish.table.styles", {}});
  styles.rows.push_back(style_row(styles, "coverage_10m", cells_qml(say), say({"publish.style.cells", {}})));
  styles.rows.push_back(style_row(styles, "areas", areas_qml(say), say({"publish.style.areas", {}})));
  return styles;
}

}  // namespace schouw::publish
