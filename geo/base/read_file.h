// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "geo/base/result.h"

namespace schouw::base {

// The whole file as bytes. Fails with IO-101 (missing), IO-102 (not a readable file), IO-104 (over max_bytes).
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes = std::uint64_t{8} << 30);

}  // namespace schouw::base
