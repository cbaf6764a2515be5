// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/place_changes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "geo/raster/cell_sets.h"
#include "layers/stacking/place_rules.h"

namespace schouw::stacking {

namespace {

using base::Sentence;

// Areas are told in whole square metres: less is no change.
constexpr double kLeast_m2 = 0.5;

std::optional<PlaceFate> fate_of(const Place& before, const Place& after) {
  const int weight[] = {weight_of_level(before.level), weight_of_level(after.level)};
  if (weight[0] != weight[1]) return weight[1] > weight[0] ? PlaceFate::heavier : PlaceFate::milder;
  const double above_m2 = after.area_exceeded_m2 - before.area_exceeded_m2;
  const double attention_m2 = after.area_attention_m2 - before.area_attention_m2;
  const double change_m2 = std::abs(above_m2) >= kLeast_m2 ? above_m2 : attention_m2;
  if (std::abs(change_m2) < kLeast_m2) return std::nullopt;
  return change_m2 > 0.0 ? PlaceFate::grows : PlaceFate::shrinks;
}

std::map<std::string, std::uint32_t> by_id(const std::vector<Place>& places) {
  std::map<std::string, std::uint32_t> ids;
  for (std::uint32_t i = 0; i < places.size(); ++i) ids.emplace(places[i].id, i);
  return ids;
}

int order_of(PlaceFate fate) {
  switch (fate) {
    case PlaceFate::heavier: return 0;
    case PlaceFate::appears: return 1;
    case PlaceFate::grows: return 2;
    case PlaceFate::milder: return 3;
    case PlaceFate::merges: return 4;
    case PlaceFate::vanishes: return 5;
    case PlaceFate::shrinks: break;
  }
  return 6;
}

raster::CellRuns cells_of(const Place& place, const std::vector<Zone>& zones) {
  std::vector<const raster::CellRuns*> all;
  for (const std::uint32_t zone : place.zones) all.push_back(&zones[zone].cells);
  return raster::united(all);
}

// The place after in which half of a place lies that is no more; nothing where none is.
std::optional<std::uint32_t> merged_into(const Place& place, const Stacking& before, const Stacking& after) {
  const raster::CellRuns cells = cells_of(place, before.zones);
  if (cells.empty()) return std::nullopt;
  std::int64_t most = (raster::cell_count(cells) + 1) / 2 - 1;
  std::optional<std::uint32_t> into;
  for (std::uint32_t i = 0; i < after.places.size(); ++i) {
    const std::int64_t shared = raster::shared_cells(cells, cells_of(after.places[i], after.zones));
    if (shared <= most) continue;
    most = shared;
    into = i;
  }
  return into;
}

Sentence::Key level_key(const std::string& level, bool adopted) {
  return {"stacking.level." + level + (level == "exceeded" && !adopted ? "_example" : "")};
}

}  // namespace

std::string_view fate_name(PlaceFate fate) {
  static constexpr std::array<std::string_view, 7> kNames = {"appears", "vanishes", "heavier", "milder",
                                                             "grows",   "shrinks",  "merges"};
  return kNames[static_cast<std::size_t>(fate)];
}

std::vector<PlaceChange> compare_places(const Stacking& from, const Stacking& to) {
  const std::vector<Place>& before = from.places;
  const std::vector<Place>& after = to.places;
  const auto was = by_id(before);
  const auto is = by_id(after);
  std::vector<PlaceChange> changes;
  for (const auto& [id, index] : was) {
    const auto now = is.find(id);
    if (now == is.end()) {
      const auto into = merged_into(before[index], from, to);
      changes.push_back({into ? PlaceFate::merges : PlaceFate::vanishes, index, std::nullopt, into});
    } else if (const auto fate = fate_of(before[index], after[now->second])) {
      changes.push_back({*fate, index, now->second, std::nullopt});
    }
  }
  for (const auto& [id, index] : is) {
    if (was.count(id) == 0) changes.push_back({PlaceFate::appears, std::nullopt, index, std::nullopt});
  }
  const auto above_m2 = [&](const PlaceChange& change) {
    return change.after ? after[*change.after].area_exceeded_m2 : before[*change.before].area_exceeded_m2;
  };
  std::stable_sort(changes.begin(), changes.end(), [&](const PlaceChange& a, const PlaceChange& b) {
    if (order_of(a.fate) != order_of(b.fate)) return order_of(a.fate) < order_of(b.fate);
    return above_m2(a) > above_m2(b);
  });
  return changes;
}

Sentence sentence_of(const PlaceChange& change, const std::vector<Place>& before, const std::vector<Place>& after,
                     bool adopted) {
  const Place* was = change.before ? &before[*change.before] : nullptr;
  const Place* is = change.after ? &after[*change.after] : nullptr;
  const auto area = [](const Place* place, double Place::*of) {
    return Sentence::Number{place == nullptr ? 0.0 : place->*of, 0};
  };
  std::string key = "place.change.";
  if (was == nullptr || is == nullptr) {
    key += fate_name(change.fate);
  } else {
    key += was->level == is->level ? "same" : "level";
  }
  if (!adopted) key += "_example";
  Sentence sentence{std::move(key),
                    {{"above_before", area(was, &Place::area_exceeded_m2)},
                     {"above_after", area(is, &Place::area_exceeded_m2)},
                     {"attention_before", area(was, &Place::area_attention_m2)},
                     {"attention_after", area(is, &Place::area_attention_m2)}}};
  if (was != nullptr) sentence.values.emplace_back("before", level_key(was->level, adopted));
  if (is != nullptr) sentence.values.emplace_back("after", level_key(is->level, adopted));
  return sentence;
}

}  // namespace schouw::stacking
