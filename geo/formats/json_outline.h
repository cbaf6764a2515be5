// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schouw::formats {

// The members of the outermost object of a JSON text, or of the first object of its outermost list, as far as the
// beginning of a file shows them: names, and what their values are, with neither checked for being JSON.
struct JsonOutline {
  bool list = false;                                         // the outermost is a list
  bool object = false;                                       // there is an outermost or a first object
  std::vector<std::pair<std::string, std::string>> members;  // a text as it stands, "[", "{", or empty

  const std::string* find(std::string_view name) const;
  bool says(std::string_view name, std::string_view value) const;
};
JsonOutline json_outline(std::string_view head);

}  // namespace schouw::formats
