// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/content_hash.h"

#include <gtest/gtest.h>

namespace schouw::base {
namespace {

// The vectors of RFC 3720, appendix B.4 (there as bytes, least significant first).
TEST(Crc32c, gives_the_sums_of_rfc_3720) {
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8a9136aaU);
  EXPECT_EQ(crc32c(std::string(32, '\xff')), 0x62a8ab43U);
  std::string up;
  for (char c = 0; c < 32; ++c) up += c;
  EXPECT_EQ(crc32c(up), 0x46dd794eU);
  EXPECT_EQ(crc32c(std::string(up.rbegin(), up.rend())), 0x113fdb5cU);
  // The check value of the CRC catalogue for CRC-32/ISCSI.
  EXPECT_EQ(crc32c("123456789"), 0xe3069283U);
}

TEST(Crc32c, can_be_taken_in_pieces) { EXPECT_EQ(crc32c("56789", crc32c("1234")), crc32c("123456789")); }

// Fowler, Noll, Vo: test vectors of the authors' FNV-1a 64 bits.
TEST(ContentHash, gives_the_values_of_its_authors) {
  EXPECT_EQ(ContentHash{}.hex(), "cbf29ce484222325");
  EXPECT_EQ(ContentHash{}.add(std::string_view("a")).hex(), "af63dc4c8601ec8c");
  EXPECT_EQ(ContentHash{}.add(std::string_view("foobar")).hex(), "85944171f73967e8");
}

TEST(ContentHash, of_a_number_is_that_of_its_eight_bytes) {
  EXPECT_EQ(ContentHash{}.add(std::uint64_t{1}).value(),
            ContentHash{}.add(std::string_view("\x01\0\0\0\0\0\0\0", 8)).value());
  EXPECT_NE(ContentHash{}.add(0.0).value(), ContentHash{}.add(1.0).value());
}

}  // namespace
}  // namespace schouw::base
