// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw::base {

// Many different texts, numbered from 0 in the order in which they came: ids of a million records in a few bytes
// beside their letters.
//   TextTable ids;
//   const std::uint32_t number = ids.add("cam-12");   // the same number each time
//   const bool known = ids.find("cam-13").has_value();
// Cost: add and find take a hash of the text and, on average, two looks. Memory: the letters, and 16 to 24 bytes a
// text. Threads: as a std::vector. What text gives lives until the next add. Throws std::bad_alloc alone; more than
// 2^32 - 1 texts are undefined.
class TextTable {
 public:
  std::uint32_t add(std::string_view text);
  std::optional<std::uint32_t> find(std::string_view text) const;
  std::string_view text(std::uint32_t number) const;
  std::size_t size() const { return ends_.size(); }

 private:
  std::size_t slot_of(std::string_view text) const;
  void grow();

  std::string letters_;
  std::vector<std::uint64_t> ends_;   // of each text among the letters
  std::vector<std::uint32_t> slots_;  // number + 1; 0: free; a power of two of them
};

}  // namespace schouw::base
