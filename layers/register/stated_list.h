// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "geo/base/json.h"
#include "geo/base/result.h"

namespace schouw::registers {

// How a field holds a list of small records: JSON objects whose members are known by name. For the sources of this
// room.
struct StatedListShape {
  const char* code = "";                      // of what is wrong
  const char* field = "";                     // of the record, for diagnostics
  const char* example = "";                   // for the hint
  std::span<const std::string_view> members;  // in the order in which they are written
};

// Takes each object of the list; take says what is wrong with one, or nothing. Fails with the shape's code.
base::Result<base::Done> read_stated_list(std::string_view text, const StatedListShape& shape,
                                          const std::function<std::string(const base::Json&)>& take);

}  // namespace schouw::registers
