// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/text_table.h"

#include <gtest/gtest.h>

#include <random>
#include <unordered_map>

namespace schouw::base {
namespace {

TEST(TextTable, numbers_texts_in_the_order_in_which_they_came) {
  TextTable table;
  EXPECT_EQ(table.add("b"), 0U);
  EXPECT_EQ(table.add(""), 1U);
  EXPECT_EQ(table.add("a"), 2U);
  EXPECT_EQ(table.add("b"), 0U);
  EXPECT_EQ(table.size(), 3U);
  EXPECT_EQ(table.text(0), "b");
  EXPECT_EQ(table.text(1), "");
  EXPECT_EQ(table.text(2), "a");
  EXPECT_EQ(table.find("c"), std::nullopt);
  EXPECT_EQ(TextTable().find("b"), std::nullopt);
}

TEST(TextTable, agrees_with_a_map_over_many_texts_that_come_again) {
  std::mt19937_64 random(20261127);
  TextTable table;
  std::unordered_map<std::string, std::uint32_t> map;
  for (int i = 0; i < 100'000; ++i) {
    const std::string text = std::string(random() % 5, 'x') + std::to_string(random() % 30'000);
    const auto expected = map.try_emplace(text, static_cast<std::uint32_t>(map.size())).first->second;
    ASSERT_EQ(table.add(text), expected) << text;
  }
  ASSERT_EQ(table.size(), map.size());
  for (const auto& [text, number] : map) {
    ASSERT_EQ(table.find(text), std::optional(number));
    ASSERT_EQ(table.text(number), text);
  }
  EXPECT_EQ(table.find("y"), std::nullopt);
}

}  // namespace
}  // namespace schouw::base
