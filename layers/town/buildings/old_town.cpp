// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <sstream>
#include <string>
#include <utility>

#include "layers/town/site/street_plan.h"

// The old town as a graph: a market, an inner canal (C) with eight bends, a ring street (D), a moat (S), and beyond
// it the quarters of later centuries. Streets are edges, the land between them faces; all ground follows from the
// two.
namespace schouw::town {
namespace {

struct NodeRow {
  const char* name;
  double x_m;
  double y_m;
};
constexpr NodeRow kNodes[] = {
    {"m0", 0, 31},     {"m1", 37, 33},    {"m3", 35, -28},    {"m4", 1, -31},     {"m5", -34, -30},
    {"m7", -39, 30},   {"q1", -56, 292},  {"qm", 0, 292},     {"q2", 56, 292},    {"q3", 56, 360},
    {"q4", -56, 360},  {"U1", 130, 292},  {"X1", 282, 292},   {"U7", -125, 292},  {"X7", -286, 292},
    {"K1", 360, 360},  {"K3", 360, -360}, {"K5", -360, -360}, {"K7", -360, 360},  {"E2", 360, 20},
    {"V2", 360, -190}, {"P4", 0, -360},   {"V4", -180, -360}, {"V5", -360, -180}, {"W6", -360, 0},
};

struct RayRow {  // one of the eight directions from the market
  double azimuth_deg;
  double inner_m;   // radius of the inner canal
  double middle_m;  // of the ring street
  double outer_m;   // of the moat
};
constexpr RayRow kRays[] = {{2, 112, 166, 222},   {41, 124, 180, 246},  {86, 134, 190, 258},  {130, 118, 176, 236},
                            {178, 106, 158, 208}, {222, 116, 172, 236}, {268, 130, 182, 236}, {318, 114, 170, 226}};

struct FaceRow {
  const char* id;
  const char* corners;
  FaceUse use;
};
constexpr FaceRow kFaces[] = {
    {"markt", "m0 m1 m3 m4 m5 m7", FaceUse::market},
    {"waaghof", "m0 a0 a1 m1", FaceUse::old_block},
    {"stadhuis", "m1 a1 a3 m3", FaceUse::town_hall},
    {"kerkplein", "m5 a5 C5 C6 C7 a7 m7", FaceUse::church},
    {"botermarkt", "m7 a7 a0 m0", FaceUse::old_block},
    {"zuidhof", "m3 a3 a4 m4", FaceUse::old_block},
    {"vishof", "m4 a4 a5 m5", FaceUse::old_block},
    {"noordgracht", "a0 C0 C1 a1", FaceUse::old_block},
    {"oostgracht", "a1 C1 C2 C3 a3", FaceUse::old_block},
    {"zuidgracht", "a3 C3 C4 a4", FaceUse::old_block},
    {"westgracht", "a4 C4 C5 a5", FaceUse::old_block},
    {"kloosterhof", "a7 C7 C0 a0", FaceUse::old_block},
    {"ring-a0", "C0 D0 D1 C1", FaceUse::old_block},
    {"ring-a7", "C7 D7 D0 C0", FaceUse::old_block},
    {"ring-a1", "C1 D1 D2 C2", FaceUse::old_block},
    {"ring-a6", "C6 D6 D7 C7", FaceUse::old_block},
    {"ring-a2", "C2 D2 D3 C3", FaceUse::old_block},
    {"ring-a5", "C5 D5 D6 C6", FaceUse::old_block},
    {"ring-a3", "C3 D3 D4 C4", FaceUse::old_block},
    {"ring-a4", "C4 D4 D5 C5", FaceUse::old_block},
    {"ring-b0", "D0 S0 S1 D1", FaceUse::town_block},
    {"ring-b7", "D7 S7 S0 D0", FaceUse::old_block},
    {"ring-b1", "D1 S1 S2 D2", FaceUse::old_block},
    {"ring-b6", "D6 S6 S7 D7", FaceUse::old_block},
    {"ring-b2", "D2 S2 S3 D3", FaceUse::old_block},
    {"ring-b5", "D5 S5 S6 D6", FaceUse::town_block},
    {"ring-b3", "D3 S3 S4 D4", FaceUse::old_block},
    {"ring-b4", "D4 S4 S5 D5", FaceUse::old_block},
    {"station", "q1 q4 q3 q2 qm", FaceUse::station},
    {"stationsweg-oost", "S0 qm q2 U1 T1", FaceUse::town_block},
    {"stationsweg-west", "T7 U7 q1 qm S0", FaceUse::town_block},
    {"havenkwartier", "T1 U1 X1 S1", FaceUse::offices},
    {"spoorzijde-oost", "q2 q3 K1 X1 U1", FaceUse::offices},
    {"oosterpoort", "S1 X1 K1 E2 S2", FaceUse::offices},
    {"school", "S2 E2 V2 T2", FaceUse::school},
    {"park", "S3 K3 P4 S4", FaceUse::park},
    {"noordwest", "S7 X7 U7 T7", FaceUse::town_block},
    {"spoorzijde-west", "X7 K7 q4 q1 U7", FaceUse::new_block},
    {"havenzijde", "S4 P4 V4 T4", FaceUse::new_block},
    {"zuidwest", "T4 V4 K5 S5", FaceUse::meadow},
    {"westerweide", "T5 V5 W6 S6", FaceUse::meadow},
    {"vijfhoek", "S5 K5 V5 T5", FaceUse::meadow},
    {"westerflat", "S6 W6 K7 X7 S7", FaceUse::flats},
    {"zuidoost", "T2 V2 K3 S3", FaceUse::rows},
};

struct EdgeRow {
  const char* chain;  // the edges between these nodes
  StreetKind kind;
  const char* street;
};
constexpr EdgeRow kEdges[] = {
    {"m0 m1 m3 m4 m5 m7 m0", StreetKind::market, "Markt"}, {"m0 a0 C0 D0 S0", StreetKind::shopping, "Stationsstraat"},
    {"S0 qm", StreetKind::avenue, "Stationsweg"},          {"m1 a1 C1 D1 S1", StreetKind::street, "Oosterstraat"},
    {"C2 D2 S2", StreetKind::street, "Molenstraat"},       {"m3 a3 C3 D3 S3", StreetKind::street, "Parkstraat"},
    {"m4 a4 C4", StreetKind::lane, "Visbanken"},           {"m5 a5 C5 D5 S5", StreetKind::street, "Westerstraat"},
    {"C6 D6 S6", StreetKind::street, "Weidestraat"},       {"m7 a7 C7 D7 S7", StreetKind::street, "Kloosterstraat"},
    {"a0 a1 a3 a4 a5", StreetKind::lane, "Achterom"},      {"a7 a0", StreetKind::lane, "Botersteeg"},
    {"C0 C1 C2", StreetKind::canal, "Oostgracht"},         {"C2 C3 C4", StreetKind::canal, "Zuidgracht"},
    {"C4 C5 C6", StreetKind::canal, "Westgracht"},         {"C6 C7 C0", StreetKind::canal, "Noordgracht"},
    {"D7 D0", StreetKind::nightlife, "Brouwersstraat"},    {"D0 D1 D2", StreetKind::street, "Ververstraat"},
    {"D2 D3 D4", StreetKind::street, "Touwslagersstraat"}, {"D4 D5 D6", StreetKind::street, "Zeilmakersstraat"},
    {"D6 D7", StreetKind::street, "Smedenstraat"},         {"S0 S1 S2", StreetKind::singel, "Oostsingel"},
    {"S2 S3 S4", StreetKind::singel, "Zuidsingel"},        {"S4 S5 S6", StreetKind::singel, "Westsingel"},
    {"S6 S7 S0", StreetKind::singel, "Noordsingel"},       {"S0 T1 S1", StreetKind::singel, "Oostsingel"},
    {"S2 T2 S3", StreetKind::singel, "Zuidsingel"},        {"S4 T4 S5", StreetKind::singel, "Westsingel"},
    {"S5 T5 S6", StreetKind::singel, "Westsingel"},        {"S7 T7 S0", StreetKind::singel, "Noordsingel"},
    {"C4 D4 S4 P4", StreetKind::haven, "Haven"},           {"q1 qm q2", StreetKind::avenue, "Stationsplein"},
    {"X7 U7 q1", StreetKind::avenue, "Spoorlaan"},         {"q2 U1 X1", StreetKind::avenue, "Spoorlaan"},
    {"q2 q3", StreetKind::street, "Stationsplein"},        {"q1 q4", StreetKind::street, "Stationsplein"},
    {"K7 q4 q3 K1", StreetKind::lane, "Spoorpad"},         {"K1 E2 V2 K3", StreetKind::avenue, "Oosterlaan"},
    {"K3 P4 V4 K5", StreetKind::avenue, "Zuiderlaan"},     {"K5 V5 W6 K7", StreetKind::avenue, "Westerlaan"},
    {"S1 X1 K1", StreetKind::street, "Oosterweg"},         {"S2 E2", StreetKind::avenue, "Molenweg"},
    {"T2 V2", StreetKind::street, "Schoolstraat"},         {"S3 K3", StreetKind::street, "Parkweg"},
    {"T4 V4", StreetKind::street, "Scheepsbouwerslaan"},   {"S5 K5", StreetKind::street, "Westerweg"},
    {"T5 V5", StreetKind::street, "Tuinstraat"},           {"S6 W6", StreetKind::street, "Weideweg"},
    {"S7 X7 K7", StreetKind::street, "Kloosterweg"},       {"T1 U1", StreetKind::street, "Kantoorstraat"},
    {"T7 U7", StreetKind::street, "Tulpstraat"},
};

struct BridgeRow {  // the street from inside to outside over the water at `node`
  const char* inside;
  const char* node;
  const char* outside;
};
constexpr BridgeRow kBridges[] = {
    {"a0", "C0", "D0"}, {"a1", "C1", "D1"}, {"a3", "C3", "D3"}, {"a5", "C5", "D5"}, {"a7", "C7", "D7"},
    {"D0", "S0", "qm"}, {"D1", "S1", "X1"}, {"D2", "S2", "E2"}, {"D3", "S3", "K3"}, {"D5", "S5", "K5"},
    {"D6", "S6", "W6"}, {"D7", "S7", "X7"}, {"D3", "D4", "D5"},
};

using Nodes = std::map<std::string, Spot>;
using EdgeKey = std::pair<std::string, std::string>;
using Edges = std::map<EdgeKey, PlanFace::Side>;

std::vector<std::string> words(const char* text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

Spot at_azimuth(double azimuth_deg, double radius_m) {
  const double a = azimuth_deg * std::numbers::pi / 180.0;
  const auto decimetres = [](double v) { return std::round(v * 10.0) / 10.0; };
  return {decimetres(radius_m * std::sin(a)), decimetres(radius_m * std::cos(a))};
}

Nodes all_nodes() {
  Nodes nodes;
  for (const NodeRow& row : kNodes) nodes[row.name] = {row.x_m, row.y_m};
  for (int j = 0; j < 8; ++j) {
    const std::string number = std::to_string(j);
    nodes["C" + number] = at_azimuth(kRays[j].azimuth_deg, kRays[j].inner_m);
    nodes["D" + number] = at_azimuth(kRays[j].azimuth_deg, kRays[j].middle_m);
    nodes["S" + number] = at_azimuth(kRays[j].azimuth_deg, kRays[j].outer_m);
    if (nodes.count("m" + number)) nodes["a" + number] = between(nodes["m" + number], nodes["C" + number], 0.47);
  }
  for (const auto& [middle_name, a, b] :
       {std::array{"T1", "S0", "S1"}, std::array{"T2", "S2", "S3"}, std::array{"T4", "S4", "S5"},
        std::array{"T5", "S5", "S6"}, std::array{"T7", "S7", "S0"}}) {
    nodes[middle_name] = between(nodes[a], nodes[b], 0.5);
  }
  return nodes;
}

EdgeKey key_of(const std::string& a, const std::string& b) { return a < b ? EdgeKey{a, b} : EdgeKey{b, a}; }

Edges all_edges() {
  Edges edges;
  for (const EdgeRow& row : kEdges) {
    const auto chain = words(row.chain);
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) edges[key_of(chain[i], chain[i + 1])] = {row.kind, row.street};
  }
  return edges;
}

PlanFace face_of(const FaceRow& row, const Nodes& nodes, const Edges& edges) {
  PlanFace face{.id = row.id, .use = row.use};
  auto corners = words(row.corners);
  for (const auto& name : corners) face.loop.push_back(nodes.at(name));
  if (area_m2(face.loop) < 0.0) {
    std::reverse(face.loop.begin(), face.loop.end());
    std::reverse(corners.begin(), corners.end());
  }
  for (std::size_t i = 0; i < corners.size(); ++i) {
    face.sides.push_back(edges.at(key_of(corners[i], corners[(i + 1) % corners.size()])));
  }
  return face;
}

// Where the street leaves the water on one side of a node: far enough for the canal's two arms.
double water_reach_m(const BridgeRow& row, const char* toward, const Nodes& nodes, const Edges& edges) {
  const Spot node = nodes.at(row.node);
  const Spot direction = unit(nodes.at(toward) - node);
  double reach = 0.0;
  for (const auto& [key, side] : edges) {
    const double water = profile_of(side.kind).water_m;
    if (water == 0.0 || (key.first != row.node && key.second != row.node)) continue;
    const Spot arm = unit(nodes.at(key.first == row.node ? key.second : key.first) - node);
    reach = std::max(reach, water / std::max(0.5, std::fabs(cross(direction, arm))));
  }
  return reach;
}

BridgePlan bridge_of(const BridgeRow& row, const Nodes& nodes, const Edges& edges) {
  constexpr double kOverBank_m = 0.8;
  const Spot node = nodes.at(row.node);
  const auto bank = [&](const char* toward) {
    return node + unit(nodes.at(toward) - node) * (water_reach_m(row, toward, nodes, edges) + kOverBank_m);
  };
  const PlanFace::Side& street = edges.at(key_of(row.inside, row.node));
  const StreetProfile profile = profile_of(street.kind);
  BridgePlan plan{.street = street.street, .from = bank(row.inside), .to = bank(row.outside)};
  plan.width_m = 2.0 * (profile.road_m + profile.walk_m);
  plan.pier = length_m(plan.to - plan.from) > 18.0;
  return plan;
}

}  // namespace

District old_town() {
  const Nodes nodes = all_nodes();
  const Edges edges = all_edges();
  District town{.name = "Binnenstad"};
  town.outline = {{-360, -360}, {360, -360}, {360, 360}, {-360, 360}};
  for (const FaceRow& row : kFaces) town.faces.push_back(face_of(row, nodes, edges));
  for (const BridgeRow& row : kBridges) town.bridges.push_back(bridge_of(row, nodes, edges));
  return town;
}

}  // namespace schouw::town
