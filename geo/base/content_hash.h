// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace schouw::base {

// FNV-1a over bytes, 64 bits: names content and keys caches. Not a defence against a forger.
// Source: Fowler, Noll, Vo; offset basis 0xcbf29ce484222325, prime 0x100000001b3.
class ContentHash {
 public:
  ContentHash& add(std::string_view bytes);
  // The same with its length before it, so that no two rows of texts run together into one.
  ContentHash& add_text(std::string_view text) { return add(std::uint64_t{text.size()}).add(text); }
  ContentHash& add(std::uint64_t number);
  ContentHash& add(double number);
  std::uint64_t value() const { return state_; }
  std::string hex() const;  // 16 digits

 private:
  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

// CRC-32C (Castagnoli) as in RFC 3720, for the checksum in our own files.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t previous = 0);

}  // namespace schouw::base
