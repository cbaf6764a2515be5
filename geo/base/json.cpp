// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/json.h"

#include "geo/base/read_file.h"

namespace schouw::base {

Result<Json> parse_json(std::string_view text, const std::string& file_name) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& problem) {
    return Diagnostic{.code = "IO-110",
                      .message = "not valid JSON: " + std::string(problem.what()),
                      .where = {.file = file_name, .byte = static_cast<std::int64_t>(problem.byte)},
                      .hint = "check the file with a JSON validator"};
  }
}

Result<Json> read_json_file(const std::filesystem::path& path) {
  auto text = read_file(path);
  if (!text) return Result<Json>::failure(text.diagnostics());
  return parse_json(*text, path.string());
}

Json to_json(const Diagnostic& diagnostic) {
  const Place& place = diagnostic.where;
  Json where = Json::object();
  if (!place.file.empty()) where["file"] = place.file;
  if (place.line) where["line"] = *place.line;
  if (place.byte) where["byte"] = *place.byte;
  if (!place.feature.empty()) where["feature"] = place.feature;
  if (!place.field.empty()) where["field"] = place.field;
  if (place.row) where["row"] = *place.row;
  if (place.column) where["column"] = *place.column;
  return {{"code", diagnostic.code},
          {"severity", severity_name(diagnostic.severity)},
          {"message", diagnostic.message},
          {"where", where},
          {"hint", diagnostic.hint}};
}

Json to_json(const Diagnostics& diagnostics) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) list.push_back(to_json(diagnostic));
  return list;
}

namespace {

const Json* member(const Json& json, const char* name) {
  if (!json.is_object()) return nullptr;
  const auto found = json.find(name);
  return found == json.end() ? nullptr : &*found;
}

}  // namespace

std::string text_in(const Json& json, const char* name) {
  const Json* found = member(json, name);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> number_in(const Json& json, const char* name) {
  const Json* found = member(json, name);
  return found != nullptr && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

bool yes_in(const Json& json, const char* name) {
  const Json* found = member(json, name);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

const Json& list_in(const Json& json, const char* name) {
  static const Json kNone = Json::array();
  const Json* found = member(json, name);
  return found != nullptr && found->is_array() ? *found : kNone;
}

std::string json_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace schouw::base
