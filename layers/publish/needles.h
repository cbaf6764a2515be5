// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace schouw::publish {

// Finds any of many texts at once, as plain text and as JSON and XML write it; for the sources of this room. Texts
// and what is searched are in small letters. A text shorter than kShortest_bytes is never found.
//   const Needles needles({"cam-0901", "geheim"});
//   needles.in("bij cam-0901", [](std::size_t text, std::size_t at, std::size_t bytes) { ... });
// Cost: linear in what is searched, whatever the number of texts, but for those that share their first six bytes.
class Needles {
 public:
  static constexpr std::size_t kShortest_bytes = 6;

  explicit Needles(const std::vector<std::string>& texts);

  // Calls found(index of the text, where it stands, how long it is) for each hit.
  template <class Found>
  void in(std::string_view lower, Found&& found) const {
    for (std::size_t at = 0; at + kShortest_bytes <= lower.size(); ++at) {
      const auto [first, last] = by_prefix_.equal_range(prefix_of(lower.data() + at));
      for (auto it = first; it != last; ++it) {
        const auto& [form, index] = it->second;
        if (lower.compare(at, form.size(), form) == 0) found(index, at, form.size());
      }
    }
  }

 private:
  static std::uint64_t prefix_of(const char* bytes) {
    std::uint64_t prefix = 0;
    std::memcpy(&prefix, bytes, kShortest_bytes);
    return prefix;
  }
  void add(const std::string& form, std::size_t index);

  std::unordered_multimap<std::uint64_t, std::pair<std::string, std::size_t>> by_prefix_;
};

}  // namespace schouw::publish
