// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/products.h"

#include <fmt/format.h>

#include <initializer_list>
#include <vector>

#include "layers/town/build.h"

namespace schouw::town {
namespace {

void area(GeoJsonFile& file, std::string_view id, std::string_view name, std::string_view type,
          const std::vector<Loop>& loops) {
  if (loops.empty()) return;
  Attributes properties;
  properties.text("id", id).text("name", name).text("type", type);
  file.polygons(id, loops, properties);
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

void write_face_areas(GeoJsonFile& file, const PlanFace& face, std::string_view district) {
  const FaceLoops loops = loops_of(face);
  if (face.use == FaceUse::school) {
    area(file, "school-" + face.id, fmt::format("Basisschool De Schakel, {}", district), "school", {loops.front});
  }
  if (face.use == FaceUse::school || face.use == FaceUse::park) {
    const Loop yard = playground_of(face.use, loops);
    if (!yard.empty()) {
      const char* name = face.use == FaceUse::school ? "Schoolplein" : "Speeltuin";
      area(file, "speelplek-" + face.id, fmt::format("{} {}", name, district), "playground", {yard});
    }
  }
  if (has_homes(face.use)) {
    area(file, "woningfront-" + face.id, fmt::format("{}, direct voor de woningen", face.sides[0].street),
         "dwelling_front", dwelling_fronts(face));
  }
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

// The land of a street between its two building lines, from the faces along it.
std::vector<Loop> street_land(const District& town, std::initializer_list<std::string_view> streets) {
  std::vector<Loop> strips;
  for (const PlanFace& face : town.faces) {
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

}  // namespace

void write_core_areas(GeoJsonFile& file, const District& town) {
  for (const QuarterRow& row : kQuarters) {
    area(file, row.id, row.name, "neighbourhood", loops_named(town, row.faces));
  }
  area(file, "markt", "Markt", "demonstration_square", loops_named(town, " markt "));
  area(file, "uitgaan", "Brouwersstraat", "nightlife", street_land(town, {"Brouwersstraat"}));
  area(file, "151c-centrum", "Cameragebied centrum", "area_151c",
       street_land(town, {"Brouwersstraat", "Stationsstraat"}));
  for (const PlanFace& face : town.faces) {
    if (face.use == FaceUse::church) {
      area(file, "kerk", "Grote Kerk en Kerkplein", "place_of_worship", {loops_of(face).front});
    }
    if (face.id == "ring-b5") area(file, "zorg", "Woonzorghuis De Singelhof", "care", {loops_of(face).front});
    write_face_areas(file, face, "Meerschouw");
  }
}

void write_district_areas(GeoJsonFile& file, const District& district) {
  area(file, fmt::format("buurt-{}-{}", district.column, district.row), district.name, "neighbourhood",
       {district.outline});
  for (const PlanFace& face : district.faces) write_face_areas(file, face, district.name);
}

}  // namespace schouw::town
