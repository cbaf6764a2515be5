// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schouw::formats {

// A zip archive whose parts are stored as they are. Source: PKWARE's APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12, 4.3.16.
inline std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t sum = 0xffffffffU;
  for (const char c : bytes) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xedb88320U : 0U);
  }
  return ~sum;
}

inline std::string little_endian(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8U * static_cast<unsigned>(i)) & 0xffU);
  return out;
}

inline std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out;
  std::string directory;
  for (const auto& [name, bytes] : parts) {
    const std::string sizes = little_endian(crc32_of(bytes), 4) + little_endian(bytes.size(), 4) +
                              little_endian(bytes.size(), 4) + little_endian(name.size(), 2) + little_endian(0, 2);
    const std::string stored = little_endian(20, 2) + little_endian(0, 2) + little_endian(0, 2) +
                               little_endian(0, 2) + little_endian(0x5821, 2) + sizes;
    directory += "PK\x01\x02" + little_endian(20, 2) + stored + little_endian(0, 2) + little_endian(0, 2) +
                 little_endian(0, 2) + little_endian(0, 4) + little_endian(out.size(), 4) + name;
    out += "PK\x03\x04" + stored + name + bytes;
  }
  return out + directory + "PK\x05\x06" + little_endian(0, 4) + little_endian(parts.size(), 2) +
         little_endian(parts.size(), 2) + little_endian(directory.size(), 4) + little_endian(out.size(), 4) +
         little_endian(0, 2);
}

}  // namespace schouw::formats
