// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/stacking/stacking.h"

// What would bring a place under its norm, and what that costs in cover. Changes only take away: a mask, another aim,
// fewer pixels, one sensor less.
namespace schouw::advice {

enum class Change : std::uint8_t { mask, aim, resolution, removal };
std::string_view change_name(Change change);

// One change to one sensor.
struct Relief {
  Change change = Change::removal;
  std::uint32_t sensor = 0;             // of the plan
  std::optional<double> azimuth_deg;    // of aim: the new one
  double area_exceeded_after_m2 = 0.0;  // of the place, what is then still above its norm
  double cover_lost_m2 =
      0.0;              // that no other sensor of one kind sees for a goal of this one; added up over its goals
  bool enough = false;  // nothing of the place is above its norm then
};

struct PlaceRelief {
  std::uint32_t place = 0;       // of the stacking's places
  std::vector<Relief> single;    // each enough by itself; what costs least first
  std::vector<Relief> together;  // where none is: one after the other, each on top of those before it
  bool enough = false;           // whether the last of `together`, or any of `single`, is
};

struct ReliefParams {
  std::size_t most_places = 50;
  std::size_t most_sensors = 60;  // of one place, those that weigh most
  std::size_t most_steps = 16;    // of `together`
  std::vector<double> turns_deg = {-90, -60, -45, -30, -15, 15, 30, 45, 60, 90};
};

// For each place above its norm, the worst first. Cost: for each place, its sensors times (4 + turns_deg), each an
// edit of LiveStacking and each turn a footprint. analysis: of this project; occlusion: the model it was made in.
// Fails with COV-110 where it was cancelled.
base::Result<std::vector<PlaceRelief>> relieve_places(const plan::Project& project,
                                                      const coverage::OcclusionModel& occlusion,
                                                      const stacking::Analysis& analysis, const ReliefParams& params,
                                                      const base::Progress& progress = {});

}  // namespace schouw::advice
