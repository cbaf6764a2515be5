// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/stated_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace schouw::registers {

namespace {

constexpr std::size_t kMostRecords = 256;

base::Diagnostic problem(const StatedListShape& shape, const std::string& what) {
  return {.code = shape.code,
          .message = fmt::format("'{}' cannot be read: {}", shape.field, what),
          .where = {.field = shape.field},
          .hint = fmt::format("write it as {}", shape.example)};
}

std::string unknown_member(const base::Json& record, const StatedListShape& shape) {
  for (const auto& [name, value] : record.items()) {
    if (std::find(shape.members.begin(), shape.members.end(), name) != shape.members.end()) continue;
    return fmt::format("found '{}', expected one of: {}", name.substr(0, 60), fmt::join(shape.members, " "));
  }
  return {};
}

}  // namespace

base::Result<base::Done> read_stated_list(std::string_view text, const StatedListShape& shape,
                                          const std::function<std::string(const base::Json&)>& take) {
  const auto list = base::parse_json(text, shape.field);
  if (!list || !list->is_array() || list->empty()) return problem(shape, "expected a JSON list of objects");
  if (list->size() > kMostRecords) {
    return problem(shape, fmt::format("found {} entries, expected at most {}", list->size(), kMostRecords));
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const base::Json& record = (*list)[i];
    std::string wrong = record.is_object() ? unknown_member(record, shape) : "expected an object";
    if (wrong.empty()) wrong = take(record);
    if (!wrong.empty()) return problem(shape, fmt::format("entry {}: {}", i + 1, wrong));
  }
  return base::Done{};
}

}  // namespace schouw::registers
