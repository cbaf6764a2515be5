// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/json_values_simdjson.h"

#include <algorithm>
#include <limits>
#include <memory>

#include "geo/base/read_file.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/limits.h"

namespace schouw::formats {

base::Result<std::unique_ptr<JsonDocument>> parse_json_file(const std::filesystem::path& path) {
  using Outcome = base::Result<std::unique_ptr<JsonDocument>>;
  // simdjson counts positions in 32 bits.
  constexpr std::uint64_t kMostJson_bytes = std::min<std::uint64_t>(kLargestText_bytes, 0xffffff00ULL);
  if (auto plain = check_plain_file(path, kMostJson_bytes); !plain) {
    return Outcome::failure(std::move(plain).diagnostics());
  }
  auto bytes = base::read_file(path, kMostJson_bytes);
  if (!bytes) return Outcome::failure(bytes.diagnostics());
  std::string_view text = *bytes;
  if (text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
  auto document = std::make_unique<JsonDocument>();
  auto problem = document->parser.allocate(text.size() + simdjson::SIMDJSON_PADDING, kMostNesting);
  if (problem == simdjson::SUCCESS) problem = document->parser.parse(text.data(), text.size()).get(document->root);
  if (problem == simdjson::SUCCESS) return document;
  return base::Diagnostic{.code = "IO-110",
                          .message = std::string("not valid JSON: ") + simdjson::error_message(problem),
                          .where = {.file = path.string()},
                          .hint = "check that the file is complete, with a JSON validator"};
}

model::FieldValue field_from_json(simdjson::dom::element element) {
  switch (element.type()) {
    case simdjson::dom::element_type::STRING: return std::string(element.get_string().value_unsafe());
    case simdjson::dom::element_type::INT64: return static_cast<std::int64_t>(element.get_int64().value_unsafe());
    // Beyond 64 bits with a sign, as ids are: a double would lose their last digits.
    case simdjson::dom::element_type::UINT64: return simdjson::minify(element);
    case simdjson::dom::element_type::DOUBLE: return element.get_double().value_unsafe();
    case simdjson::dom::element_type::BOOL: return element.get_bool().value_unsafe();
    case simdjson::dom::element_type::NULL_VALUE: return {};
    case simdjson::dom::element_type::ARRAY:
    case simdjson::dom::element_type::OBJECT: return simdjson::minify(element);
  }
  return {};
}

std::string id_from_json(simdjson::dom::element element) {
  if (element.is_string()) return std::string(element.get_string().value_unsafe());
  if (element.is_number()) return simdjson::minify(element);
  return {};
}

void FieldCollector::add(simdjson::dom::object members, model::Feature& feature) {
  for (const auto [key, value] : members) {
    std::string name(key);
    if (known_.insert(name).second) table_.field_names.push_back(name);
    feature.fields.emplace_back(std::move(name), field_from_json(value));
  }
}

}  // namespace schouw::formats
