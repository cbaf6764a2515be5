// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/place_changes.h"

#include <gtest/gtest.h>

namespace schouw::stacking {
namespace {

Place place(const std::string& id, const std::string& level, double exceeded_m2, double attention_m2) {
  Place made;
  made.id = id;
  made.level = level;
  made.area_exceeded_m2 = exceeded_m2;
  made.area_attention_m2 = attention_m2;
  return made;
}

Stacking with_places(const std::vector<Place>& places) {
  Stacking stacking;
  stacking.places = places;
  return stacking;
}

std::vector<std::pair<std::string, PlaceFate>> fates(const std::vector<Place>& before,
                                                     const std::vector<Place>& after) {
  std::vector<std::pair<std::string, PlaceFate>> found;
  for (const PlaceChange& change : compare_places(with_places(before), with_places(after))) {
    found.emplace_back(change.after ? after[*change.after].id : before[*change.before].id, change.fate);
  }
  return found;
}

TEST(ComparePlaces, tells_what_gets_heavier_first_and_leaves_out_what_stays) {
  const std::vector<Place> before = {place("markt", "attention", 0, 100), place("school", "exceeded", 50, 10),
                                     place("park", "attention", 0, 40), place("kerk", "attention", 0, 7)};
  const std::vector<Place> after = {place("markt", "exceeded", 30, 80), place("school", "attention", 0, 20),
                                    place("station", "attention", 0, 5), place("kerk", "attention", 0, 7.2)};
  const std::vector<std::pair<std::string, PlaceFate>> expected = {{"markt", PlaceFate::heavier},
                                                                   {"station", PlaceFate::appears},
                                                                   {"school", PlaceFate::milder},
                                                                   {"park", PlaceFate::vanishes}};
  EXPECT_EQ(fates(before, after), expected);
}

TEST(ComparePlaces, tells_into_which_place_one_went_that_is_no_more) {
  Stacking before = with_places({place("straat", "attention", 0, 4)});
  before.zones.resize(1);
  before.zones[0].cells = {{0, 0, 3}};
  before.places[0].zones = {0};
  Stacking after = with_places({place("buurt", "exceeded", 8, 0)});
  after.zones.resize(1);
  after.zones[0].cells = {{0, 2, 9}};
  after.places[0].zones = {0};
  const auto changes = compare_places(before, after);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[1].fate, PlaceFate::merges);  // two of its four cells
  EXPECT_EQ(changes[1].into, 0U);
  after.zones[0].cells = {{0, 3, 9}};
  EXPECT_EQ(compare_places(before, after)[1].fate, PlaceFate::vanishes);  // one of four
}

TEST(ComparePlaces, speaks_of_the_area_above_the_norm_before_the_area_that_asks_attention) {
  EXPECT_EQ(fates({place("a", "exceeded", 10, 90)}, {place("a", "exceeded", 20, 10)}).front().second,
            PlaceFate::grows);
  EXPECT_EQ(fates({place("a", "attention", 0, 90)}, {place("a", "attention", 0, 10)}).front().second,
            PlaceFate::shrinks);
}

TEST(ComparePlaces, speaks_from_to_and_of_an_example_where_no_council_adopted_the_norm) {
  const std::vector<Place> before = {place("a", "attention", 0, 90)};
  const std::vector<Place> after = {place("a", "exceeded", 12, 80)};
  const PlaceChange change = compare_places(with_places(before), with_places(after)).front();
  EXPECT_EQ(sentence_of(change, before, after, true).key, "place.change.level");
  const base::Sentence said = sentence_of(change, before, after, false);
  EXPECT_EQ(said.key, "place.change.level_example");
  const auto to = std::get<base::Sentence::Key>(said.values.back().second);
  EXPECT_EQ(to.key, "stacking.level.exceeded_example");
}

}  // namespace
}  // namespace schouw::stacking
