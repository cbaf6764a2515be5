// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace schouw::base {

// An identity that outlives editing, sorting, re-import and another program. The nil UUID stands for none.
//   const Uuid camera = named_uuid("native", "cam-12");    // the same on every machine, in every run
//   const std::optional<Uuid> again = uuid_from_text(camera.text());
// Cost: 16 bytes; named_uuid is linear in its texts (SHA-1, twice). Threads: a plain value. Nothing fails but
// uuid_from_text, which gives nothing. Source: RFC 4122.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  bool is_nil() const { return *this == Uuid{}; }
  std::string text() const;                       // "8f14e45f-ceea-567e-b2c3-0e02b2c3d479"
  auto operator<=>(const Uuid&) const = default;  // NOLINT(modernize-use-nullptr): its 0 is none
};

// Version 5 (SHA-1) of an id within a source: equal input, equal UUID. A source and an id that run together into the
// same text stay apart.
Uuid named_uuid(std::string_view source, std::string_view id);

// Nothing where the text is no UUID of 36 characters.
std::optional<Uuid> uuid_from_text(std::string_view text);

}  // namespace schouw::base

template <>
struct std::hash<schouw::base::Uuid> {
  std::size_t operator()(const schouw::base::Uuid& uuid) const noexcept {
    std::size_t value = 0;  // the bytes of a hash are as good as any hash of them
    for (std::size_t i = 0; i < sizeof(value); ++i) value = value << 8U | uuid.bytes[i];
    return value;
  }
};
