// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"

namespace schouw::tiles {

// The file: a header, then blocks behind each other, nothing else.
//   header, 40 bytes: magic "SCHOUWT\n" | version u32 | byte order u32 | kind u32 | block count u32 | file size u64 |
//                     zero u32 | CRC-32C u32 of the 36 bytes before
//   block: number u32, from 0 | CRC-32C u32 of number, length and payload | length u64 | payload
// Numbers are in the byte order of the machine, which the byte order field names.
enum class StoreKind : std::uint32_t { city = 1, terrain = 2, coverage_part = 3 };

inline constexpr std::uint32_t kStoreVersion = 1;
inline constexpr std::size_t kHeaderBytes = 40;
inline constexpr std::size_t kBlockHeaderBytes = 16;

// Builds the bytes of a store.
class StoreWriter {
 public:
  explicit StoreWriter(StoreKind kind);
  void add_block(std::string_view payload);
  std::string take();

 private:
  StoreKind kind_;
  std::uint32_t count_ = 0;
  std::string bytes_;
};

// Checks every byte before handing out a block.
// Fails with TILE-101 (not a store of this kind), TILE-102 (another version or byte order), TILE-103 (shorter or
// longer than stated, or a wrong checksum; names the byte).
base::Result<std::vector<std::string_view>> read_blocks(std::string_view bytes, StoreKind kind,
                                                        const std::string& file);

// The payload of the first block, reading no more of the file than that.
base::Result<std::string> read_first_block(const std::filesystem::path& path);

}  // namespace schouw::tiles
