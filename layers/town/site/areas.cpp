// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/products.h"

#include <fmt/format.h>

#include <cmath>
#include <initializer_list>
#include <string>
#include <vector>

#include "layers/town/build.h"
#include "layers/town/site/union_of_loops.h"

namespace schouw::town {
namespace {

void area(GeoJsonFile& file, std::string_view id, std::string_view name, std::string_view type,
          const std::vector<Loop>& loops) {
  const std::vector<Ground> grounds = union_of_loops(loops);
  if (grounds.empty()) return;
  Attributes properties;
  properties.text("id", id).text("name", name).text("type", type);
  file.polygons(id, grounds, properties);
}

// The footways in front of a face's homes.
std::vector<Loop> dwelling_fronts(const PlanFace& face) {
  const FaceLoops loops = loops_of(face);
  std::vector<Loop> strips;
  for (std::size_t i = 0; i < face.loop.size(); ++i) {
    const StreetProfile profile = profile_of(face.sides[i].kind);
    if (profile.walk_m < 1.0 || face.sides[i].kind == StreetKind::market) continue;
    const std::size_t j = (i + 1) % face.loop.size();
    const Loop strip = {loops.kerb[i], loops.kerb[j], loops.front[j], loops.front[i]};
    if (area_m2(strip) > 4.0) strips.push_back(strip);
  }
  return strips;
}

bool has_homes(FaceUse use) {
  return use == FaceUse::old_block || use == FaceUse::town_block || use == FaceUse::new_block ||
         use == FaceUse::rows || use == FaceUse::flats;
}

// The footways before the homes of one block.
struct Front {
  std::string id;
  std::string street;
  std::string neighbourhood;
  Spot middle;
  std::vector<Loop> strips;
};

// The street along which most of the homes stand.
std::string main_street(const PlanFace& face) {
  std::size_t longest = 0;
  const auto side_m = [&](std::size_t i) { return length_m(face.loop[(i + 1) % face.loop.size()] - face.loop[i]); };
  for (std::size_t i = 1; i < face.loop.size(); ++i) {
    if (side_m(i) > side_m(longest)) longest = i;
  }
  return face.sides[longest].street;
}

std::string side_word(Spot from, Spot to) {
  static constexpr const char* kSides[] = {"noord", "noordoost", "oost", "zuidoost",
                                           "zuid",  "zuidwest",  "west", "noordwest"};
  return kSides[static_cast<std::size_t>(std::lround(azimuth_of_deg(to - from) / 45.0)) % 8];
}

// Where two are called the same, its neighbourhood is told, and where
// that leaves two, the side on which it lies.
std::string front_name(const Front& front, const std::vector<Front>& all) {
  std::size_t of_street = 0;
  std::size_t of_both = 0;
  Spot sum;
  for (const Front& other : all) {
    if (other.street != front.street) continue;
    ++of_street;
    if (other.neighbourhood != front.neighbourhood) continue;
    ++of_both;
    sum = sum + other.middle;
  }
  const std::string side =
      of_both < 2 ? "" : " " + side_word(sum * (1.0 / static_cast<double>(of_both)), front.middle);
  const std::string where = of_street < 2 ? "" : fmt::format(" ({})", front.neighbourhood);
  return fmt::format("{}{}, direct voor de woningen{}", front.street, side, where);
}

void write_fronts(GeoJsonFile& file, const std::vector<Front>& fronts) {
  for (const Front& front : fronts) {
    area(file, front.id, front_name(front, fronts), "dwelling_front", front.strips);
  }
}

// in: what stands behind a name that other districts have too; empty in the old town.
void write_children_areas(GeoJsonFile& file, const PlanFace& face, const std::string& in) {
  const FaceLoops loops = loops_of(face);
  if (face.use == FaceUse::school) {
    area(file, "school-" + face.id, "Basisschool De Schakel" + in, "school", {loops.front});
  }
  if (face.use != FaceUse::school && face.use != FaceUse::park) return;
  const Loop yard = playground_of(face.use, loops);
  if (yard.empty()) return;
  const char* name = face.use == FaceUse::school ? "Schoolplein De Schakel" : "Speeltuin Stadspark";
  area(file, "speelplek-" + face.id, name + in, "playground", {yard});
}

struct QuarterRow {
  const char* id;
  const char* name;
  const char* faces;  // names between spaces
};
constexpr QuarterRow kQuarters[] = {
    {"buurt-01", "Marktbuurt", " markt waaghof stadhuis kerkplein botermarkt zuidhof vishof "},
    {"buurt-02", "Binnengracht", " noordgracht oostgracht zuidgracht westgracht kloosterhof "},
    {"buurt-03", "Noordkwartier", " ring-a0 ring-a7 ring-b0 ring-b7 "},
    {"buurt-04", "Molenkwartier", " ring-a1 ring-a2 ring-b1 ring-b2 "},
    {"buurt-05", "Havenbuurt", " ring-a3 ring-a4 ring-b3 ring-b4 "},
    {"buurt-06", "Weverskwartier", " ring-a5 ring-a6 ring-b5 ring-b6 "},
    {"buurt-07", "Stationskwartier", " station stationsweg-oost stationsweg-west noordwest spoorzijde-west "},
    {"buurt-08", "Havenkwartier Oost", " havenkwartier spoorzijde-oost oosterpoort "},
    {"buurt-09", "Parkbuurt", " school park zuidoost "},
    {"buurt-10", "Zuiderwaard", " havenzijde zuidwest vijfhoek "},
    {"buurt-11", "Westerweide", " westerweide westerflat "},
};

std::vector<Loop> loops_named(const District& town, std::string_view names) {
  std::vector<Loop> loops;
  for (const PlanFace& face : town.faces) {
    if (names.find(" " + face.id + " ") != std::string_view::npos) loops.push_back(face.loop);
  }
  return loops;
}

std::string quarter_of(const PlanFace& face) {
  for (const QuarterRow& row : kQuarters) {
    if (std::string_view(row.faces).find(" " + face.id + " ") != std::string_view::npos) return row.name;
  }
  return {};
}

// The land of a street between its two building lines, from the faces along it.
std::vector<Loop> street_land(const District& town, std::initializer_list<std::string_view> streets,
                              std::string_view but_of_faces = "") {
  std::vector<Loop> strips;
  for (const PlanFace& face : town.faces) {
    if (but_of_faces.find(" " + face.id + " ") != std::string_view::npos) continue;
    const FaceLoops loops = loops_of(face);
    for (std::size_t i = 0; i < face.loop.size(); ++i) {
      const std::size_t j = (i + 1) % face.loop.size();
      for (const std::string_view street : streets) {
        if (face.sides[i].street != street) continue;
        strips.push_back({loops.middle_lines[i], loops.middle_lines[j], loops.front[j], loops.front[i]});
      }
    }
  }
  return strips;
}

// As the mayor's decision draws it on a map: one piece of the blocks within the inner canal, those on both sides of
// the street of pubs and of the street to the station, the west side of the harbour, and of the Westgracht and the
// harbour both quays. Not the square before the station, which the carrier watches.
std::vector<Loop> designated_land(const District& town) {
  constexpr std::string_view kBlocks =
      " markt waaghof stadhuis kerkplein botermarkt zuidhof vishof noordgracht oostgracht zuidgracht westgracht "
      "kloosterhof ring-a0 ring-a4 ring-a7 ring-b0 ring-b4 ring-b7 ";
  std::vector<Loop> land = loops_named(town, kBlocks);
  // The harbour outside the moat is no part of it.
  const std::string without = std::string(kBlocks) + "park havenzijde ";
  for (Loop& strip : street_land(town, {"Westgracht", "Haven"}, without)) land.push_back(std::move(strip));
  return land;
}

}  // namespace

void write_core_areas(GeoJsonFile& file, const District& town) {
  for (const QuarterRow& row : kQuarters) {
    area(file, row.id, row.name, "neighbourhood", loops_named(town, row.faces));
  }
  area(file, "markt", "Markt", "demonstration_square", loops_named(town, " markt "));
  area(file, "uitgaan", "Brouwersstraat", "nightlife", street_land(town, {"Brouwersstraat"}));
  area(file, "151c-centrum", "Cameragebied centrum", "area_151c", designated_land(town));
  std::vector<Front> fronts;
  for (const PlanFace& face : town.faces) {
    if (face.use == FaceUse::church) {
      area(file, "kerk", "Grote Kerk en Kerkplein", "place_of_worship", {loops_of(face).front});
    }
    if (face.id == "ring-b5") area(file, "zorg", "Woonzorghuis De Singelhof", "care", {loops_of(face).front});
    write_children_areas(file, face, "");
    if (!has_homes(face.use)) continue;
    fronts.push_back(
        {"woningfront-" + face.id, main_street(face), quarter_of(face), middle(face.loop), dwelling_fronts(face)});
  }
  write_fronts(file, fronts);
}

void write_district_areas(GeoJsonFile& file, const District& district) {
  area(file, fmt::format("buurt-{}-{}", district.column, district.row), district.name, "neighbourhood",
       {district.outline});
  std::vector<Front> fronts;
  for (const PlanFace& face : district.faces) {
    write_children_areas(file, face, fmt::format(" ({})", district.name));
    if (!has_homes(face.use)) continue;
    fronts.push_back(
        {"woningfront-" + face.id, main_street(face), district.name, middle(face.loop), dwelling_fronts(face)});
  }
  write_fronts(file, fronts);
}

}  // namespace schouw::town
