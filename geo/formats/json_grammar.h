// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace schouw::formats {

// Where a text stops being JSON.
struct JsonFault {
  std::size_t byte = 0;     // from 0
  std::string_view reason;  // "expected a comma or ]"
};

inline constexpr std::size_t kDeepestJson = 1000;

// Checks the grammar of RFC 8259 and well-formed UTF-8 without building anything; containers nest at most
// kDeepestJson deep. A lone surrogate in an escape is accepted, as RFC 8259 section 8.2 does.
std::optional<JsonFault> first_json_fault(std::string_view text);

// The end of the JSON value that starts text, or nothing where its brackets do not close.
std::optional<std::size_t> end_of_json_value(std::string_view text);

}  // namespace schouw::formats
