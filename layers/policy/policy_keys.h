// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "geo/base/diagnostic.h"
#include "geo/base/json.h"

namespace schouw::policy {

// A POL-103 for each key of a part ("thresholds") that nothing reads: a misspelt limit must not be passed over in
// silence. Asked of files that a person gives, not of projects, which may be older or newer than this program.
// "note" may stand anywhere, "$schema" at the top.
base::Diagnostics unknown_keys(const std::string& part, const base::Json& json, const std::string& file_name);

// The keys that a part may hold, as patterns: "levels.*.*.attention_at", "rules[].id". For the tests of the schemas.
std::string_view known_keys(std::string_view part);

// The line, counted from 1, of each key and entry of a JSON text, by its path as in a POL-101: "rules[1].id". Assumes
// that the text is JSON.
std::map<std::string, std::int64_t> lines_of(std::string_view text);

// Adds the line to what names a key; of one that is absent, that of what should hold it.
void add_lines(base::Diagnostics& complaints, const std::string& prefix, std::string_view text);

}  // namespace schouw::policy
