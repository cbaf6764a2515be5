// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/shared_list.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

namespace schouw::base {
namespace {

struct Record {
  std::string key;
  int value = 0;
  bool operator==(const Record&) const = default;
};
struct Identity {
  using Key = std::string;
  static const Key& key_of(const Record& record) { return record.key; }
  static std::uint64_t hash_of(const Record& record) {
    return ContentHash().add(std::string_view(record.key)).add(static_cast<std::uint64_t>(record.value)).value();
  }
  static Record completed(Record record) {
    if (record.key.empty()) record.key = "nameless";
    return record;
  }
};
using List = SharedList<Record, Identity>;

List numbered(int count) {
  List list;
  for (int i = 0; i < count; ++i) list.push_back(Record{"k" + std::to_string(i), i});
  return list;
}

TEST(SharedList, a_copy_keeps_what_the_original_changes_afterwards) {
  List list = numbered(300);
  const List before = list;
  list.put(5, Record{"k5", 99});
  list.change(299).value = 77;
  list.push_back(Record{"new", 1});
  EXPECT_EQ(before[5].value, 5);
  EXPECT_EQ(before[299].value, 299);
  EXPECT_EQ(before.size(), 300U);
  EXPECT_EQ(list[5].value, 99);
  EXPECT_EQ(list[299].value, 77);
  EXPECT_EQ(before.record(6), list.record(6)) << "what did not change is one record";
}

TEST(SharedList, finds_every_key_before_and_after_its_index_was_made) {
  List list = numbered(3000);
  ASSERT_EQ(list.index_of("k2999"), 2999U);
  list.push_back(Record{"tail", 1});
  const List branch = list;
  list.push_back(Record{"here", 2});
  List other = branch;
  other.push_back(Record{"there", 3});
  EXPECT_EQ(list.index_of("tail"), 3000U);
  EXPECT_EQ(list.index_of("here"), 3001U);
  EXPECT_EQ(other.index_of("there"), 3001U);
  EXPECT_FALSE(list.index_of("there")) << "lists that share an index do not see each other's tails";
  EXPECT_FALSE(branch.index_of("here"));
}

TEST(SharedList, another_key_in_a_place_is_found_and_the_old_one_is_not) {
  List list = numbered(10);
  ASSERT_TRUE(list.index_of("k3"));
  list.put(3, Record{"renamed", 3});
  EXPECT_EQ(list.index_of("renamed"), 3U);
  EXPECT_FALSE(list.index_of("k3"));
  list.change(4).key = "changed";
  EXPECT_EQ(list.index_of("changed"), 4U);
  EXPECT_FALSE(list.index_of("k4"));
}

TEST(SharedList, taking_out_and_putting_back_gives_an_equal_list_and_hash) {
  const List list = numbered(500);
  for (const std::size_t at : {std::size_t{0}, std::size_t{127}, std::size_t{128}, std::size_t{499}}) {
    List shorter = list;
    shorter.erase(at);
    EXPECT_EQ(shorter.size(), 499U);
    EXPECT_FALSE(shorter.index_of(list[at].key));
    EXPECT_NE(shorter.content_hash(), list.content_hash());
    if (at < 499) {
      EXPECT_EQ(shorter.index_of(list[at + 1].key), at);
    }
    shorter.insert(at, list.record(at));
    EXPECT_EQ(shorter, list);
    EXPECT_EQ(shorter.content_hash(), list.content_hash());
  }
}

TEST(SharedList, its_hash_follows_every_record_and_their_order) {
  const List list = numbered(200);
  const auto hash = list.content_hash();
  List other = list;
  other.put(150, Record{"k150", 1});
  EXPECT_NE(other.content_hash(), hash);
  other.put(150, Record{"k150", 150});
  EXPECT_EQ(other.content_hash(), hash) << "equal content, equal hash, whatever came between";
  List swapped = list;
  swapped.put(0, list.record(1));
  swapped.put(1, list.record(0));
  EXPECT_NE(swapped.content_hash(), hash);
  EXPECT_EQ(list.content_hash(), hash) << "the shared chunks were not written to";
}

TEST(SharedList, gives_a_record_without_a_key_its_key) {
  List list;
  list.push_back(Record{"", 1});
  EXPECT_EQ(list.find("nameless")->value, 1);
}

TEST(SharedList, copies_are_read_in_several_threads_while_each_makes_the_index) {
  const List list = numbered(5000);
  std::vector<std::thread> readers;
  std::array<std::size_t, 4> found{};
  for (std::size_t t = 0; t < found.size(); ++t) {
    readers.emplace_back([&, t] {
      const List mine = list;
      for (int i = 0; i < 5000; i += 7)
        found[t] += mine.index_of("k" + std::to_string(i)) == static_cast<std::uint32_t>(i) ? 1 : 0;
      found[t] += mine.content_hash() == list.content_hash() ? 1 : 0;
    });
  }
  for (std::thread& reader : readers) reader.join();
  for (const std::size_t count : found) EXPECT_EQ(count, 716U);  // 0, 7, ..., 4998 are 715; and the hash
}

}  // namespace
}  // namespace schouw::base
