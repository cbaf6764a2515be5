// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/json_values_simdjson.h"

#include <algorithm>
#include <limits>
#include <memory>

#include "geo/base/read_file.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/limits.h"

namespace schouw::formats {

namespace {

// simdjson takes no whole number beyond 64 bits, as ids are: each becomes the text of its digits.
std::string with_long_numbers_as_texts(std::string_view text) {
  constexpr std::size_t kFewestDigits = 19;
  std::string out;
  out.reserve(text.size() + 64);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    bool number = false;
    if (text[at] == '"') {
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, text.size());
    } else if (text[at] == '-' || (text[at] >= '0' && text[at] <= '9')) {
      end = std::min(text.find_first_not_of("+-.0123456789eE", at), text.size());
      const std::string_view token = text.substr(at, end - at);
      number = token.size() >= kFewestDigits && token.find_first_not_of("0123456789", 1) == std::string_view::npos &&
               token[token[0] == '-' ? 1 : 0] != '0';
    }
    if (number) out += '"';
    out.append(text, at, end - at);
    if (number) out += '"';
    at = end;
  }
  return out;
}

simdjson::error_code parse(std::string_view text, JsonDocument& document) {
  auto problem = document.parser.allocate(text.size() + simdjson::SIMDJSON_PADDING, kMostNesting);
  if (problem == simdjson::SUCCESS) problem = document.parser.parse(text.data(), text.size()).get(document.root);
  if (problem != simdjson::NUMBER_ERROR) return problem;
  const std::string quoted = with_long_numbers_as_texts(text);
  problem = document.parser.allocate(quoted.size() + simdjson::SIMDJSON_PADDING, kMostNesting);
  return problem == simdjson::SUCCESS ? document.parser.parse(quoted).get(document.root) : problem;
}

// Empty where the lines are not each an object.
std::string list_of_lines(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\x1e";
  std::string list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t first = line.find_first_not_of(kBlank);
    if (first == std::string_view::npos) continue;
    line = line.substr(first, line.find_last_not_of(kBlank) - first + 1);
    if (line.front() != '{' || line.back() != '}') return {};
    list += list.empty() ? '[' : ',';
    list += line;
  }
  return list.empty() ? list : list + ']';
}

}  // namespace

base::Result<std::unique_ptr<JsonDocument>> parse_json_file(const std::filesystem::path& path, JsonForm form) {
  using Outcome = base::Result<std::unique_ptr<JsonDocument>>;
  // simdjson counts positions in 32 bits.
  constexpr std::uint64_t kMostJson_bytes = std::min<std::uint64_t>(kLargestText_bytes, 0xffffff00ULL);
  if (auto plain = check_plain_file(path, kMostJson_bytes); !plain) {
    return Outcome::failure(std::move(plain).diagnostics());
  }
  auto bytes = base::read_file(path, kMostJson_bytes);
  if (!bytes) return Outcome::failure(bytes.diagnostics());
  std::string_view text = *bytes;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  auto document = std::make_unique<JsonDocument>();
  auto problem = parse(text, *document);
  if (problem != simdjson::SUCCESS && form == JsonForm::one_value_or_lines) {
    const std::string list = list_of_lines(text);
    if (!list.empty() && parse(list, *document) == simdjson::SUCCESS) problem = simdjson::SUCCESS;
  }
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

void FieldCollector::add(simdjson::dom::object members, model::Feature& feature, bool (*left_out)(std::string_view)) {
  for (const auto [key, value] : members) {
    if (left_out != nullptr && left_out(key)) continue;
    std::string name(key);
    if (known_.insert(name).second) table_.field_names.push_back(name);
    feature.fields.emplace_back(std::move(name), field_from_json(value));
  }
}

}  // namespace schouw::formats
