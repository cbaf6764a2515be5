// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace schouw::query {

// Lower case for comparing: ASCII, Latin-1 and Latin Extended-A, which hold every letter of the Union's languages in
// Latin script; other characters stay. Linear; independent of the locale. Source: Unicode, UnicodeData.txt.
std::string fold_case(std::string_view utf8);

}  // namespace schouw::query
