// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "layers/town/build.h"
#include "layers/town/site/ground_height.h"

namespace schouw::town {
namespace {

Loop rectangle(const Plot& plot, double along_m, double inward_m, double width_m, double depth_m) {
  return {plot.at(along_m, inward_m), plot.at(along_m + width_m, inward_m),
          plot.at(along_m + width_m, inward_m + depth_m), plot.at(along_m, inward_m + depth_m)};
}

Plot moved(const Plot& plot, double along_m, double inward_m) {
  return {plot.at(along_m, inward_m), plot.along, plot.inward, plot.base_z_m};
}

}  // namespace

void build_arcade(Site& site, const Site::Address& address, const Plot& plot, double width_m, double depth_m) {
  constexpr double kWalkway_m = 3.2;
  constexpr double kHeadroom_m = 3.6;
  constexpr double kColumn_m = 0.55;
  if (site.full()) return;
  CityFeature feature = site.start_building(address);
  const double eaves = 9.8;
  const Profile profile = {{kWalkway_m, 0.0},          {kWalkway_m, kHeadroom_m}, {0.0, kHeadroom_m}, {0.0, eaves},
                           {depth_m / 2, eaves + 3.9}, {depth_m, eaves},          {depth_m, 0.0}};
  feature.solid(drawn_along(plot, profile, 0.0, width_m));
  const int bays = std::max(2, static_cast<int>(std::lround(width_m / 3.8)));
  for (int i = 0; i <= bays; ++i) {
    const double at = (width_m - kColumn_m) * i / bays;
    feature.child_solid("BuildingInstallation",
                        flat_block(rectangle(plot, at, 0.0, kColumn_m, kColumn_m), {plot.base_z_m, kHeadroom_m}));
  }
  site.put(feature);
}

void build_town_hall(Site& site, Parcel& parcel) {
  if (site.full()) return;
  const PlanFace& face = parcel.face;
  std::size_t side = 0;  // the side on the market
  while (side + 1 < face.sides.size() && face.sides[side].kind != StreetKind::market) ++side;
  const Spot a = parcel.loops.front[side];
  const Spot b = parcel.loops.front[(side + 1) % face.loop.size()];
  const Spot along = unit(b - a);
  const double length = length_m(b - a);
  const Plot plot{a, along, left_of(along), ground_m(between(a, b, 0.5))};
  CityFeature feature = site.start_building({"Markt", 1, "bijeenkomstfunctie", "slanted", 1618, plot.base_z_m});
  const double z = plot.base_z_m;
  feature.child_solid("BuildingPart", hip_block(moved(plot, 2.0, 3.0), length - 4.0, 13.0, {z, 11.5}, 18.5));
  const double middle_at = length / 2.0;
  const Loop shaft = rectangle(plot, middle_at - 3.6, 0.0, 7.2, 3.0);
  feature.child_solid("BuildingPart", flat_block(shaft, {z, 14.5}));  // the projecting bay with the stairs
  feature.child_solid("BuildingPart", flat_block(rectangle(plot, middle_at - 3.0, 6.5, 6.0, 6.0), {z, 27.0}));
  const Loop lantern = rectangle(plot, middle_at - 2.1, 7.4, 4.2, 4.2);
  feature.child_solid("BuildingPart", flat_block(lantern, {z + 27.0, 4.5}));
  feature.child_solid("BuildingPart", pyramid_block(lantern, {z + 31.5, 0.6}, 9.5));
  const double court = dot(parcel.loops.front[(side + 2) % face.loop.size()] - b, plot.inward);
  const double wing = std::min(10.0, court - 18.0);
  if (wing > 4.0) {
    feature.child_solid("BuildingPart", hip_block(moved(plot, 4.0, 16.0), 9.0, wing, {z, 8.0}, 11.5));
    feature.child_solid("BuildingPart", hip_block(moved(plot, length - 13.0, 16.0), 9.0, wing, {z, 8.0}, 11.5));
  }
  site.put(feature);
}

void build_church(Site& site, Parcel& parcel) {
  (void)parcel.random.next();
  if (site.full()) return;
  // The choir looks east, to the market; the tower stands in the west.
  const Plot plot{{-62.0, 10.0}, {-1.0, 0.0}, {0.0, -1.0}, ground_m({-80.0, 0.0})};
  const double z = plot.base_z_m;
  CityFeature feature = site.start_building({"Kerkplein", 1, "bijeenkomstfunctie", "slanted", 1468, z});
  const Profile nave = {{0.0, 0.0},   {0.0, 7.5},   {4.6, 10.2}, {4.6, 15.5}, {10.0, 22.5},
                        {15.4, 15.5}, {15.4, 10.2}, {20.0, 7.5}, {20.0, 0.0}};
  feature.child_solid("BuildingPart", drawn_along(plot, nave, 0.0, 33.0));
  const Profile transept = {{0.0, 0.0}, {0.0, 14.5}, {4.5, 20.0}, {9.0, 14.5}, {9.0, 0.0}};
  const Plot across{plot.at(5.0, 0.0), plot.along, plot.inward * -1.0, z};
  feature.child_solid("BuildingPart", drawn_inward(across, transept, 0.0, 5.5));
  const Plot opposite{plot.at(5.0, 20.0), plot.along, plot.inward, z};
  feature.child_solid("BuildingPart", drawn_inward(opposite, transept, 0.0, 5.5));
  const Loop choir = {plot.at(0, 4.6),      plot.at(0, 15.4),    plot.at(-7.5, 15.4),
                      plot.at(-11.5, 12.0), plot.at(-11.5, 8.0), plot.at(-7.5, 4.6)};
  feature.child_solid("BuildingPart", pyramid_block(choir, {z, 14.0}, 20.5));
  const Loop tower = rectangle(plot, 33.0, 5.2, 9.6, 9.6);
  feature.child_solid("BuildingPart", flat_block(tower, {z, 34.0}));
  const Loop belfry = rectangle(plot, 34.4, 6.6, 6.8, 6.8);
  feature.child_solid("BuildingPart", flat_block(belfry, {z + 34.0, 9.0}));
  feature.child_solid("BuildingPart", pyramid_block(belfry, {z + 43.0, 0.8}, 21.0));
  site.put(feature);
}

void build_market(Site& site, Parcel& parcel) {
  (void)parcel.random.next();
  if (site.full()) return;
  const Plot plot{{-25.0, 9.0}, {1.0, 0.0}, {0.0, 1.0}, ground_m({-20.0, 13.0})};
  CityFeature feature = site.start_building({"Markt", 2, "bijeenkomstfunctie", "slanted", 1657, plot.base_z_m});
  feature.solid(hip_block(plot, 10.5, 8.5, {plot.base_z_m, 7.8}, 12.2));
  site.put(feature);
}

void build_station(Site& site, Parcel& parcel) {
  (void)parcel.random.next();
  if (site.full()) return;
  const Plot plot{{-44.0, 340.0}, {1.0, 0.0}, {0.0, 1.0}, ground_m({0.0, 346.0})};
  const double z = plot.base_z_m;
  CityFeature feature = site.start_building({"Stationsplein", 1, "overige gebruiksfunctie", "slanted", 1889, z});
  const Profile hall = {{0.0, 0.0}, {0.0, 9.0}, {2.5, 12.5}, {6.5, 14.6}, {10.5, 12.5}, {13.0, 9.0}, {13.0, 0.0}};
  feature.child_solid("BuildingPart", drawn_along(plot, hall, 31.0, 57.0));
  const Profile wing = {{1.5, 0.0}, {1.5, 5.6}, {6.5, 8.4}, {11.5, 5.6}, {11.5, 0.0}};
  feature.child_solid("BuildingPart", drawn_along(plot, wing, 4.0, 31.0));
  feature.child_solid("BuildingPart", drawn_along(plot, wing, 57.0, 84.0));
  site.put(feature);
  if (site.full()) return;
  // Platform roofs: a thin slab on columns.
  CityFeature canopy = site.start_building({"Spoor", 1, "overige gebruiksfunctie", "slanted", 1998, z});
  for (const double north : {24.0, 38.0}) {
    const Plot edge = moved(plot, -30.0, north - 1.0);
    const Profile slab = {{0.0, 3.9}, {2.5, 3.6}, {5.0, 3.9}, {5.0, 4.2}, {2.5, 3.9}, {0.0, 4.2}};
    Shape roof = drawn_along(edge, slab, 0.0, 150.0);
    for (Face& face : roof.faces) {  // its underside hangs in the air
      if (face.surface == Surface::ground) face.surface = Surface::outer_ceiling;
    }
    canopy.child_solid("BuildingPart", roof);
    for (int i = 0; i <= 10; ++i) {
      canopy.child_solid("BuildingInstallation",
                         flat_block(rectangle(edge, 2.0 + i * 14.4, 2.3, 0.4, 0.4), {edge.base_z_m, 3.6}));
    }
  }
  site.put(canopy);
}

void build_school(Site& site, Parcel& parcel) {
  if (site.full()) return;
  const Loop& front = parcel.loops.front;
  std::size_t side = 0;  // along the longest side
  for (std::size_t i = 0; i < front.size(); ++i) {
    const auto length = [&](std::size_t k) { return length_m(front[(k + 1) % front.size()] - front[k]); };
    if (length(i) > length(side)) side = i;
  }
  const Spot a = front[side];
  const Spot b = front[(side + 1) % front.size()];
  const Spot along = unit(b - a);
  const double spare = (length_m(b - a) - 58.0) / 2.0;
  if (spare < 0.0) return;
  const Plot plot{a + along * spare, along, left_of(along), ground_m(between(a, b, 0.5))};
  const double z = plot.base_z_m;
  CityFeature feature =
      site.start_building({parcel.face.sides[side].street, 10, "onderwijsfunctie", "multiple horizontal", 1974, z});
  feature.child_solid("BuildingPart", flat_block(rectangle(plot, 0.0, 5.0, 58.0, 12.0), {z, 7.2}));
  feature.child_solid("BuildingPart", flat_block(rectangle(plot, 0.0, 17.0, 12.0, 18.0), {z, 3.8}));
  feature.child_solid("BuildingPart",
                      drawn_inward(moved(plot, 40.0, 17.0),
                                   {{0.0, 0.0}, {0.0, 6.0}, {9.0, 8.6}, {18.0, 6.0}, {18.0, 0.0}}, 0.0, 16.0));
  site.put(feature);
}

Loop playground_of(FaceUse use, const FaceLoops& loops) {
  Spot centre = middle(loops.front);
  Spot half{17.0, 11.0};
  if (use == FaceUse::park) {
    const auto nearer = [](Spot a, Spot b) { return length_m(a) < length_m(b); };
    centre = between(centre, *std::min_element(loops.front.begin(), loops.front.end(), nearer), 0.52);
    half = {9.0, 6.0};
  }
  Loop yard = {centre - half, centre + Spot{half.x_m, -half.y_m}, centre + half, centre + Spot{-half.x_m, half.y_m}};
  for (const Spot corner : yard) {
    if (!inside(loops.front, corner)) return {};
  }
  return yard;
}

}  // namespace schouw::town
