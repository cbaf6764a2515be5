// SPDX-License-Identifier: EUPL-1.2
#pragma once

// For the sources of this room only, because it includes simdjson.
#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "geo/formats/sheet_table.h"

namespace schouw::formats {

// Makes records of any JSON into features of one table. A member of an object within is named by both,
// "location.city"; of a list of objects each of the first eight by its number, "streams.0.name", beside the whole as
// JSON text; another list is JSON text. The geometry is the GeoJSON geometry nearest to the top, of several as near a
// point; of a Feature its properties are members like others.
class RecordFields {
 public:
  explicit RecordFields(model::FeatureTable& table) : table_(table) {}

  // The name of what looks like the geometry and is none; it is kept as text.
  std::optional<std::string> add(simdjson::dom::element record, model::Feature& feature);
  bool over_limit() const { return over_limit_; }

 private:
  void add_members(simdjson::dom::object members, const std::string& prefix, model::Feature& feature);
  void add_value(std::string name, simdjson::dom::element value, model::Feature& feature);
  void add_list(std::string name, simdjson::dom::array list, simdjson::dom::element whole, model::Feature& feature);
  void add_field(std::string name, model::FieldValue value, model::Feature& feature);

  model::FeatureTable& table_;
  CellBudget budget_;
  std::unordered_set<std::string> known_;
  std::string geometry_name_;  // of the record that is read
  bool over_limit_ = false;
};

}  // namespace schouw::formats
