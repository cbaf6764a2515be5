// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "layers/exposure/observers.h"

namespace schouw::exposure {

// Square metres of wall that at least one sensor sees.
struct FacadeArea {
  double seen_m2 = 0.0;             // at any density, or at an unknown one
  double at_limit_m2 = 0.0;         // at the policy's facade_px_per_m or better
  std::vector<double> by_class_m2;  // cumulative: that class of the policy's table or better
};

struct FacadeSensor {
  std::uint32_t sensor = 0;  // index in the plan
  double before_masks_m2 = 0.0;
  double after_masks_m2 = 0.0;
  double at_limit_before_masks_m2 = 0.0;
  double at_limit_after_masks_m2 = 0.0;
};

struct FacadePiece {
  std::uint32_t first_corner = 0;  // in FacadeExposure::corners
  std::uint32_t corner_count = 0;
  std::array<float, 3> outward{};  // unit vector off the wall, towards a lens that sees it
  float before_px_per_m = 0.0F;    // 0 where unknown
  float after_px_per_m = 0.0F;
  bool masked_wholly = false;  // seen before the masks, by nobody after them
};

struct BuildingFacades {
  std::uint32_t object = 0;               // index in the city's objects
  std::string id;                         // as in the city file
  crs::MapPosition middle;                // of its bounds, at its foot
  double wall_m2 = 0.0;                   // all walls, those between neighbours too
  std::optional<std::int64_t> addresses;  // as the city file's attributes state; nothing: not stated
  FacadeArea before_masks;
  FacadeArea after_masks;
  std::vector<FacadeSensor> sensors;  // that see any of it, in order of the plan
};

// How many have the policy's facade_m2 or more at its facade_px_per_m (domain.md 3).
struct FacadeCounts {
  std::int64_t total = 0;
  std::int64_t before_masks = 0;
  std::int64_t after_masks = 0;
};

struct FacadeExposure {
  policy::DensityFigures figures;          // of the plan's policy: from where walls and buildings count
  std::vector<BuildingFacades> buildings;  // of which anything is seen, in order of the city
  FacadeCounts building_counts;
  // Only where every building of the city states its number of addresses.
  std::optional<FacadeCounts> address_counts;
  std::vector<FacadePiece> pieces;  // for drawing; empty unless asked for
  std::vector<crs::MapPosition> corners;
};

struct FacadeOptions {
  bool keep_pieces = false;
  unsigned threads = 0;  // 0: as many as the machine has; no result depends on it
};

// How much of the walls of each building the sensors see: cells of 0.5 x 0.5 m, each by one exact ray from the lens
// to its middle, 2 cm before the wall on the lens' side. Only sensors that look (optical kinds) count. Buildings are
// the city's objects of class building. Accuracy: one row of cells along every edge of sight, some 0.25 m on either
// side. Fails with EXPO-110 where the work was cancelled.
base::Result<FacadeExposure> facade_exposure(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                             const std::vector<coverage::Observer>& observers,
                                             const FacadeOptions& options, const base::Progress& progress = {});

// The number of addresses that a city object states: aantal_verblijfsobjecten, aantal_adressen, number_of_addresses
// or addresses. Nothing where it states none, or no whole number from 0 on.
std::optional<std::int64_t> stated_addresses(const model::CityObject& object);

// What may be told of a count to the public: whole tens, rounded down (domain.md 3).
std::int64_t in_tens(std::int64_t count);

}  // namespace schouw::exposure
