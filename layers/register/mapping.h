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

namespace schouw::registers {

// A register schema read and checked: what data/registers/<id>.json says, as plain values. The language of the file
// is described in docs/register-schemas.md. Column names and the keys of values are in lower case.
struct FieldRule {
  const Field* field = nullptr;
  std::vector<std::string> from;              // columns, the first that states something wins
  std::map<std::string, std::string> values;  // word of the register -> word of the record
  std::optional<std::string> otherwise;       // where no column states anything
  double factor = 1.0;                        // unit of the register -> unit of the record
  bool direction = false;                     // degrees, cardinal, range or list of OpenStreetMap
  bool from_true_north = false;
  Basis basis = Basis::declared;
};

struct PositionColumns {
  std::vector<std::string> east;
  std::vector<std::string> north;
  std::string crs;
};

struct RowRule {
  enum class Then { household, refuse };
  std::string column;
  std::vector<std::string> is;  // lower case
  Then then = Then::refuse;
  std::string reason;  // for refuse
};

struct Mapping {
  std::string system;
  std::string licence;
  std::vector<std::string> id_from;
  std::string name_pattern;  // "OSM {id}", for a row without a name
  std::vector<FieldRule> fields;
  std::vector<PositionColumns> positions;
  std::vector<RowRule> rows;
  std::vector<std::string> ignore;  // columns that say nothing beyond what the schema knows
  std::vector<std::string> placeholders;
  // For recognise().
  std::vector<std::string> all_of;
  std::vector<std::pair<std::string, std::vector<std::string>>> values_of;
};

// Fails with REG-111 naming the schema and what is wrong in it.
base::Result<Mapping> mapping_from(const Schema& schema);

}  // namespace schouw::registers
