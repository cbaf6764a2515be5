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

struct FeatureTable {
  std::string name;
  std::optional<crs::Crs> crs;    // nothing where the file states none
  bool crs_is_the_usual = false;  // crs is not stated, but what the format takes for granted; --crs goes before it
  std::vector<std::string> field_names;
  std::vector<Feature> features;
};

// Who says in which CRS a table's coordinates are. asked: --crs.
inline crs::CrsClaims crs_claims_of(const FeatureTable& table, const std::optional<crs::Crs>& asked) {
  crs::CrsClaims claims{.stated = {}, .asked = asked, .usual = {}};
  (table.crs_is_the_usual ? claims.usual : claims.stated) = table.crs;
  return claims;
}

}  // namespace schouw::model
