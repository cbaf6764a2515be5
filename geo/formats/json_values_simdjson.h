// SPDX-License-Identifier: EUPL-1.2
#pragma once

// Feature values out of JSON; for the sources of this room only, because it includes simdjson.
#include <simdjson.h>

#include <filesystem>
#include <string>
#include <unordered_set>

#include "geo/base/result.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// A parsed file; elements point into it.
struct JsonDocument {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
};

// Fails as read_file.h and check_plain_file, and with IO-110 where it is not JSON or nests deeper than kMostNesting.
// With lines, a text of one JSON value a line (with or without RFC 8142's mark before each) is the list of them.
enum class JsonForm { one_value, one_value_or_lines };
base::Result<std::unique_ptr<JsonDocument>> parse_json_file(const std::filesystem::path& path,
                                                            JsonForm form = JsonForm::one_value);

// Numbers, text and truth keep their kind; objects and lists become their JSON text.
model::FieldValue field_from_json(simdjson::dom::element element);

// A text or number as text; empty for anything else.
std::string id_from_json(simdjson::dom::element element);

// Adds an object's members as fields and their names to the table's, in order of first appearance; without those
// whose names left_out says.
class FieldCollector {
 public:
  explicit FieldCollector(model::FeatureTable& table) : table_(table) {}
  void add(simdjson::dom::object members, model::Feature& feature, bool (*left_out)(std::string_view) = nullptr);

 private:
  model::FeatureTable& table_;
  std::unordered_set<std::string> known_;
};

}  // namespace schouw::formats
