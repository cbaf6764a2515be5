// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/json.h"
#include "geo/base/result.h"
#include "layers/register/field.h"
#include "layers/register/import_register.h"
#include "layers/register/register_record.h"

namespace schouw::registers {

// A register schema read and checked: what data/registers/<id>.json says, as plain values. The language of the file
// is described in docs/register-schemas.md. Column names and the keys of values are in lower case.
// A value that stands in another table of the same file.
struct Lookup {
  std::string table;        // its name, in lower case
  std::string where;        // its column that holds what this row's column says; empty: the table is of one row
  std::string is;           // that column of this row
  std::string take;         // its column of the value
  bool transposed = false;  // a sheet of names in its first column and values in its second
};

struct FieldRule {
  const Field* field = nullptr;
  std::vector<std::string> from;     // columns, the first that states something wins
  std::vector<std::string> fillers;  // a text that one of these states too says nothing but in the first column
  std::optional<std::string> join;   // with this between them, all columns that state something
  std::string split;                 // of a list: each of these characters parts two values
  std::optional<Lookup> lookup;      // instead of a column of its own
  std::map<std::string, std::string> values;  // word of the register -> word of the record
  std::optional<std::string> any;             // where a column states anything at all; its text is kept beside
  std::optional<std::string> otherwise;       // where no column states anything
  double factor = 1.0;                        // unit of the register -> unit of the record
  bool direction = false;                     // degrees, cardinal, range or list of OpenStreetMap
  bool from_true_north = false;
  Basis basis = Basis::declared;
};

struct PositionColumns {
  std::vector<std::string> east;
  std::vector<std::string> north;
  std::vector<std::string> pair;  // or both in one column
  bool north_first = false;       // of a pair
  std::string crs;
};

// Several sensors in one row: the columns of one sensor come again for the next, their names with " #2", " #3"
// behind.
struct Repeat {
  std::vector<std::pair<std::string, int>>
      columns;  // how often each name came before those of the first sensor, plus 1
  int most = 1;
  std::string present;  // the column that a sensor states something in
  std::string id;       // of each: "{id}.{n}", counted from 0
};

struct RowRule {
  enum class Then { household, refuse, removed };
  std::string column;
  std::vector<std::string> is;  // lower case
  bool yes = false;             // where the column says yes, or what is neither yes nor no
  bool stated = false;          // whatever the column states; a day to come does not count for removed
  std::string unless;           // a column that must state nothing; empty: none
  Then then = Then::refuse;
  std::string reason;  // for refuse
};

// A field of what stands beside the sensors.
struct RecordRule {
  const RecordField* field = nullptr;
  std::vector<std::string> from;
  std::map<std::string, std::string> values;
};

struct Mapping {
  std::optional<RecordType> record;       // what a row is; nothing: a sensor
  std::vector<RecordRule> record_fields;  // of such a row, instead of fields
  std::string system;
  std::string licence;
  std::vector<std::string> id_from;
  std::string name_pattern;  // "OSM {id}", for a row without a name
  bool same_names = false;   // columns are called as the fields of the record
  std::vector<FieldRule> fields;
  std::vector<PositionColumns> positions;
  // A row without coordinates that states something in one of these is kept: its area is known, its place is not.
  std::vector<std::string> placeless;
  std::optional<Repeat> repeat;
  std::vector<std::string> tables;  // the only ones that are read, lower case; empty: those that fit
  std::vector<RowRule> rows;
  std::vector<std::string> ignore;  // columns that say nothing beyond what the schema knows
  std::vector<std::string> placeholders;
  std::vector<std::optional<double>> placeholder_numbers;  // what each is as a number
  // For recognise().
  std::vector<std::string> all_of;
  std::vector<std::vector<std::string>> any_of;  // sets of columns, of which one must be there as a whole
  std::vector<std::pair<std::string, std::vector<std::string>>> values_of;
};

// Fails with REG-111 naming the schema and what is wrong in it.
base::Result<Mapping> mapping_from(const Schema& schema);

}  // namespace schouw::registers
