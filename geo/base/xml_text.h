// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace schouw::base {

// A text as XML and HTML hold it between tags and in double quotes: & < > " as entities, all else as it is. The one
// way in which it is written, so that who searches a file for a text knows how it stands there.
std::string xml_text(std::string_view text);

}  // namespace schouw::base
