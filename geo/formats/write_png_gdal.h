// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "geo/base/result.h"

namespace schouw::formats {

// Writes an RGB picture, 8 bits a channel, rows from the top. The same pixels give the same bytes.
// rgb holds width_px * height_px * 3 bytes. Atomic as write_file_atomically.
base::Result<base::Done> write_png(const std::filesystem::path& path, int width_px, int height_px,
                                   std::span<const std::uint8_t> rgb);

struct RgbPicture {
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> rgb;
};
base::Result<RgbPicture> read_png(const std::filesystem::path& path);

}  // namespace schouw::formats
