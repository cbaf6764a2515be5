// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "geo/base/result.h"
#include "geo/formats/row_problems.h"

namespace schouw::formats {

// What the first values of a column are: how many are texts, geometries, points.
struct ColumnLook {
  std::size_t texts = 0;
  std::size_t geometries = 0;
  std::size_t points = 0;

  void add(const std::string& text);
};
// Which column of a table holds geometries, by the looks of each; empty where none does.
std::string geometry_column_of(std::span<const std::string> names, std::span<const ColumnLook> looks);

// Where a column of a table holds geometries as text, makes them the geometries of its rows: WKT, "SRID=28992;POINT
// (...)", and WKB as hexadecimal digits, with an SRID or without. Such a column is one by its name (wkt, geom,
// geometrie, ...) where most of its values look like it, else where all do and are points. It is an attribute no
// longer, IO-145. The SRID that most rows state is the table's CRS; a row that states another is left out, IO-144. A
// value that cannot be read is IO-143, and its row has no geometry. Fails with IO-114.
base::Result<base::Done> take_geometry_columns(model::FeatureTable& table, RowProblems& problems,
                                               base::Diagnostics& notes);

}  // namespace schouw::formats
