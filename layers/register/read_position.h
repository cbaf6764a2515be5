// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/crs/crs_in_force.h"
#include "layers/register/mapping.h"
#include "layers/register/row.h"

namespace schouw::registers {

// What is made once for all tables of a file: PROJ takes milliseconds to make each of these, and microseconds to use
// it.
class PositionTransformations {
 public:
  explicit PositionTransformations(const crs::Crs& project_crs);
  base::Result<const crs::Transformation*> into_project(const crs::Crs& source) { return into_project_.from(source); }
  // Whether a place lies in the area of the project's CRS, or within a degree of it.
  bool inside_area(const crs::MapPosition& at) const;

 private:
  crs::Crs::Area area_;
  crs::TransformationsInto into_project_;
  std::optional<crs::Transformation> to_degrees_;
};

// Finds the positions of one table's rows: the geometry where a row has one, else the first pair of columns of the
// mapping that the row has. Never gives a place that the file does not state.
class PositionReader {
 public:
  // All outlive it.
  PositionReader(const Mapping& mapping, const model::FeatureTable& table, const RegisterOptions& options,
                 PositionTransformations& transformations);

  // The place in the project CRS. Fails with REG-101 (no position), REG-102 (unreadable coordinate, with the field),
  // REG-103 (outside the area of the project's CRS), CRS-104 (no CRS known) and other CRS-1xx.
  base::Result<crs::MapPosition> read(Row& row);

  // A z in the geometry is not used: REG-113 says so once a table.
  std::optional<std::int64_t> first_row_with_z() const { return first_row_with_z_; }
  const crs::TransformationRecord& record() const { return record_; }
  // Of the last position that was read; empty where there was none.
  const std::string& source_crs() const { return source_crs_; }
  // CRS-105: a --crs that is not used.
  const base::Diagnostics& notes() const { return notes_; }

 private:
  struct Found {
    double x = 0.0;
    double y = 0.0;
    std::string crs;  // empty: the table's
    std::string field;
  };
  base::Result<Found> find(Row& row);
  // REG-103, and whether exchanging its coordinates would help.
  base::Diagnostic outside(const Found& found, const crs::Transformation& to_project, const Row& row);
  base::Result<Found> from_columns(Row& row, const PositionColumns& columns);
  base::Result<Found> from_pair(Row& row, const PositionColumns& columns);
  struct Source {
    const crs::Transformation* to_project = nullptr;
    std::string crs;
  };
  // columns_crs: as the schema states it for the columns; empty: the table's.
  base::Result<Source> source_of(const std::string& columns_crs, const Row& row);

  const Mapping& mapping_;
  const model::FeatureTable& table_;
  const RegisterOptions& options_;
  PositionTransformations& transformations_;
  std::map<std::string, Source> sources_;  // by columns_crs
  std::string source_crs_;
  base::Diagnostics notes_;
  std::optional<std::int64_t> first_row_with_z_;
  crs::TransformationRecord record_;
};

// A diagnostic about one row of a register: a warning, because the other rows are still taken.
base::Diagnostic row_diagnostic(std::string code, std::string message, const Row& row, const std::string& file_name);

}  // namespace schouw::registers
