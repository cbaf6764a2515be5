// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/tables/geopackage.h"

namespace schouw::plan {

// Red, green, blue and opacity, each 0 to 255.
using StyleColour = std::array<int, 4>;

// One class of a style: which features, what a legend calls them, and their colours. They are those whose field is
// one of the words, or the number or more; with no field all that no other class takes.
struct StyleClass {
  std::string field = {};
  std::vector<std::string> words = {};
  std::optional<std::int64_t> number = {};
  bool or_more = false;
  std::string label;
  StyleColour fill = {};
  StyleColour outline = {};
};

// How other programs draw a table: circles of 3 mm for points, else filled areas with an edge of 0.2 mm.
//   const LayerStyle style{.table = "sensors", .description = "...", .points = true, .classes = {...}};
//   const std::string for_qgis = qml_of(style);
//   const std::string for_others = sld_of(style);
// Cost: some kB of text. Works on the thread that calls it; equal styles give equal texts. It cannot fail: every text
// is written as XML wants it.
struct LayerStyle {
  std::string table;
  std::string description;
  bool points = false;
  std::vector<StyleClass> classes;
};

// As QGIS 3.22 writes and reads them.
std::string qml_of(const LayerStyle& style);
// OGC 05-078r4 (SLD 1.1.0) with symbols by OGC 05-077r4 (SE 1.1.0): a millimetre is 1 / 0.28 pixel, as both say. The
// same classes, in the same order. What is left is written as a filter too: QGIS 3.22 reads se:ElseFilter as
// everything.
std::string sld_of(const LayerStyle& style);

// Of sensors by personal data, in DTPR's colours, and of areas. Their labels are those of a project, in Dutch; a copy
// in another language gives them its own.
LayerStyle sensor_style();
LayerStyle area_style();

// The table in which QGIS looks for styles, without rows; and a row of it, the default of its table.
tables::Table style_table(std::string description);
tables::Row style_row(const LayerStyle& style);

}  // namespace schouw::plan
