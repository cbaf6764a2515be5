// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "geo/crs/crs_in_force.h"
#include "geo/crs/project_crs.h"

namespace schouw::model {

// A coordinate as in the file, in the table's CRS: east or longitude first.
struct Coordinate {
  double x = 0.0;
  double y = 0.0;
  std::optional<double> z;
  bool operator==(const Coordinate&) const = default;
};

using Ring = std::vector<Coordinate>;
struct PolygonWithHoles {
  std::vector<Ring> rings;  // first outer, closed or not; the others are holes
  bool operator==(const PolygonWithHoles&) const = default;
};
using Geometry = std::variant<std::monostate, Coordinate, std::vector<Coordinate>,  // none, point, several points
                              std::vector<Ring>,                                    // lines
                              std::vector<PolygonWithHoles>>;                       // polygons

// A value as the file gave it. Text is UTF-8.
using FieldValue = std::variant<std::monostate, std::string, std::int64_t, double, bool>;

// One row of a vector file. row counts from 1 within its table (for CSV: the line after the header is 2).
//   const FieldValue* value = feature.field("hoogte_m");
//   const double* height_m = value == nullptr ? nullptr : std::get_if<double>(value);
// Cost: each feature holds its values beside their names; field compares the names one by one, letter for letter.
// Threads: a plain value. What field gives lives as long as the feature's fields; null where it has no such field,
// which a feature may lack though its table names it.
struct Feature {
  std::string id;
  std::int64_t row = 0;
  Geometry geometry;
  std::vector<std::pair<std::string, FieldValue>> fields;  // in file order

  const FieldValue* field(std::string_view name) const {
    for (const auto& [key, value] : fields) {
      if (key == name) return &value;
    }
    return nullptr;
  }
};

// A table or layer of a vector file: its rows in the order in which the file gives them, in the file's own CRS.
//   std::size_t places = 0;
//   for (const Feature& feature : table.features) places += std::holds_alternative<Coordinate>(feature.geometry);
// Cost: the whole table in memory, linear in rows and fields; geo/formats reads at most 20 million features and
// 4,096 columns (IO-114). Threads: a plain value. It refers to no file, and nothing fails: what could not be read is
// said by the diagnostics that come with it.
struct FeatureTable {
  std::string name;
  std::optional<crs::Crs> crs;       // nothing where the file states none
  bool crs_is_the_usual = false;     // crs is not stated, but what the format takes for granted; --crs goes before it
  bool ids_are_row_numbers = false;  // the ids of features say where they stand, not what they are
  std::size_t longest_name = 0;      // of a field, in bytes, where the format cuts longer ones off; 0: it cuts none
  std::vector<std::string> field_names;
  std::vector<Feature> features;
  std::int64_t left_out = 0;  // rows of the file that could not be read; each has a diagnostic
};

// Who says in which CRS a table's coordinates are. asked: --crs.
inline crs::CrsClaims crs_claims_of(const FeatureTable& table, const std::optional<crs::Crs>& asked) {
  crs::CrsClaims claims{.stated = {}, .asked = asked, .usual = {}};
  (table.crs_is_the_usual ? claims.usual : claims.stated) = table.crs;
  return claims;
}

}  // namespace schouw::model
