// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/uuid.h"

#include <uuid/uuid.h>

#include <algorithm>

namespace schouw::base {

namespace {

// Of Schouw alone, made once at random: ids of registers are names within it.
constexpr std::array<std::uint8_t, 16> kSchouw = {0x5c, 0x0b, 0x3d, 0x9e, 0x6f, 0x21, 0x4a, 0x87,
                                                  0x9d, 0x52, 0xe1, 0x7c, 0x40, 0xa8, 0x13, 0xf6};

Uuid named_within(const std::array<std::uint8_t, 16>& space, std::string_view name) {
  Uuid made;
  uuid_generate_sha1(made.bytes.data(), space.data(), name.data(), name.size());
  return made;
}

}  // namespace

std::string Uuid::text() const {
  std::string out(UUID_STR_LEN, '\0');
  uuid_unparse_lower(bytes.data(), out.data());
  out.resize(UUID_STR_LEN - 1);
  return out;
}

Uuid named_uuid(std::string_view source, std::string_view id) {
  return named_within(named_within(kSchouw, source).bytes, id);
}

std::optional<Uuid> uuid_from_text(std::string_view text) {
  Uuid read;
  if (uuid_parse_range(text.data(), text.data() + text.size(), read.bytes.data()) != 0) return std::nullopt;
  return read;
}

}  // namespace schouw::base
