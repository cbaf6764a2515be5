// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/random.h"

#include <gtest/gtest.h>

namespace schouw::town {
namespace {

TEST(Random, gives_the_published_numbers_of_splitmix64) {
  // First outputs for seed 1234567, as listed with the reference implementation (Vigna, splitmix64.c; Rosetta Code).
  Random random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317ULL);
  EXPECT_EQ(random.next(), 3203168211198807973ULL);
  EXPECT_EQ(random.next(), 9817491932198370423ULL);
}

TEST(Random, streams_of_other_keys_differ) {
  EXPECT_NE(Random(1, {2, 3}).next(), Random(1, {3, 2}).next());
  EXPECT_EQ(Random(1, {2, 3}).next(), Random(1, {2, 3}).next());
}

}  // namespace
}  // namespace schouw::town
