// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace schouw::base {

// FNV-1a over bytes, 64 bits: names content and keys caches. Not a defence against a forger. A number goes in as its
// eight bytes, least first, so that every machine says the same; a double by its bits, so that 0.0 is not -0.0.
//   ContentHash hash;
//   const std::string key = hash.add_text("town").add(std::uint64_t{3}).add(1.7).hex();
// Cost: linear, byte by byte; eight bytes. Threads: a plain value. Nothing fails; an integer of another type must be
// cast, because add would not know which number is meant.
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
