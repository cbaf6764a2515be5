// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace schouw::base {

// Text from a file as a terminal may be given it: escape sequences that would rewrite the screen, and marks that turn
// the direction of reading, are shown and not obeyed. Control characters become "\x1b", those beyond ASCII and the
// marks "\u202e"; line ends too, save where they are kept. All else, broken UTF-8 included, stays as it stands.
//   visible_text("A\x1b[31m") == "A\\x1b[31m"
// Cost: linear. Threads: any. Does not fail.
enum class LineEnds { shown, kept };
std::string visible_text(std::string_view text, LineEnds line_ends = LineEnds::shown);

}  // namespace schouw::base
