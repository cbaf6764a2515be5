// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

// Texts of cells of a workbook: ECMA-376 part 1, 22.9.2.19 (ST_Xstring) writes what XML cannot hold as "_x000D_", and
// a text that looks so as "_x005F_x000D_". libxlsxwriter writes control characters so and leaves
// the others to us.
namespace schouw::formats {

// For libxlsxwriter. Bytes that are no UTF-8, and U+FFFE and U+FFFF, become U+FFFD.
std::string as_workbook_text(std::string_view text);
// Of a cell as it is stored.
std::string from_workbook_text(std::string_view text);

}  // namespace schouw::formats
