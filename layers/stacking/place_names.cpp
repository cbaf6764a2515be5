// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/place_names.h"

#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <string>

namespace schouw::stacking {

namespace {

using base::Sentence;

enum class By { area, unnamed_area, neighbourhood, square };

By by_of(const PlaceNaming& place) {
  if (place.area != nullptr) return place.area->name.empty() ? By::unnamed_area : By::area;
  return place.neighbourhood != nullptr && !place.neighbourhood->name.empty() ? By::neighbourhood : By::square;
}

std::string neighbourhood_of(const PlaceNaming& place) {
  return place.neighbourhood == nullptr ? std::string() : place.neighbourhood->name;
}

// What would be equal for places of one name.
std::string plain_name(const PlaceNaming& place) {
  switch (by_of(place)) {
    case By::area: return place.area->name;
    case By::unnamed_area: return "?" + place.area->type;
    case By::neighbourhood: return "~" + place.neighbourhood->name;
    case By::square: break;
  }
  return std::to_string(place.square.east) + " " + std::to_string(place.square.north);
}

// The side of the middle of some places on which one lies.
Sentence::Key side_of(const crs::MapPosition& place, const crs::MapPosition& middle) {
  static constexpr std::array<const char*, 8> kSides = {"n", "ne", "e", "se", "s", "sw", "w", "nw"};
  const double east_m = place.east_m - middle.east_m;
  const double north_m = place.north_m - middle.north_m;
  const double turns = std::atan2(east_m, north_m) / (2.0 * std::numbers::pi);
  const auto eighth = static_cast<std::size_t>(std::lround(turns * 8.0) + 8) % 8;
  return {std::string("place.side.") + kSides[eighth]};
}

Sentence with_neighbourhood(const PlaceNaming& place) {
  switch (by_of(place)) {
    case By::area:
      return {"place.name.area_in", {{"name", place.area->name}, {"neighbourhood", neighbourhood_of(place)}}};
    case By::unnamed_area:
      return {"place.name.type_in",
              {{"type", Sentence::Key{"area_type." + place.area->type}}, {"neighbourhood", neighbourhood_of(place)}}};
    case By::neighbourhood: return {"place.name.neighbourhood", {{"neighbourhood", place.neighbourhood->name}}};
    case By::square: break;
  }
  return {"place.name.spot",
          {{"east", std::to_string(place.square.east * 100)}, {"north", std::to_string(place.square.north * 100)}}};
}

Sentence short_name(const PlaceNaming& place) {
  switch (by_of(place)) {
    case By::area: return {"place.name.area", {{"name", place.area->name}}};
    case By::unnamed_area: return {"place.name.type", {{"type", Sentence::Key{"area_type." + place.area->type}}}};
    case By::neighbourhood:
    case By::square: break;
  }
  return with_neighbourhood(place);
}

using Group = std::vector<std::size_t>;

crs::MapPosition middle_of(const Group& group, const std::vector<PlaceNaming>& places) {
  crs::MapPosition middle;
  for (const std::size_t i : group) {
    middle.east_m += places[i].centroid.east_m / static_cast<double>(group.size());
    middle.north_m += places[i].centroid.north_m / static_cast<double>(group.size());
  }
  return middle;
}

}  // namespace

std::vector<Sentence> place_names(const std::vector<PlaceNaming>& places) {
  std::map<std::string, Group> by_name;
  std::map<std::string, Group> by_both;
  for (std::size_t i = 0; i < places.size(); ++i) {
    by_name[plain_name(places[i])].push_back(i);
    by_both[plain_name(places[i]) + "|" + neighbourhood_of(places[i])].push_back(i);
  }
  std::vector<Sentence> names(places.size());
  for (const auto& [name, group] : by_name) {
    for (const std::size_t i : group) {
      const bool tell = group.size() > 1 && !neighbourhood_of(places[i]).empty();
      names[i] = tell ? with_neighbourhood(places[i]) : short_name(places[i]);
    }
  }
  for (const auto& [name, group] : by_both) {
    if (group.size() < 2) continue;
    const crs::MapPosition middle = middle_of(group, places);
    for (const std::size_t i : group) {
      names[i].key += "_side";
      names[i].values.emplace_back("side", side_of(places[i].centroid, middle));
    }
  }
  return names;
}

}  // namespace schouw::stacking
