// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace schouw::base {

// Whether bytes are UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
// Source: RFC 3629, section 4.
bool is_utf8(std::string_view bytes);

// Whether a text can stand in a table and on a line: UTF-8 without control characters.
bool is_plain_text(std::string_view text);

}  // namespace schouw::base
