// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace schouw::publish {

// Finds any of many texts at once, as plain text and as JSON and XML write it; for the sources of this room. Texts
// and what is searched are in small letters. A text shorter than kShortest_bytes is never found.
//   const Needles needles({"cam-0901", "geheim"});
//   needles.in("bij cam-0901", [](std::size_t text, std::size_t at, std::size_t bytes) { ... });
// Cost: linear in what is searched, times how many lengths texts of one beginning have, whatever their number.
class Needles {
 public:
  static constexpr std::size_t kShortest_bytes = 6;

  explicit Needles(const std::vector<std::string>& texts);

  // Calls found(index of the text, where it stands, how long it is) for each hit.
  template <class Found>
  void in(std::string_view lower, Found&& found) const {
    for (std::size_t at = 0; at + kShortest_bytes <= lower.size(); ++at) {
      const auto lengths = lengths_.find(prefix_of(lower.data() + at));
      if (lengths == lengths_.end()) continue;
      for (const std::size_t bytes : lengths->second) {
        if (at + bytes > lower.size()) continue;
        const auto form = forms_.find(lower.substr(at, bytes));
        if (form == forms_.end()) continue;
        for (const std::size_t index : form->second) found(index, at, bytes);
      }
    }
  }

 private:
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the name that the standard asks for
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  static std::uint64_t prefix_of(const char* bytes) {
    std::uint64_t prefix = 0;
    std::memcpy(&prefix, bytes, kShortest_bytes);
    return prefix;
  }
  void add(const std::string& form, std::size_t index);

  std::unordered_map<std::uint64_t, std::vector<std::size_t>> lengths_;  // of forms, by their beginning
  std::unordered_map<std::string, std::vector<std::size_t>, Hash, std::equal_to<>> forms_;
};

}  // namespace schouw::publish
