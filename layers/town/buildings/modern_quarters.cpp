// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "layers/town/build.h"
#include "layers/town/buildings/houses.h"
#include "layers/town/site/ground_height.h"
#include "layers/town/site/lattice.h"

namespace schouw::town {
namespace {

bool holds(const Loop& outer, const Loop& inner) {
  return std::all_of(inner.begin(), inner.end(), [&](Spot spot) { return inside(outer, spot); });
}

Loop box(const Lattice& lattice, double a, double d, double width_m, double depth_m) {
  return {lattice.at(a, d), lattice.at(a + width_m, d), lattice.at(a + width_m, d + depth_m),
          lattice.at(a, d + depth_m)};
}

Loop shrunk(const Loop& loop, double by_m) { return inset(loop, std::vector<double>(loop.size(), by_m)); }

}  // namespace

void build_rows(Site& site, Parcel& parcel) {
  const Lattice lattice = lattice_of(parcel.loops.front);
  int number = 0;
  for (double d = lattice.inward_low_m + kRowMargin_m; d < lattice.inward_high_m; d += kRowCycle_m) {
    for (const bool facing_south : {true, false}) {
      const double front_line = facing_south ? d + kRowFront_m : d + 2.0 * (kRowHouse_m + kRowGarden_m) + kRowFront_m;
      const RowMeasures measures = row_measures(parcel.random);
      const double width = parcel.random.between(5.1, 6.0);
      const int per_row = parcel.random.whole(6, 9);
      int in_row = 0;
      for (double a = lattice.along_low_m + 2.0; a + width < lattice.along_high_m; a += width) {
        a += in_row == per_row ? 3.0 : 0.0;  // a path between two rows
        in_row = in_row == per_row ? 1 : in_row + 1;
        number += 2;
        const Spot corner = facing_south ? lattice.at(a, front_line) : lattice.at(a + width, front_line);
        Plot plot{corner, facing_south ? lattice.along : lattice.along * -1.0,
                  facing_south ? lattice.inward : lattice.inward * -1.0, ground_m(corner)};
        const Loop reach = {plot.at(0, -2.0), plot.at(width, -2.0), plot.at(width, 13.0), plot.at(0, 13.0)};
        const House house = make_row_house(measures, {plot, width, kRowHouse_m}, parcel.random);
        if (!holds(parcel.loops.front, reach)) continue;
        site.building({parcel.face.sides[0].street, number, "woonfunctie", house.roof, house.year, plot.base_z_m},
                      house.shape);
      }
    }
  }
}

void build_offices(Site& site, Parcel& parcel) {
  const Lattice lattice = lattice_of(parcel.loops.front);
  Random& random = parcel.random;
  int number = 0;
  for (double d = lattice.inward_low_m + 4.0; d < lattice.inward_high_m; d += kOfficeLot_m) {
    for (double a = lattice.along_low_m + 6.0; a < lattice.along_high_m; a += kOfficeLot_m) {
      const double width = random.between(24.0, 34.0);
      const double depth = random.between(20.0, 30.0);
      const int floors = random.chance(0.45) ? random.whole(11, 19) : random.whole(4, 7);
      const double shift = random.between(0.0, 6.0);
      const Loop podium = box(lattice, a + shift, d + 3.0, width, depth);
      if (!holds(parcel.loops.front, podium)) continue;
      const double base = ground_m(middle(podium));
      const bool tower = floors > 10;
      const Shape shape = tower
                              ? stepped_block(podium, {base, 8.2}, shrunk(podium, 4.2), 4.0 + 3.5 * floors)
                              : stepped_block(podium, {base, 3.6 * floors}, shrunk(podium, 5.5), 3.6 * floors + 2.8);
      number += 2;
      site.building({parcel.face.sides[0].street, number, "kantoorfunctie", "multiple horizontal",
                     random.whole(1978, 2023), base},
                    shape);
    }
  }
}

void build_flats(Site& site, Parcel& parcel) {
  const Lattice lattice = lattice_of(parcel.loops.front);
  Random& random = parcel.random;
  int number = 0;
  for (double d = lattice.inward_low_m + 9.0; d < lattice.inward_high_m; d += 46.0) {
    const int floors = random.chance(0.4) ? random.whole(9, 12) : 4;
    for (double a = lattice.along_low_m + 8.0; a < lattice.along_high_m; a += 68.0) {
      const Loop slab = box(lattice, a, d, 56.0, 11.5);
      const Loop stairs = box(lattice, a + 24.0, d + 3.0, 6.0, 5.5);
      if (!holds(parcel.loops.front, slab)) continue;
      const double base = ground_m(middle(slab));
      const double eaves = 2.9 * floors + 0.8;
      number += 40;
      site.building(
          {parcel.face.sides[0].street, number, "woonfunctie", "multiple horizontal", random.whole(1958, 1978), base},
          stepped_block(slab, {base, eaves}, stairs, eaves + 2.6));
    }
  }
}

}  // namespace schouw::town
