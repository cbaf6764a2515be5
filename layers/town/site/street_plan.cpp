// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/site/street_plan.h"

#include <cstddef>

namespace schouw::town {

StreetProfile profile_of(StreetKind kind) {
  switch (kind) {
    case StreetKind::lane: return {0.0, 1.8, 0.0, true};
    case StreetKind::street: return {0.0, 2.6, 1.7, false};
    case StreetKind::avenue: return {0.0, 4.2, 3.6, false};
    case StreetKind::shopping: return {0.0, 4.6, 0.0, true};
    case StreetKind::nightlife: return {0.0, 4.0, 0.0, true};
    case StreetKind::market: return {0.0, 3.2, 2.0, true};
    case StreetKind::canal: return {6.5, 3.6, 1.9, false};
    case StreetKind::singel: return {10.5, 4.0, 2.0, false};
    case StreetKind::haven: return {9.0, 4.5, 2.0, false};
    case StreetKind::rail: return {0.0, 0.0, 0.0, false};
  }
  return {};
}

FaceLoops loops_of(const PlanFace& face) {
  std::vector<double> bank;
  std::vector<double> kerb;
  std::vector<double> front;
  for (const auto& side : face.sides) {
    const StreetProfile profile = profile_of(side.kind);
    bank.push_back(profile.water_m);
    kerb.push_back(bank.back() + profile.road_m);
    front.push_back(kerb.back() + profile.walk_m);
  }
  return {face.loop, inset(face.loop, bank), inset(face.loop, kerb), inset(face.loop, front)};
}

std::array<std::int64_t, 2> district_place(std::int64_t number) {
  std::int64_t ring = 2;
  while (number >= 8 * ring) {
    number -= 8 * ring;
    ++ring;
  }
  const std::int64_t side = number / (2 * ring);
  const std::int64_t step = number % (2 * ring) - ring;
  switch (side) {
    case 0: return {step, ring};
    case 1: return {ring, -step};
    case 2: return {-step, -ring};
    default: return {-ring, step};
  }
}

}  // namespace schouw::town
