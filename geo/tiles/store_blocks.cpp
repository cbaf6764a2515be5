// SPDX-License-Identifier: EUPL-1.2
#include "geo/tiles/store_blocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>

#include "geo/base/content_hash.h"

namespace schouw::tiles {

namespace {

using base::Diagnostic;
using base::Result;

constexpr std::string_view kMagic = "SCHOUWT\n";
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr const char* kRebuild = "delete the file: it is made again from the sources";

template <class Number>
void put(std::string& bytes, Number number) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes.append(raw, sizeof number);
}

template <class Number>
Number get(std::string_view bytes, std::size_t at) {
  Number number{};
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

struct Header {
  std::uint32_t kind = 0;
  std::uint32_t blocks = 0;
  std::uint64_t file_bytes = 0;
};

std::string header_bytes(const Header& header) {
  std::string bytes(kMagic);
  put(bytes, kStoreVersion);
  put(bytes, kByteOrder);
  put(bytes, header.kind);
  put(bytes, header.blocks);
  put(bytes, header.file_bytes);
  put(bytes, std::uint32_t{0});
  put(bytes, base::crc32c(bytes));
  return bytes;
}

Diagnostic broken(std::string_view code, const std::string& file, std::size_t byte, std::string message) {
  return {.code = std::string(code),
          .message = std::move(message),
          .where = {.file = file, .byte = static_cast<std::int64_t>(byte)},
          .hint = kRebuild};
}

Result<Header> read_header(std::string_view bytes, std::uint64_t file_bytes, const std::string& file) {
  if (bytes.size() < kMagic.size() || bytes.substr(0, kMagic.size()) != kMagic) {
    return broken("TILE-101", file, 0, "not a Schouw store: the first bytes are others");
  }
  if (bytes.size() < kHeaderBytes) return broken("TILE-103", file, bytes.size(), "the header is cut off");
  if (get<std::uint32_t>(bytes, kHeaderBytes - 4) != base::crc32c(bytes.substr(0, kHeaderBytes - 4))) {
    return broken("TILE-103", file, 0, "the checksum of the header is wrong");
  }
  const auto version = get<std::uint32_t>(bytes, 8);
  if (version != kStoreVersion) {
    return broken("TILE-102", file, 8, fmt::format("store of version {}, expected {}", version, kStoreVersion));
  }
  if (get<std::uint32_t>(bytes, 12) != kByteOrder) {
    return broken("TILE-102", file, 12, "store of a machine with another byte order");
  }
  const Header header{get<std::uint32_t>(bytes, 16), get<std::uint32_t>(bytes, 20), get<std::uint64_t>(bytes, 24)};
  if (header.file_bytes != file_bytes) {
    return broken("TILE-103", file, file_bytes,
                  fmt::format("file of {} bytes, expected {}", file_bytes, header.file_bytes));
  }
  return header;
}

std::uint32_t block_checksum(std::string_view number_and_length, std::string_view payload) {
  return base::crc32c(payload, base::crc32c(number_and_length));
}

// The bytes of a block header that its checksum covers: number and length, not the checksum between them.
std::string covered(std::uint32_t number, std::uint64_t length) {
  std::string bytes;
  put(bytes, number);
  put(bytes, length);
  return bytes;
}

// The block at `at`; moves `at` behind it.
Result<std::string_view> read_block(std::string_view bytes, std::size_t& at, std::uint32_t number,
                                    const std::string& file) {
  if (bytes.size() - at < kBlockHeaderBytes) return broken("TILE-103", file, at, "a block is cut off");
  const auto length = get<std::uint64_t>(bytes, at + 8);
  if (length > bytes.size() - at - kBlockHeaderBytes) {
    return broken("TILE-103", file, at, fmt::format("block {} states {} bytes, more than are left", number, length));
  }
  const std::string_view payload = bytes.substr(at + kBlockHeaderBytes, static_cast<std::size_t>(length));
  const auto stated = get<std::uint32_t>(bytes, at + 4);
  if (get<std::uint32_t>(bytes, at) != number || stated != block_checksum(covered(number, length), payload)) {
    return broken("TILE-103", file, at, fmt::format("the checksum of block {} is wrong", number));
  }
  at += kBlockHeaderBytes + payload.size();
  return payload;
}

}  // namespace

StoreWriter::StoreWriter(StoreKind kind) : kind_(kind), bytes_(kHeaderBytes, '\0') {}

void StoreWriter::add_block(std::string_view payload) {
  put(bytes_, count_);
  put(bytes_, block_checksum(covered(count_, payload.size()), payload));
  put(bytes_, static_cast<std::uint64_t>(payload.size()));
  bytes_.append(payload);
  ++count_;
}

std::string StoreWriter::take() {
  bytes_.replace(0, kHeaderBytes, header_bytes({static_cast<std::uint32_t>(kind_), count_, bytes_.size()}));
  return std::move(bytes_);
}

Result<std::vector<std::string_view>> read_blocks(std::string_view bytes, StoreKind kind, const std::string& file) {
  using Failure = Result<std::vector<std::string_view>>;
  const auto header = read_header(bytes, bytes.size(), file);
  if (!header) return Failure::failure(header.diagnostics());
  if (header->kind != static_cast<std::uint32_t>(kind)) {
    return broken("TILE-101", file, 16,
                  fmt::format("store of kind {}, expected {}", header->kind, static_cast<std::uint32_t>(kind)));
  }
  std::vector<std::string_view> blocks;
  std::size_t at = kHeaderBytes;
  for (std::uint32_t number = 0; number < header->blocks; ++number) {
    const auto block = read_block(bytes, at, number, file);
    if (!block) return Failure::failure(block.diagnostics());
    blocks.push_back(*block);
  }
  if (at != bytes.size()) return broken("TILE-103", file, at, "bytes behind the last block");
  return blocks;
}

Result<std::string> read_first_block(const std::filesystem::path& path) {
  using Failure = Result<std::string>;
  const std::string file = path.string();
  std::error_code problem;
  const auto size = std::filesystem::file_size(path, problem);
  std::ifstream in(path, std::ios::binary);
  if (problem || !in) {
    return Diagnostic{.code = "IO-101",
                      .kind = base::DiagnosticKind::not_found,
                      .message = "the store cannot be opened",
                      .where = {.file = file},
                      .hint = "check the path"};
  }
  const auto take = [&](std::uint64_t count) {
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(count, size)), '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
  };
  std::string bytes = take(kHeaderBytes);
  const auto header = read_header(bytes, size, file);
  if (!header) return Failure::failure(header.diagnostics());
  if (header->blocks == 0) return broken("TILE-103", file, kHeaderBytes, "a store without blocks");
  bytes = take(kBlockHeaderBytes);
  const bool whole = bytes.size() == kBlockHeaderBytes;
  if (whole) bytes += take(std::min<std::uint64_t>(get<std::uint64_t>(bytes, 8), size));
  std::size_t at = 0;
  const auto block = read_block(bytes, at, 0, file);
  if (!block) return Failure::failure(block.diagnostics());
  return std::string(*block);
}

}  // namespace schouw::tiles
