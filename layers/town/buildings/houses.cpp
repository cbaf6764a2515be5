// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/buildings/houses.h"

#include <algorithm>

namespace schouw::town {
namespace {

// Roof ridge along the street; a lower wing behind on some.
House ridge_along_street(const HouseLot& lot, double eaves_m, double pitch_ratio, Random& random) {
  const double depth = std::min(lot.deepest_m, random.between(8.0, 10.0));
  const double ridge = eaves_m + depth / 2.0 * pitch_ratio;
  Profile profile = {{0.0, 0.0}, {0.0, eaves_m}, {depth / 2.0, ridge}, {depth, eaves_m}};
  const double wing = lot.deepest_m - depth;
  if (wing > 1.5 && random.chance(0.55)) {
    const double wing_height = std::min(eaves_m - 0.6, random.between(2.8, 3.6));
    profile.push_back({depth, wing_height});
    profile.push_back({lot.deepest_m, wing_height});
    profile.push_back({lot.deepest_m, 0.0});
  } else {
    profile.push_back({depth, 0.0});
  }
  return {drawn_along(lot.plot, profile, 0.0, lot.width_m), "slanted", 0};
}

House mansard(const HouseLot& lot, double eaves_m, Random& random) {
  const double depth = std::min(lot.deepest_m, random.between(9.0, 11.0));
  const double knee = eaves_m + 2.6;
  const Profile profile = {{0.0, 0.0},          {0.0, eaves_m},   {1.1, knee}, {depth / 2.0, knee + 1.1},
                           {depth - 1.1, knee}, {depth, eaves_m}, {depth, 0.0}};
  return {drawn_along(lot.plot, profile, 0.0, lot.width_m), "slanted", 0};
}

House flat_front(const HouseLot& lot, double eaves_m, Random& random) {
  const double depth = std::min(lot.deepest_m, random.between(9.0, 12.0));
  const Plot& p = lot.plot;
  const Loop loop = {p.at(0, 0), p.at(lot.width_m, 0), p.at(lot.width_m, depth), p.at(0, depth)};
  return {flat_block(loop, {p.base_z_m, eaves_m}), "horizontal", 0};
}

House hipped(const HouseLot& lot, double eaves_m, Random& random) {
  const double depth = std::min(lot.deepest_m, random.between(9.0, 12.0));
  const double rise = std::min(lot.width_m, depth) / 2.0 * random.between(0.8, 1.1);
  return {hip_block(lot.plot, lot.width_m, depth, {lot.plot.base_z_m, eaves_m}, eaves_m + rise), "slanted", 0};
}

// The outline of a gable that rises before the roof: steps, a neck, or a bell. From the left eaves to the right.
Profile screen_outline(double width_m, double eaves_m, double ridge_m, int kind) {
  Profile left;
  if (kind == 0) {  // steps: each rises before the roof reaches it
    constexpr int kSteps = 4;
    for (int i = 0; i < kSteps; ++i) {
      const double x = width_m * 0.5 * i / kSteps;
      const double below = eaves_m + (ridge_m - eaves_m) * i / kSteps + 0.35;
      const double above = eaves_m + (ridge_m - eaves_m) * (i + 1) / kSteps + 0.35;
      if (i > 0) left.push_back({x, below});
      left.push_back({x, above});
    }
  } else if (kind == 1) {  // neck: low shoulders, then a tall middle; leaves the roof below it
    left = {{0.0, eaves_m + 0.9},
            {width_m * 0.14, eaves_m + (ridge_m - eaves_m) * 0.5},
            {width_m * 0.26, eaves_m + (ridge_m - eaves_m) * 0.66},
            {width_m * 0.26, ridge_m + 0.5},
            {width_m * 0.38, ridge_m + 0.6}};
  } else {  // bell
    left = {{0.0, eaves_m + 0.7},
            {width_m * 0.10, eaves_m + (ridge_m - eaves_m) * 0.42},
            {width_m * 0.22, eaves_m + (ridge_m - eaves_m) * 0.68},
            {width_m * 0.30, ridge_m + 0.1},
            {width_m * 0.40, ridge_m + 0.7}};
  }
  Profile outline = left;
  for (auto point = left.rbegin(); point != left.rend(); ++point) {
    outline.push_back({width_m - point->across_m, point->above_m});
  }
  return outline;
}

// Roof ridge away from the street, the gable to the street.
House ridge_inward(const HouseLot& lot, double eaves_m, bool screen, Random& random) {
  const double depth = std::min(lot.deepest_m, random.between(10.0, 13.0));
  const double ridge = eaves_m + lot.width_m / 2.0 * random.between(1.0, 1.35);
  const Profile roof = {{0.0, eaves_m}, {lot.width_m / 2.0, ridge}, {lot.width_m, eaves_m}};
  if (screen) {
    const Profile outline = screen_outline(lot.width_m, eaves_m, ridge, random.whole(0, 2));
    return {gable_screen_house(lot.plot, {outline, roof, 0.35, depth}), "slanted", 0};
  }
  const Profile profile = {{0.0, 0.0}, roof[0], roof[1], roof[2], {lot.width_m, 0.0}};
  return {drawn_inward(lot.plot, profile, 0.0, depth), "slanted", 0};
}

House canal_house(const HouseLot& lot, Random& random) {
  const double eaves = random.between(8.8, 12.6);
  if (lot.width_m > 8.2) return random.chance(0.5) ? hipped(lot, eaves, random) : mansard(lot, eaves, random);
  const double draw = random.unit();
  if (draw < 0.42) return ridge_inward(lot, eaves, true, random);
  if (draw < 0.62) return ridge_inward(lot, eaves, false, random);
  if (draw < 0.80) return ridge_along_street(lot, eaves, 0.75, random);
  if (draw < 0.92) return mansard(lot, eaves - 1.0, random);
  return flat_front(lot, eaves + 1.5, random);
}

House shop(const HouseLot& lot, Random& random) {
  const double eaves = random.between(7.6, 11.0);
  const double draw = random.unit();
  if (draw < 0.35) return flat_front(lot, eaves + 1.0, random);
  if (draw < 0.70) return mansard(lot, eaves - 0.8, random);
  if (draw < 0.85) return ridge_inward(lot, eaves - 1.0, true, random);
  return ridge_along_street(lot, eaves, 0.7, random);
}

House town_house(const HouseLot& lot, double eaves_m, Random& random) {
  const double draw = random.unit();
  if (draw < 0.58) return ridge_along_street(lot, eaves_m, random.between(0.75, 1.0), random);
  if (draw < 0.76) return mansard(lot, eaves_m, random);
  if (draw < 0.88) return ridge_inward(lot, eaves_m - 0.5, false, random);
  return flat_front(lot, eaves_m + 1.2, random);
}

}  // namespace

House make_house(HouseStyle style, const HouseLot& lot, Random& random) {
  House house;
  switch (style) {
    case HouseStyle::canal:
    case HouseStyle::market:
      house = canal_house(lot, random);
      house.year = random.whole(1605, 1790);
      break;
    case HouseStyle::shop:
      house = shop(lot, random);
      house.year = random.whole(1780, 1935);
      break;
    case HouseStyle::town:
      house = town_house(lot, random.between(6.2, 9.4), random);
      house.year = random.whole(1680, 1910);
      break;
    case HouseStyle::modest:
      house = town_house(lot, random.between(4.2, 6.4), random);
      house.year = random.whole(1650, 1925);
      break;
    case HouseStyle::recent:
      house = flat_front(lot, 3.1 * random.whole(3, 5) + 0.6, random);
      house.year = random.whole(1985, 2022);
      break;
  }
  return house;
}

RowMeasures row_measures(Random& random) {
  RowMeasures measures;
  measures.depth_m = random.between(8.4, 9.6);
  measures.eaves_m = random.chance(0.7) ? random.between(5.2, 5.9) : random.between(2.9, 3.4);
  measures.ridge_m = measures.eaves_m + measures.depth_m / 2.0 * random.between(0.7, 1.0);
  measures.flat = random.chance(0.18);
  measures.year = random.whole(1928, 2008);
  return measures;
}

House make_row_house(const RowMeasures& measures, const HouseLot& lot, Random& random) {
  const double depth = measures.depth_m;
  const double eaves = measures.flat ? 6.0 : measures.eaves_m;
  Profile profile = {{0.0, 0.0}, {0.0, eaves}};
  if (!measures.flat) profile.push_back({depth / 2.0, measures.ridge_m});
  profile.push_back({depth, eaves});
  if (random.chance(0.35) && eaves > 3.2) {  // an extension into the garden
    const double reach = depth + random.between(2.0, 3.2);
    profile.push_back({depth, 2.9});
    profile.push_back({reach, 2.9});
    profile.push_back({reach, 0.0});
  } else {
    profile.push_back({depth, 0.0});
  }
  return {drawn_along(lot.plot, profile, 0.0, lot.width_m), measures.flat ? "horizontal" : "slanted", measures.year};
}

}  // namespace schouw::town
