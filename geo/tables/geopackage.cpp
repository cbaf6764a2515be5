// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/geopackage.h"

#include <sqlite3.h>

#include <algorithm>

namespace schouw::tables {

const Table* Package::table(std::string_view name) const {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

TableLayout layout_of(const Table& table) { return {table.name, table.description, table.geometry, table.columns}; }

std::string sqlite_version() { return sqlite3_libversion(); }

}  // namespace schouw::tables
