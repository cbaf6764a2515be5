// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>
#include <vector>

#include "layers/town/build.h"
#include "layers/town/buildings/houses.h"
#include "layers/town/site/ground_height.h"

namespace schouw::town {
namespace {

constexpr double kNarrowestCorner_m = 3.0;

double base_under(const Loop& footprint) {
  double lowest = ground_m(footprint[0]);
  for (const Spot spot : footprint) lowest = std::min(lowest, ground_m(spot));
  return lowest;
}

HouseStyle style_of(FaceUse use, StreetKind kind) {
  if (use == FaceUse::new_block) return HouseStyle::recent;
  switch (kind) {
    case StreetKind::canal:
    case StreetKind::haven: return HouseStyle::canal;
    case StreetKind::singel: return use == FaceUse::old_block ? HouseStyle::canal : HouseStyle::town;
    case StreetKind::market: return HouseStyle::market;
    case StreetKind::shopping:
    case StreetKind::nightlife: return HouseStyle::shop;
    case StreetKind::lane: return HouseStyle::modest;
    default: return use == FaceUse::old_block ? HouseStyle::modest : HouseStyle::town;
  }
}

double usual_width_m(HouseStyle style) {
  switch (style) {
    case HouseStyle::canal: return 7.8;
    case HouseStyle::market: return 7.4;
    case HouseStyle::shop: return 8.8;
    case HouseStyle::town: return 8.4;
    case HouseStyle::modest: return 7.6;
    case HouseStyle::recent: return 19.0;
  }
  return 7.0;
}

std::string_view use_on(HouseStyle style, Random& random) {
  if (style == HouseStyle::shop || style == HouseStyle::market) {
    return random.chance(0.7) ? "winkelfunctie" : "bijeenkomstfunctie";
  }
  return random.chance(0.9) ? "woonfunctie" : "kantoorfunctie";
}

// Widths that fill a length exactly; unequal, as houses that were built one by one.
std::vector<double> lot_widths(double length_m, double usual_m, Random& random) {
  const int count = std::max(1, static_cast<int>(std::lround(length_m / usual_m)));
  std::vector<double> widths;
  double sum = 0.0;
  for (int i = 0; i < count; ++i) {
    widths.push_back(random.between(0.72, 1.35));
    sum += widths.back();
  }
  for (double& width : widths) width *= length_m / sum;
  return widths;
}

struct Ring {  // how deep the houses of a block reach
  Loop inner;
  double depth_m = 0.0;
};

Ring deepest_ring(const Loop& front) {
  for (double depth = 13.0; depth >= 6.0; depth -= 0.5) {
    Loop inner = inset(front, std::vector<double>(front.size(), depth));
    if (keeps_shape(front, inner, 2.0)) return {inner, depth};
  }
  return {};
}

Spot foot_on(Spot a, Spot b, Spot spot) {
  const Spot along = unit(b - a);
  return a + along * dot(spot - a, along);
}

class PerimeterBlock {
 public:
  PerimeterBlock(Site& site, Parcel& parcel, Ring ring) : site_(site), parcel_(parcel), ring_(std::move(ring)) {}

  void build() {
    const std::size_t count = parcel_.loops.front.size();
    for (std::size_t i = 0; i < count && !site_.full(); ++i) {
      corner(i);
      side(i);
    }
  }

 private:
  const Loop& front() const { return parcel_.loops.front; }
  Spot at(std::size_t i) const { return front()[i % front().size()]; }
  Spot inner(std::size_t i) const { return ring_.inner[i % front().size()]; }
  HouseStyle style(std::size_t i) const {
    return style_of(parcel_.face.use, parcel_.face.sides[i % front().size()].kind);
  }

  void corner(std::size_t i) {
    const std::size_t before = (i + front().size() - 1) % front().size();
    const Spot a = foot_on(at(i), at(i + 1), inner(i));
    const Spot b = foot_on(at(before), at(i), inner(i));
    if (length_m(a - at(i)) < kNarrowestCorner_m) return;
    const Loop footprint = {at(i), a, inner(i), b};
    Random& random = parcel_.random;
    const HouseStyle kind = std::min(style(i), style(before));  // the grander of the two streets
    const double eaves = kind == HouseStyle::recent   ? 3.1 * random.whole(4, 6)
                         : kind == HouseStyle::modest ? random.between(5.0, 7.0)
                                                      : random.between(8.2, 11.5);
    const Storeys storeys{base_under(footprint), eaves};
    const bool flat = kind == HouseStyle::recent || random.chance(0.2);
    const Shape shape =
        flat ? flat_block(footprint, storeys) : pyramid_block(footprint, storeys, eaves + random.between(3.2, 4.8));
    site_.building(
        {parcel_.face.sides[i].street, 1, use_on(kind, random), flat ? "horizontal" : "slanted",
         kind == HouseStyle::recent ? random.whole(1985, 2022) : random.whole(1640, 1915), storeys.base_z_m},
        shape);
  }

  // The part of side i that the corner houses leave.
  void side(std::size_t i) {
    const Spot start = foot_on(at(i), at(i + 1), inner(i));
    const Spot end = foot_on(at(i), at(i + 1), inner(i + 1));
    const Spot along = unit(at(i + 1) - at(i));
    const double length = dot(end - start, along);
    if (length < 3.0) return;
    if (parcel_.face.id == "waaghof" && parcel_.face.sides[i].kind == StreetKind::market) {
      arcade(i, start, along, length);
      return;
    }
    const HouseStyle kind = style(i);
    double passed = 0.0;
    int number = 1;
    for (const double width : lot_widths(length, usual_width_m(kind), parcel_.random)) {
      number += 2;
      house({start + along * passed, along, left_of(along), 0.0}, width, kind,
            {parcel_.face.sides[i].street, number});
      passed += width;
    }
  }

  void house(Plot plot, double width_m, HouseStyle kind, Site::Address address) {
    Random& random = parcel_.random;
    const bool gap = kind == HouseStyle::modest && random.chance(0.05);
    const Loop reach = {plot.at(0, 0), plot.at(width_m, 0), plot.at(width_m, ring_.depth_m),
                        plot.at(0, ring_.depth_m)};
    plot.base_z_m = base_under(reach);
    const House house = make_house(kind, {plot, width_m, ring_.depth_m}, random);
    if (gap || site_.full()) return;  // a gate to the court
    address.use = use_on(kind, random);
    address.roof = house.roof;
    address.year = house.year;
    address.ground_m = plot.base_z_m;
    site_.building(address, house.shape);
  }

  void arcade(std::size_t i, Spot start, Spot along, double length) {
    Plot plot{start, along, left_of(along), 0.0};
    plot.base_z_m = base_under({plot.at(0, 0), plot.at(length, 0), plot.at(length, 11.0), plot.at(0, 11.0)});
    build_arcade(site_, {parcel_.face.sides[i].street, 3, "winkelfunctie", "slanted", 1741, plot.base_z_m}, plot,
                 length, std::min(ring_.depth_m, 11.0));
  }

  Site& site_;
  Parcel& parcel_;
  Ring ring_;
};

}  // namespace

void build_perimeter(Site& site, Parcel& parcel) {
  Ring ring = deepest_ring(parcel.loops.front);
  if (ring.depth_m == 0.0) return;
  PerimeterBlock(site, parcel, std::move(ring)).build();
}

}  // namespace schouw::town
