// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <cstddef>
#include <iterator>

#include "layers/town/random.h"
#include "layers/town/site/street_plan.h"

namespace schouw::town {
namespace {

// A district is cut into columns x rows faces, each with a use. The letters: r rows, t town block, n new block,
// f flats, p park, s school, o offices.
struct Pattern {
  int columns;
  int rows;
  const char* uses;  // from the south-west, row by row
};
constexpr Pattern kPatterns[] = {
    {2, 2, "rrrr"}, {3, 4, "tttttpttttts"}, {2, 2, "rrsr"},         {3, 4, "tttnnttttttt"},
    {2, 2, "rprr"}, {2, 2, "ffpf"},         {3, 4, "tttttttttttt"}, {2, 2, "rorr"},
};

FaceUse use_of(char letter) {
  switch (letter) {
    case 't': return FaceUse::town_block;
    case 'n': return FaceUse::new_block;
    case 'f': return FaceUse::flats;
    case 'p': return FaceUse::park;
    case 's': return FaceUse::school;
    case 'o': return FaceUse::offices;
    default: return FaceUse::rows;
  }
}

constexpr const char* kNameStarts[] = {"Ooster", "Wester", "Noorder", "Zuider", "Meer",  "Riet",  "Linden", "Eiken",
                                       "Molen",  "Water",  "Wilgen",  "Zilver", "Graan", "Haver", "Vlas",   "Kroos"};
constexpr const char* kNameEnds[] = {"waard", "hoek", "veen", "park", "oever", "hout", "daal", "kamp"};
constexpr const char* kStreetStarts[] = {"Populier", "Merel",   "Anjer",    "Meidoorn", "Reiger", "Iris",
                                         "Beuken",   "Vlinder", "Kastanje", "Zwaluw",   "Dahlia", "Sleedoorn",
                                         "Fuut",     "Lelie",   "Essen",    "Libel"};

// The lines between districts are avenues; every fourth one carries a canal. The old town's edges, lines -1 and 2,
// are avenues.
StreetKind lattice_line(std::int64_t line) { return line % 4 == 0 ? StreetKind::canal : StreetKind::avenue; }

// South or west edge of a district, metres from the origin, the railway left out.
double edge_m(std::int64_t place) { return static_cast<double>(place) * kDistrict_m - kDistrict_m / 2.0; }

// The bridge at the south-west corner, where an avenue passes a canal. The old town's edge and the railway end
// canals.
void add_bridge(District& district, const StreetKind (&lines)[4]) {
  const bool west_water = lines[3] == StreetKind::canal;
  const bool south_water = lines[0] == StreetKind::canal;
  const bool at_core = district.column == 2 && district.row >= -1 && district.row <= 1;
  if (west_water == south_water || district.row == 2 || at_core) return;
  const double reach_m = profile_of(StreetKind::canal).water_m + 0.8;
  const StreetProfile avenue = profile_of(StreetKind::avenue);
  const Spot along = west_water ? Spot{1.0, 0.0} : Spot{0.0, 1.0};
  const Spot node = district.outline[0];
  district.bridges.push_back({.street = "Brug",
                              .from = node - along * reach_m,
                              .to = node + along * reach_m,
                              .width_m = 2.0 * (avenue.road_m + avenue.walk_m)});
}

}  // namespace

District outer_district(std::uint64_t seed, std::int64_t column, std::int64_t row) {
  Random random(seed, {column, row, 11});
  const Pattern& pattern = kPatterns[random.whole(0, static_cast<int>(std::size(kPatterns)) - 1)];
  District district{.column = column, .row = row};
  district.name = fmt::format("{}{}", kNameStarts[random.whole(0, 15)], kNameEnds[random.whole(0, 7)]);
  const double west = edge_m(column);
  const double south = edge_m(row) + (row > 1 ? kRailWidth_m : 0.0);
  district.outline = {{west, south},
                      {west + kDistrict_m, south},
                      {west + kDistrict_m, south + kDistrict_m},
                      {west, south + kDistrict_m}};
  const StreetKind lines[] = {lattice_line(row), lattice_line(column + 1), lattice_line(row + 1),
                              lattice_line(column)};
  add_bridge(district, lines);
  const int first_street = random.whole(0, 15);
  for (int r = 0; r < pattern.rows; ++r) {
    for (int c = 0; c < pattern.columns; ++c) {
      const double x0 = west + kDistrict_m * c / pattern.columns;
      const double x1 = west + kDistrict_m * (c + 1) / pattern.columns;
      const double y0 = south + kDistrict_m * r / pattern.rows;
      const double y1 = south + kDistrict_m * (r + 1) / pattern.rows;
      PlanFace face{.id = fmt::format("d{}_{}_{}", column, row, r * pattern.columns + c)};
      face.use = use_of(pattern.uses[r * pattern.columns + c]);
      face.loop = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
      const bool outer[] = {r == 0, c == pattern.columns - 1, r == pattern.rows - 1, c == 0};
      const int line[] = {r, 5 + c + 1, r + 1, 5 + c};
      for (std::size_t i = 0; i < 4; ++i) {
        const bool water = outer[i] && lines[i] == StreetKind::canal;
        face.sides.push_back({outer[i] ? lines[i] : StreetKind::street,
                              fmt::format("{}{}", kStreetStarts[(first_street + line[i]) % 16],
                                          water ? "vaart" : (outer[i] ? "laan" : "straat"))});
      }
      district.faces.push_back(face);
    }
  }
  return district;
}

PlanFace railway(std::int64_t column) {
  const double west = column == 0 ? -kCore_m / 2.0 : edge_m(column);
  const double east = column == 0 ? kCore_m / 2.0 : edge_m(column + 1);
  const double south = kCore_m / 2.0;
  PlanFace face{.id = fmt::format("spoor{}", column), .use = FaceUse::railway};
  face.loop = {{west, south}, {east, south}, {east, south + kRailWidth_m}, {west, south + kRailWidth_m}};
  face.sides.assign(4, {StreetKind::rail, "Spoor"});
  return face;
}

}  // namespace schouw::town
