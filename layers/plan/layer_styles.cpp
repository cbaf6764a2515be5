// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "layers/plan/plan_tables.h"

namespace schouw::plan {

namespace {

// A style by rule: DTPR's colours for personal data (identifiable #FFDD00, de-identified #36B2E6, none white), grey
// where that is not known. Attributes as QGIS 3.22 writes and reads them.
std::string sensor_qml() {
  struct Rule {
    const char* filter;
    const char* label;
    const char* colour;
  };
  constexpr Rule kRules[] = {{"&quot;personal_data&quot; IN ('identifiable','biometric','pseudonymous')",
                              "persoonsgegevens", "255,221,0,255"},
                             {"&quot;personal_data&quot; = 'de_identified'", "geanonimiseerd", "54,178,230,255"},
                             {"&quot;personal_data&quot; = 'none'", "geen persoonsgegevens", "255,255,255,255"},
                             {"ELSE", "onbekend", "190,190,190,255"}};
  std::string rules;
  std::string symbols;
  int number = 0;
  for (const Rule& rule : kRules) {
    const std::string index = std::to_string(number++);
    rules +=
        fmt::format(R"(<rule symbol="{0}" key="r{0}" filter="{1}" label="{2}"/>)", index, rule.filter, rule.label);
    symbols +=
        fmt::format(R"(<symbol type="marker" name="{}"><layer class="SimpleMarker"><prop k="name" v="circle"/>)"
                    R"(<prop k="color" v="{}"/><prop k="outline_color" v="35,35,35,255"/>)"
                    R"(<prop k="size" v="3"/></layer></symbol>)",
                    index, rule.colour);
  }
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version=\"3.22\" "
         "styleCategories=\"Symbology\"><renderer-v2 type=\"RuleRenderer\"><rules key=\"root\">" +
         rules + "</rules><symbols>" + symbols + "</symbols></renderer-v2></qgis>";
}

}  // namespace

tables::Table layer_styles() {
  using tables::ColumnType;
  tables::Table table{.name = "layer_styles", .description = "Styles for QGIS"};
  for (const char* column : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                             "styleQML", "styleSLD"}) {
    table.columns.push_back({column, ColumnType::text});
  }
  table.columns.push_back({"useAsDefault", ColumnType::integer});
  for (const char* column : {"description", "owner", "ui", "update_time"}) {
    table.columns.push_back({column, ColumnType::text});
  }
  const std::string none;
  table.rows.push_back(
      {.cells = {none, none, std::string("sensors"), std::string("geom"), std::string("Schouw"), sensor_qml(), none,
                 std::int64_t{1}, std::string("Colours of DTPR by personal data"), none, std::monostate{},
                 std::string("2026-11-22T00:00:00Z")}});
  return table;
}

}  // namespace schouw::plan
