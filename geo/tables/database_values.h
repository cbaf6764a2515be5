// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/tables/geopackage.h"

namespace schouw::tables {

// Values as PostgreSQL writes and reads them; for the sources of this room only.

std::string sql_name(std::string_view name);  // an identifier
std::string sql_text(std::string_view text);  // a literal, for statements that bind nothing

// Nothing: NULL. A NUL character, which PostgreSQL has no place for, becomes U+FFFD; a NaN is NULL.
std::optional<std::string> parameter_of(const Cell& cell);
// A text that is no number of the column's type stays a text.
Cell cell_from(ColumnType type, std::string text);

// A value of a row for COPY, with a tab behind it.
void append_copied(const std::optional<std::string>& value, std::string& rows);

// EWKB, which names the coordinate system, in hexadecimal digits; in plan. Nothing where there is no place. Source:
// PostGIS 3.3, doc/ZMSGeoms.txt.
std::optional<std::string> extended_hex(const model::Geometry& geometry, int srid);
// WKB as ST_AsBinary gives it, "\x0101...". Nothing where it is damaged or of another kind.
std::optional<model::Geometry> geometry_from_hex(std::string_view hex);

}  // namespace schouw::tables
