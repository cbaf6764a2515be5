// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/uuid.h"

#include <gtest/gtest.h>

namespace schouw::base {
namespace {

// Expected: Python's uuid5(uuid5(UUID("5c0b3d9e-6f21-4a87-9d52-e17c40a813f6"), source), id).
TEST(Uuid, of_a_source_and_an_id_is_the_same_everywhere) {
  EXPECT_EQ(named_uuid("native", "cam-1").text(), "8710490f-5cc4-5593-8151-e3513f30ec54");
  EXPECT_EQ(named_uuid("osm", "node/851372350").text(), "15c473f3-97ca-5ded-b783-93c5db0c859a");
  EXPECT_EQ(named_uuid("", "").text(), "a60d8a33-8e18-50d6-b0e0-7696835391ec");
}

TEST(Uuid, keeps_sources_and_ids_that_run_together_apart) { EXPECT_NE(named_uuid("a", "bc"), named_uuid("ab", "c")); }

TEST(Uuid, reads_what_it_writes_and_nothing_else) {
  const Uuid uuid = named_uuid("native", "cam-1");
  EXPECT_EQ(uuid_from_text(uuid.text()), uuid);
  EXPECT_EQ(uuid_from_text("8710490F-5CC4-5593-8151-E3513F30EC54"), uuid) << "capitals mean the same";
  for (const char* text : {"", "cam-1", "8710490f-5cc4-5593-8151-e3513f30ec5",
                           "8710490f-5cc4-5593-8151-e3513f30ec544", "8710490f5cc4559381 51e3513f30ec54"}) {
    EXPECT_FALSE(uuid_from_text(text)) << text;
  }
  EXPECT_TRUE(Uuid{}.is_nil());
  EXPECT_FALSE(uuid.is_nil());
}

}  // namespace
}  // namespace schouw::base
