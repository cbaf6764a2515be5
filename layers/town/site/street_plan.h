// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "layers/town/site/plane.h"

namespace schouw::town {

enum class StreetKind : std::uint8_t {
  lane,
  street,
  avenue,
  shopping,
  nightlife,
  market,
  canal,
  singel,
  haven,
  rail
};

// Half of a street's cross-section, counted from its middle line outward: water, then carriageway, then footway.
struct StreetProfile {
  double water_m = 0.0;
  double road_m = 0.0;
  double walk_m = 0.0;
  bool on_foot = false;  // the carriageway is for people on foot
};
StreetProfile profile_of(StreetKind kind);

enum class FaceUse : std::uint8_t {
  market,
  old_block,   // canal houses and town houses round a court
  town_block,  // nineteenth century
  new_block,   // recent flats round a court
  rows,        // terraced houses with gardens
  town_hall,
  church,
  station,
  offices,
  school,
  park,
  flats,
  meadow,  // polder: strips of grass between ditches
  railway
};

// A piece of town between the middle lines of the streets around it. sides[i] runs from corner i to i + 1.
struct PlanFace {
  struct Side {
    StreetKind kind = StreetKind::street;
    std::string street;
  };
  std::string id;
  FaceUse use = FaceUse::old_block;
  Loop loop;  // counter-clockwise
  std::vector<Side> sides;
};

// The loops of a face from the middle lines inward. Corner i of each belongs to corner i of the others.
struct FaceLoops {
  Loop middle_lines;
  Loop bank;   // water's edge
  Loop kerb;   // between carriageway and footway
  Loop front;  // building line
};
FaceLoops loops_of(const PlanFace& face);

// Where a street passes a canal: from one bank to the other, with its width.
struct BridgePlan {
  std::string street;
  Spot from;
  Spot to;
  double width_m = 8.0;
  bool pier = false;
};

struct District {
  std::string name;
  std::int64_t column = 0;  // of the lattice of districts; the old town is 0, 0 and stands for nine places
  std::int64_t row = 0;
  Loop outline;
  std::vector<PlanFace> faces;
  std::vector<BridgePlan> bridges;
};

inline constexpr double kDistrict_m = 240.0;  // side of a district's square
inline constexpr double kCore_m = 720.0;      // side of the old town's square
inline constexpr double kRailWidth_m = 36.0;  // the railway lies north of the old town

District old_town();
// A district beyond the old town. Depends on seed, column and row alone.
District outer_district(std::uint64_t seed, std::int64_t column, std::int64_t row);
// The place of the n-th district outside the old town, ring after ring.
std::array<std::int64_t, 2> district_place(std::int64_t number);
// The stretch of railway north of a column of districts.
PlanFace railway(std::int64_t column);

}  // namespace schouw::town
