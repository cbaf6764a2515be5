// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/model/feature.h"

namespace schouw::registers {

// A value of a file as text; nothing where the file gives none. Numbers in their shortest form, NaN as "nan".
std::optional<std::string> text_of(const model::FieldValue& value);

// The columns of rows that have the same ones, by their names in lower case. What rules ask for is looked up once and
// not for each row.
class RowColumns {
 public:
  explicit RowColumns(const model::Feature& feature);
  // Whether a row has these columns and no other, in this order.
  bool are_of(const model::Feature& feature) const;

  const std::vector<std::string>& names() const { return names_; }
  // Where columns stand, in the order of what is asked; one name may stand at several places.
  const std::vector<std::uint32_t>& places_of(const std::vector<std::string>& columns) const;

 private:
  struct Asked {
    std::vector<std::string> columns;
    std::vector<std::uint32_t> places;
  };
  std::vector<std::string> as_written_;
  std::vector<std::string> names_;                                  // lower case
  mutable std::map<const std::vector<std::string>*, Asked> known_;  // by where the question stands
};

// One row of a register seen by column name, whatever the case in which the file writes it; remembers which columns
// were asked for, so that what is left over can be kept. Refers to the feature, and to the columns where it is given
// them.
class Row {
 public:
  explicit Row(const model::Feature& feature);
  Row(const model::Feature& feature, std::shared_ptr<const RowColumns> columns);

  // The text of the first of the columns that has any that is not empty.
  std::optional<std::string> text(const std::vector<std::string>& columns);
  // The same, passing over a text that one of the fillers states too, unless it stands in the first of the columns.
  std::optional<std::string> text(const std::vector<std::string>& columns, const std::vector<std::string>& fillers);
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
  std::shared_ptr<const RowColumns> columns_;
  std::vector<bool> used_;  // of each column
};

}  // namespace schouw::registers
