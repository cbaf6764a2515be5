// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/tables/geopackage.h"
#include "geo/tables/update_package.h"

namespace schouw::tables {

// A row of a shared table and the version that it has: another one after every change, whoever made it.
struct VersionedRow {
  Row row;
  std::int64_t version = 0;
  bool other_geometry = false;  // its geometry is neither a point nor an area, and left out
};

// Tables that an organisation shares: the schema `schouw` of a PostgreSQL database with PostGIS, reached through a
// libpq service (pg_service.conf), so that no address and no password is ever ours to keep.
//
//   auto database = Database::open("delft");
//   if (auto begun = database->begin(Database::Access::writing); !begun) return begun;
//   if (auto done = database->update("sensors", 12, version, {.values = {{"id", std::string("K-7")}}}); !done)
//     return done;                                     // DB-108: somebody else changed the row since
//   return database->commit();
//
// A transaction sees one state of the database from its first question on; a writing one is all or nothing, also
// where this program or the server is killed in between. Rows that are not named stay as they are, and so do columns
// of others. Cost: a question or a change is a round trip; inserts are gathered and sent at once. Reading holds one
// row at a time. Threads: one at a time. Ending it without commit: nothing happened. Failures: DB-101 the server
// cannot be reached, DB-102 no name of a service, DB-103 no store there, DB-104 the role lacks the right, DB-105 the
// server refuses otherwise, DB-107 others hold what is asked for 10 s, DB-108 a row was changed since.
class Database {
 public:
  enum class Access { reading, writing };
  enum class Right { select, insert, update };

  static base::Result<Database> open(const std::string& service);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // Differs after any change of any row of these tables; equal: nobody changed anything.
  base::Result<std::string> stamp(const std::vector<std::string>& tables);
  base::Result<bool> may(Right right, const std::string& table);
  // Whether a row of the table states that text in a column.
  base::Result<bool> holds(const std::string& table, const std::string& column, const std::string& text);

  base::Result<base::Done> begin(Access access);
  base::Result<base::Done> commit();
  base::Result<base::Done> roll_back();

  // What the database does not have of a layout: "the table sensors", "the column sensors.geom".
  std::vector<std::string> missing_of(const TableLayout& layout) const;

  // Rows of a newer version than that, in the order of their number; cells in the order of the layout's columns; a
  // place in another coordinate system is transformed. A table or a column that the store does not have, because it
  // is older, gives no rows or NULL: missing_of tells.
  base::Result<base::Done> for_each_row(const TableLayout& layout, std::int64_t newer_than,
                                        const std::function<void(VersionedRow&&)>& visit);

  base::Result<base::Done> insert(const TableLayout& layout, const RowChange& row);
  base::Result<base::Done> update(const std::string& table, std::int64_t fid, std::int64_t version,
                                  const RowChange& row);
  base::Result<base::Done> erase(const std::string& table, std::int64_t fid, std::int64_t version);

 private:
  struct State;
  explicit Database(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Whether a failure says that the server cannot be reached: what one may do without it.
bool is_unreachable(const base::Diagnostics& diagnostics);

std::string libpq_version();

// "delft", "sensoren-plan_2": what may stand behind "pg:".
bool is_service_name(std::string_view name);

// How a store is laid out; each table gets a number, a version and, where it has places, a geometry with an index.
struct DatabaseTable {
  TableLayout layout;
  std::vector<std::string> key;                                   // columns that no two rows share; empty: none
  enum class Use { edited, grows, published } use = Use::edited;  // grows: planners add; published: publishers add
};
struct LayerStyle {
  std::string table;
  std::string name;
  std::string qml;
  std::string sld;
  std::string description;
};
struct DatabaseDesign {
  crs::Crs crs;  // of every geometry
  std::vector<DatabaseTable> tables;
  std::vector<LayerStyle> styles;  // for public.layer_styles, where QGIS looks
};

// Makes what is missing of a store, and leaves what is there as it is: the schema, tables, columns, indexes,
// versions, styles, and the roles schouw_reader (reads), schouw_planner (edits) and schouw_publisher (says what was
// published) with their rights. Several at once wait for each other; all or nothing. Needs a role that may create
// roles and, the first time, the extension PostGIS: else DB-106, which says what an administrator has to do first.
// Fails with DB-109 where the database does not know the coordinate system. Warns with DB-110 where styles find no
// place.
base::Result<base::Done> make_database(const std::string& service, const DatabaseDesign& design);

}  // namespace schouw::tables
