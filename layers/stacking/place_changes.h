// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "layers/stacking/stacking.h"

namespace schouw::stacking {

// What becomes of a place between two stackings of one plan: by its id, which does not hang on either.
enum class PlaceFate : std::uint8_t { appears, vanishes, heavier, milder, grows, shrinks, merges };
std::string_view fate_name(PlaceFate fate);

struct PlaceChange {
  PlaceFate fate = PlaceFate::grows;
  std::optional<std::uint32_t> before;  // its place in the list of each
  std::optional<std::uint32_t> after;
  std::optional<std::uint32_t> into;  // of a place that merges: the one after, that most of it lies in
};

// Every place whose level or whose areas differ; what gets heavier first, then what gets milder, each by what is left
// above the norm. A place that is no more, while half of its ground lies in one of the second, merges. Both are of
// the same areas, in cells of one size. Cost: the places times their logarithm, and the runs of those that are no
// more.
std::vector<PlaceChange> compare_places(const Stacking& from, const Stacking& to);

// What is said behind the place's name: from which level to which, from how many square metres to how many. adopted:
// whether a council adopted the norm.
base::Sentence sentence_of(const PlaceChange& change, const std::vector<Place>& before,
                           const std::vector<Place>& after, bool adopted);

}  // namespace schouw::stacking
