// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <vector>

#include "layers/town/build.h"
#include "layers/town/site/ground_height.h"
#include "layers/town/site/lattice.h"

namespace schouw::town {
namespace {

// The kinds of ground that a parcel may be divided into; each becomes one object.
class ParcelGround {
 public:
  explicit ParcelGround(Site& site) : site_(site) {}
  void garden(const Loop& loop) { add_ground(garden_, loop, Surface::none); }
  void grass(const Loop& loop) { add_ground(grass_, loop, Surface::none); }
  void paving(const Loop& loop) { add_ground(paving_, loop, Surface::traffic); }
  void road(const Loop& loop) { add_ground(road_, loop, Surface::traffic); }
  void water(const Loop& loop) {
    if (loop.size() < 3) return;
    std::vector<std::size_t> ring;
    // A ditch or pond is shallow: its water stands a hand below the grass, above the terrain.
    for (const Spot spot : loop) ring.push_back(water_.add({spot.x_m, spot.y_m, ground_m(loop[0]) + kCover_m / 2.0}));
    water_.face(ring, Surface::water);
  }

  void put(std::string_view function) {
    one("LandUse", function, garden_);
    one("PlantCover", function, grass_);
    one("TransportSquare", function, paving_);
    one("Road", function, road_);
    one("WaterBody", function, water_);
  }

 private:
  void one(std::string_view type, std::string_view function, const Shape& shape) {
    CityFeature feature = site_.start(type, function);
    feature.surfaces(shape);
    site_.put(feature);
  }
  Site& site_;
  Shape garden_, grass_, paving_, road_, water_;
};

Loop toward_middle(const Loop& loop, double ratio) {
  const Spot centre = middle(loop);
  Loop out;
  for (const Spot spot : loop) out.push_back(between(centre, spot, ratio));
  return out;
}

template <class Add>
void ring_between(const Loop& outer, const Loop& inner, Add add) {
  for (std::size_t i = 0; i < outer.size(); ++i) {
    const std::size_t j = (i + 1) % outer.size();
    add(Loop{outer[i], outer[j], inner[j], inner[i]});
  }
}

void lay_park(ParcelGround& ground, const Loop& front) {
  const auto grass = [&](const Loop& loop) { ground.grass(loop); };
  ring_between(front, toward_middle(front, 0.72), grass);
  ring_between(toward_middle(front, 0.72), toward_middle(front, 0.68), [&](const Loop& l) { ground.paving(l); });
  ring_between(toward_middle(front, 0.68), toward_middle(front, 0.36), grass);
  ground.water(toward_middle(front, 0.36));
}

void lay_rows(ParcelGround& ground, const Loop& front) {
  const Lattice lattice = lattice_of(front);
  double from = lattice.inward_low_m;
  for (double d = lattice.inward_low_m + kRowMargin_m; from < lattice.inward_high_m; d += kRowCycle_m) {
    const double kerb = d + kRowCycle_m - kRowStreet_m;
    ground.garden(slice(front, lattice.inward, from, kerb));
    ground.paving(slice(front, lattice.inward, kerb, kerb + 1.7));
    ground.road(slice(front, lattice.inward, kerb + 1.7, kerb + kRowStreet_m - 1.7));
    ground.paving(slice(front, lattice.inward, kerb + kRowStreet_m - 1.7, kerb + kRowStreet_m));
    from = kerb + kRowStreet_m;
  }
}

void lay_offices(ParcelGround& ground, const Loop& front) {
  const Lattice lattice = lattice_of(front);
  for (double d = lattice.inward_low_m; d < lattice.inward_high_m; d += kOfficeLot_m) {
    ground.grass(slice(front, lattice.inward, d, d + kOfficeGreen_m / 2.0));
    ground.paving(slice(front, lattice.inward, d + kOfficeGreen_m / 2.0, d + kOfficeLot_m - kOfficeGreen_m / 2.0));
    ground.grass(slice(front, lattice.inward, d + kOfficeLot_m - kOfficeGreen_m / 2.0, d + kOfficeLot_m));
  }
}

void lay_meadow(ParcelGround& ground, const Loop& front) {
  constexpr double kStrip_m = 17.0;
  constexpr double kDitch_m = 1.8;
  const Lattice lattice = lattice_of(front);
  for (double d = lattice.inward_low_m; d < lattice.inward_high_m; d += kStrip_m) {
    ground.grass(slice(front, lattice.inward, d, d + kStrip_m - kDitch_m));
    ground.water(slice(front, lattice.inward, d + kStrip_m - kDitch_m, d + kStrip_m));
  }
}

// Paving along the church from west to east, grass with trees on both sides of it.
void lay_churchyard(ParcelGround& ground, const Loop& front) {
  constexpr double kHalf_m = 22.0;
  constexpr double kFar_m = 1e5;
  ground.grass(slice(front, {0.0, 1.0}, -kFar_m, -kHalf_m));
  ground.paving(slice(front, {0.0, 1.0}, -kHalf_m, kHalf_m));
  ground.grass(slice(front, {0.0, 1.0}, kHalf_m, kFar_m));
}

void lay_school(ParcelGround& ground, const FaceLoops& loops) {
  const Loop yard = playground_of(FaceUse::school, loops);
  if (yard.empty()) return ground.grass(loops.front);
  constexpr double kFar_m = 1e5;
  const Spot low = yard[0];
  const Spot high = yard[2];
  const Loop band = slice(loops.front, {0.0, 1.0}, low.y_m, high.y_m);
  ground.grass(slice(loops.front, {0.0, 1.0}, -kFar_m, low.y_m));
  ground.grass(slice(loops.front, {0.0, 1.0}, high.y_m, kFar_m));
  ground.grass(slice(band, {1.0, 0.0}, -kFar_m, low.x_m));
  ground.grass(slice(band, {1.0, 0.0}, high.x_m, kFar_m));
  ground.paving(yard);
}

}  // namespace

void lay_ground(Site& site, const Parcel& parcel) {
  ParcelGround ground(site);
  const Loop& front = parcel.loops.front;
  if (parcel.face.use == FaceUse::railway) {
    CityFeature rail = site.start("Railway", "spoor");
    Shape shape;
    add_ground(shape, front, Surface::none);
    rail.surfaces(shape);
    return site.put(rail);
  }
  switch (parcel.face.use) {
    case FaceUse::market:
    case FaceUse::station:
    case FaceUse::town_hall: ground.paving(front); break;
    case FaceUse::church: lay_churchyard(ground, front); break;
    case FaceUse::park: lay_park(ground, front); break;
    case FaceUse::rows: lay_rows(ground, front); break;
    case FaceUse::offices: lay_offices(ground, front); break;
    case FaceUse::meadow: lay_meadow(ground, front); break;
    case FaceUse::school: lay_school(ground, parcel.loops); break;
    case FaceUse::flats: ground.grass(front); break;
    default: ground.garden(front); break;
  }
  ground.put("terrein");
}

}  // namespace schouw::town
