// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "geo/model/feature.h"

namespace schouw::registers {

// A value of a file as text; nothing where the file gives none. Numbers in their shortest form, NaN as "nan".
std::optional<std::string> text_of(const model::FieldValue& value);

// One row of a register seen by column name, whatever the case in which the file writes it; remembers which columns
// were asked for, so that what is left over can be kept. Refers to the feature.
class Row {
 public:
  explicit Row(const model::Feature& feature);

  // The text of the first of the columns that has any that is not empty.
  std::optional<std::string> text(const std::vector<std::string>& columns);
  // The same for one column.
  std::optional<std::string> text(const std::string& column);
  // The name as the file writes it of the first of the columns that the row has; else the first of the columns.
  std::string column_name(const std::vector<std::string>& columns) const;
  // The text of a column, without asking for it: it may still be one that nobody asked for.
  std::optional<std::string> peek(const std::string& column) const;
  bool has_empty_text(const std::vector<std::string>& columns) const;

  // Columns that nobody asked for and that state something, in file order.
  std::vector<std::pair<std::string, std::string>> unused(const std::vector<std::string>& ignore) const;
  const model::Feature& feature() const { return *feature_; }

 private:
  const model::Feature* feature_;
  std::vector<std::string> columns_;  // lower case, one per field of the feature
  std::set<std::string> used_;
};

}  // namespace schouw::registers
