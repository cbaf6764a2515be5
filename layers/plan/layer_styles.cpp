// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/layer_style.h"
#include "layers/plan/plan_tables.h"

namespace schouw::plan {

// DTPR's colours for personal data (identifiable #FFDD00, de-identified #36B2E6, none white), grey where that is not
// known.
LayerStyle sensor_style() {
  constexpr StyleColour kEdge = {35, 35, 35, 255};
  const std::string field = "personal_data";
  LayerStyle style{
      .table = "sensors", .description = "Colours of DTPR by personal data", .points = true, .classes = {}};
  style.classes = {{.field = field,
                    .words = {"identifiable", "biometric", "pseudonymous"},
                    .label = "persoonsgegevens",
                    .fill = {255, 221, 0, 255},
                    .outline = kEdge},
                   {.field = field,
                    .words = {"de_identified"},
                    .label = "geanonimiseerd",
                    .fill = {54, 178, 230, 255},
                    .outline = kEdge},
                   {.field = field,
                    .words = {"none"},
                    .label = "geen persoonsgegevens",
                    .fill = {255, 255, 255, 255},
                    .outline = kEdge},
                   {.label = "onbekend", .fill = {190, 190, 190, 255}, .outline = kEdge}};
  return style;
}

// Neighbourhoods lie under everything, so that they have an edge alone.
LayerStyle area_style() {
  LayerStyle style{.table = "areas", .description = "Kind of area", .classes = {}};
  style.classes = {
      {.field = "type",
       .words = {"neighbourhood", "default"},
       .label = "grens van een buurt",
       .fill = {0, 0, 0, 0},
       .outline = {120, 120, 120, 255}},
      {.label = "plek met een strengere norm", .fill = {150, 90, 180, 40}, .outline = {110, 60, 140, 255}}};
  return style;
}

tables::Table layer_styles() {
  tables::Table table = style_table("Styles for QGIS");
  table.rows.push_back(style_row(sensor_style()));
  table.rows.push_back(style_row(area_style()));
  return table;
}

}  // namespace schouw::plan
