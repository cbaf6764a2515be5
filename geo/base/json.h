// SPDX-License-Identifier: EUPL-1.2
#pragma once

// The only include of nlohmann: small configuration files, the outputs of interface.md, stories.
// Large foreign JSON is read by simdjson in geo/formats.
#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "geo/base/diagnostic.h"
#include "geo/base/result.h"

namespace schouw::base {

using Json = nlohmann::ordered_json;  // keys keep the order in which they were written

// Parses without throwing. Fails with IO-110 naming the byte. file_name is only for the diagnostic.
Result<Json> parse_json(std::string_view text, const std::string& file_name);
Result<Json> read_json_file(const std::filesystem::path& path);

// A member of foreign JSON by its name, whatever the JSON is: empty, nothing, false where it is no object, has no
// such member or one of another type.
std::string text_in(const Json& json, const char* name);
std::optional<double> number_in(const Json& json, const char* name);
bool yes_in(const Json& json, const char* name);
// The member, or an empty array.
const Json& list_in(const Json& json, const char* name);
// One line of UTF-8; bytes that are none become the replacement character.
std::string json_text(const Json& json);

// The object of interface.md: code, severity, message, where, hint; members of where that are not set are left out.
Json to_json(const Diagnostic& diagnostic);
Json to_json(const Diagnostics& diagnostics);

}  // namespace schouw::base
