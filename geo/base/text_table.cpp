// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/text_table.h"

#include <functional>

namespace schouw::base {

std::string_view TextTable::text(std::uint32_t number) const {
  const std::uint64_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(letters_).substr(begin, ends_[number] - begin);
}

// Where the text stands, else the free slot where it would.
std::size_t TextTable::slot_of(std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>()(text) & mask;
  while (slots_[slot] != 0 && this->text(slots_[slot] - 1) != text) slot = (slot + 1) & mask;
  return slot;
}

void TextTable::grow() {
  constexpr std::size_t kFirst = 64;
  slots_.assign(slots_.empty() ? kFirst : 2 * slots_.size(), 0);
  for (std::uint32_t number = 0; number < ends_.size(); ++number) slots_[slot_of(text(number))] = number + 1;
}

std::optional<std::uint32_t> TextTable::find(std::string_view text) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint32_t found = slots_[slot_of(text)];
  return found == 0 ? std::nullopt : std::optional(found - 1);
}

std::uint32_t TextTable::add(std::string_view text) {
  // At most three quarters full.
  if (4 * (ends_.size() + 1) > 3 * slots_.size()) grow();
  std::uint32_t& slot = slots_[slot_of(text)];
  if (slot != 0) return slot - 1;
  letters_ += text;
  ends_.push_back(letters_.size());
  slot = static_cast<std::uint32_t>(ends_.size());
  return slot - 1;
}

}  // namespace schouw::base
