// SPDX-License-Identifier: EUPL-1.2
#include <initializer_list>

#include "layers/plan/layer_style.h"
#include "layers/publish/public_tables.h"

namespace schouw::publish {

namespace {

using plan::LayerStyle;

// Shades of one blue, so that a number looks like a number and not like a judgement.
LayerStyle cell_style(const Say& say) {
  const std::string field = "at_least";
  const auto label = [&](int count) { return say({"publish.at_least", {{"count", std::int64_t{count}}}}); };
  LayerStyle style{.table = "coverage_10m", .description = say({"publish.style.cells", {}}), .classes = {}};
  style.classes = {
      {.field = field, .number = 1, .label = label(1), .fill = {198, 219, 239, 160}, .outline = {158, 202, 225, 120}},
      {.field = field, .number = 2, .label = label(2), .fill = {107, 174, 214, 170}, .outline = {66, 146, 198, 120}},
      {.field = field, .number = 3, .label = label(3), .fill = {33, 113, 181, 180}, .outline = {8, 81, 156, 120}},
      {.field = field,
       .number = 4,
       .or_more = true,
       .label = label(4),
       .fill = {8, 48, 107, 190},
       .outline = {8, 48, 107, 120}}};
  return style;
}

// A style of the project's in the words of the copy: a key for each of its classes.
LayerStyle said(LayerStyle style, const Say& say, const char* description,
                std::initializer_list<const char*> labels) {
  style.description = say({description, {}});
  auto part = style.classes.begin();
  for (const char* label : labels) (part++)->label = say({label, {}});
  return style;
}

}  // namespace

tables::Table public_styles(const Say& say) {
  tables::Table styles = plan::style_table(say({"publish.table.styles", {}}));
  styles.rows.push_back(plan::style_row(
      said(plan::sensor_style(), say, "field.personal_data",
           {"field.personal_data", "personal_data.de_identified", "personal_data.none", "personal_data.unknown"})));
  styles.rows.push_back(plan::style_row(cell_style(say)));
  styles.rows.push_back(plan::style_row(said(plan::area_style(), say, "publish.style.areas",
                                             {"legend.areas.neighbourhood", "legend.areas.sensitive"})));
  return styles;
}

}  // namespace schouw::publish
