// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "layers/register/mapping.h"
#include "layers/register/row.h"

namespace schouw::registers {

// Finds the positions of one table's rows: the geometry where a row has one, else the first pair of columns of the
// mapping that the row has. Never gives a place that the file does not state.
class PositionReader {
 public:
  PositionReader(const Mapping& mapping, const model::FeatureTable& table, const RegisterOptions& options);
  ~PositionReader();

  // The place in the project CRS. Fails with REG-101 (no position), REG-102 (unreadable coordinate, with the field),
  // REG-103 (outside the area of the project's CRS), REG-108 (no CRS known), CRS-1xx.
  base::Result<crs::MapPosition> read(Row& row);

  // A z in the geometry is not used: REG-113 says so once a table.
  std::optional<std::int64_t> first_row_with_z() const { return first_row_with_z_; }
  const crs::TransformationRecord& record() const { return record_; }

 private:
  struct Found {
    double x = 0.0;
    double y = 0.0;
    std::string crs;  // empty: the table's
    std::string field;
  };
  base::Result<Found> find(Row& row);
  base::Result<Found> from_columns(Row& row, const PositionColumns& columns);
  base::Result<base::Done> make_transformation(const std::string& crs_text, const Row& row);
  bool inside_area(const crs::MapPosition& at);

  const Mapping& mapping_;
  const model::FeatureTable& table_;
  const RegisterOptions& options_;
  std::string current_crs_;
  std::unique_ptr<crs::Transformation> to_project_;
  std::unique_ptr<crs::Transformation> to_degrees_;
  std::optional<std::int64_t> first_row_with_z_;
  crs::TransformationRecord record_;
};

// A diagnostic about one row of a register: a warning, because the other rows are still taken.
base::Diagnostic row_diagnostic(std::string code, std::string message, const Row& row, const std::string& file_name);

}  // namespace schouw::registers
