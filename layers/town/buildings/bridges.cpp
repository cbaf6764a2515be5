// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "layers/town/build.h"
#include "layers/town/site/ground_height.h"

namespace schouw::town {
namespace {

constexpr int kPieces = 8;  // straight pieces of the arch
constexpr double kParapet_m = 0.28;

struct Arch {
  double length_m = 14.0;
  double rise_m = 0.55;
  // Height of the deck above its ends at a place along it.
  double top_m(double at_m) const { return rise_m * 4.0 * at_m * (length_m - at_m) / (length_m * length_m); }
  double thickness_m(double at_m) const {
    const double off_middle = 2.0 * at_m / length_m - 1.0;
    return 0.4 + 0.75 * off_middle * off_middle;
  }
};

Profile deck_profile(const Arch& arch) {
  Profile profile;
  for (int i = 0; i <= kPieces; ++i) {
    const double at = arch.length_m * i / kPieces;
    profile.push_back({at, arch.top_m(at)});
  }
  for (int i = kPieces; i >= 0; --i) {
    const double at = arch.length_m * i / kPieces;
    profile.push_back({at, arch.top_m(at) - arch.thickness_m(at)});
  }
  return profile;
}

Profile parapet_profile(const Arch& arch) {
  constexpr double kHigh_m = 0.95;
  Profile profile;
  for (int i = 0; i <= kPieces; ++i) {
    const double at = arch.length_m * i / kPieces;
    profile.push_back({at, arch.top_m(at) + kHigh_m});
  }
  for (int i = kPieces; i >= 0; --i) {
    const double at = arch.length_m * i / kPieces;
    profile.push_back({at, arch.top_m(at)});
  }
  return profile;
}

}  // namespace

void build_bridge(Site& site, const BridgePlan& plan) {
  const Spot along = unit(plan.to - plan.from);
  const Spot across = left_of(along);
  // Just above the streets at both ends, so that deck and street do not share a plane.
  const double base = std::max(ground_m(plan.from), ground_m(plan.to)) + kCover_m + 0.02;
  const Plot plot{plan.from - across * (plan.width_m / 2.0), along, across, base};
  const Arch arch{.length_m = length_m(plan.to - plan.from)};
  CityFeature feature = site.start("Bridge", plan.street);
  feature.solid(drawn_inward(plot, deck_profile(arch), 0.0, plan.width_m));
  feature.child_solid("BridgeInstallation", drawn_inward(plot, parapet_profile(arch), 0.0, kParapet_m));
  feature.child_solid("BridgeInstallation",
                      drawn_inward(plot, parapet_profile(arch), plan.width_m - kParapet_m, plan.width_m));
  const std::vector<double> piers = plan.pier ? std::vector<double>{0.32, 0.68} : std::vector<double>{};
  for (const double ratio : piers) {
    const double at = arch.length_m * ratio;
    const Loop pier = {plot.at(at - 0.5, 0.4), plot.at(at + 0.5, 0.4), plot.at(at + 0.5, plan.width_m - 0.4),
                       plot.at(at - 0.5, plan.width_m - 0.4)};
    const double top = base + arch.top_m(at) - arch.thickness_m(at);
    feature.child_solid("BridgeConstructiveElement", flat_block(pier, {kBedLevel_m, top - kBedLevel_m}));
  }
  site.put(feature);
}

}  // namespace schouw::town
