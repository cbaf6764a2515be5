// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/import_warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "layers/plan/city_of_files.h"
#include "layers/terrain/ground.h"

namespace schouw::plan {

namespace {

namespace fs = std::filesystem;

// domain.md: two stated heights that differ by more than this contradict each other.
constexpr double kHeightTolerance_m = 0.5;

std::string box_text(const crs::MapBounds& box) {
  return fmt::format("{:.0f} {:.0f} to {:.0f} {:.0f}", box.min.east_m, box.min.north_m, box.max.east_m,
                     box.max.north_m);
}

// Two things of a plan, each with its box and how it is told of.
struct Extent {
  std::string name;   // "register"
  std::string whose;  // "the sensors"
  crs::MapBounds bounds;
};

void warn_where_apart(const Extent& city, const Extent& other, const fs::path& project,
                      base::Diagnostics& diagnostics) {
  const crs::MapBounds& a = other.bounds;
  const crs::MapBounds& b = city.bounds;
  if (a.empty() || b.empty()) return;
  const bool apart = a.max.east_m < b.min.east_m || a.min.east_m > b.max.east_m || a.max.north_m < b.min.north_m ||
                     a.min.north_m > b.max.north_m;
  if (!apart) return;
  auto warning = import_error("PLAN-111",
                              fmt::format("city and {} do not overlap: the city spans {}, {} {}", other.name,
                                          box_text(b), other.whose, box_text(a)),
                              project.filename().string(),
                              "check the coordinate systems of both files (--crs), or import the city around the "
                              "sensors");
  warning.severity = base::Severity::warning;
  diagnostics.push_back(std::move(warning));
}

void warn_of_no_overlap(const ImportDraft& draft, const crs::MapBounds& sensors, const fs::path& project,
                        base::Diagnostics& diagnostics) {
  if (draft.city == nullptr) return;
  const Extent city{"city", "the city", draft.city->bounds};
  warn_where_apart(city, {"register", "the sensors", sensors}, project, diagnostics);
  if (draft.terrain == nullptr || !(draft.city_changed || draft.terrain_changed)) return;
  const raster::GridFrame& frame = draft.terrain->heights_m.frame();
  Extent terrain{"terrain", "the terrain", {}};
  terrain.bounds.include(crs::MapPosition{frame.west_m, frame.south_m, 0.0});
  terrain.bounds.include(
      crs::MapPosition{frame.west_m + frame.columns * frame.cell_m, frame.south_m + frame.rows * frame.cell_m, 0.0});
  warn_where_apart(city, terrain, project, diagnostics);
}

void warn_of_heights(const registers::Sensor& sensor, const terrain::GroundModel& ground, const fs::path& project,
                     base::Diagnostics& diagnostics) {
  if (!sensor.position || !sensor.height_nap_m || !sensor.height_above_ground_m) return;
  const auto at = ground.at(sensor.position->east_m, sensor.position->north_m);
  const double difference_m = *sensor.height_nap_m - (at.height_m + *sensor.height_above_ground_m);
  if (at.assumed || std::abs(difference_m) <= kHeightTolerance_m) return;
  auto warning = import_error(
      "REG-118",
      fmt::format(
          "sensor '{}': height_nap_m {} lies {:.2f} m from the ground at {:.2f} plus height_above_ground_m {}",
          sensor.id, *sensor.height_nap_m, difference_m, at.height_m, *sensor.height_above_ground_m),
      project.filename().string(), "height_nap_m is used; correct the other");
  warning.severity = base::Severity::warning;
  warning.where.feature = sensor.id;
  warning.where.field = "height_nap_m";
  diagnostics.push_back(std::move(warning));
}

// A building that stands in no ground at all, or in the air.
constexpr double kAboveGround_m = 10.0;

// Heights above the ground instead of above NAP, or another vertical datum, and every line of sight is wrong.
void warn_of_buildings_off_the_ground(const ImportDraft& draft, const fs::path& project,
                                      base::Diagnostics& diagnostics) {
  if (draft.terrain == nullptr || draft.city == nullptr || !(draft.city_changed || draft.terrain_changed)) return;
  const terrain::GroundModel ground(draft.terrain.get(), nullptr);
  int known = 0;
  int under = 0;
  int above = 0;
  for (const model::CityObject& object : draft.city->objects) {
    if (object.object_class != model::ObjectClass::building || object.bounds.empty()) continue;
    const auto& [low, high] = object.bounds;
    const auto at = ground.at((low.east_m + high.east_m) / 2.0, (low.north_m + high.north_m) / 2.0);
    if (at.assumed) continue;
    ++known;
    under += static_cast<int>(high.up_m < at.height_m);
    above += static_cast<int>(low.up_m > at.height_m + kAboveGround_m);
  }
  if (2 * (under + above) <= known) return;
  auto warning = import_error(
      "PLAN-114",
      fmt::format(
          "city and terrain do not meet in height: of {} buildings {} lie wholly under the ground and {} more "
          "than {:.0f} m above it",
          known, under, above, kAboveGround_m),
      project.filename().string(), "check that both state heights above the same datum, such as NAP");
  warning.severity = base::Severity::warning;
  diagnostics.push_back(std::move(warning));
}

// A store that could not be read (PLAN-120) held several files, of which not all came again.
void warn_of_lost_cities(const ImportDraft& draft, base::Diagnostics& diagnostics) {
  const std::vector<std::string> held = city_files(draft.plan);
  for (const std::string& file : draft.lost_city_files) {
    if (std::find(held.begin(), held.end(), file) != held.end()) continue;
    auto warning = import_error("PLAN-110",
                                "the city of '" + file +
                                    "' is no longer in the project: the store that held it "
                                    "cannot be read",
                                file, "import '" + file + "' again");
    warning.severity = base::Severity::warning;
    diagnostics.push_back(std::move(warning));
  }
}

}  // namespace

base::Result<base::Done> warn_of_contradictions(const ImportDraft& draft, ImportTarget& target,
                                                const fs::path& project, base::Diagnostics& diagnostics) {
  warn_of_lost_cities(draft, diagnostics);
  crs::MapBounds sensors;
  base::Diagnostics heights;
  const terrain::GroundModel ground(draft.terrain.get(), nullptr);
  // Without a city and terrain there is nothing that sensors contradict.
  if (draft.city != nullptr || draft.terrain != nullptr) {
    auto read = target.for_each_sensor(draft.plan, [&](const registers::Sensor& sensor) {
      if (sensor.position) sensors.include(*sensor.position);
      if (draft.terrain != nullptr) warn_of_heights(sensor, ground, project, heights);
    });
    if (!read) return read;
  }
  warn_of_no_overlap(draft, sensors, project, diagnostics);
  base::append(diagnostics, std::move(heights));
  warn_of_buildings_off_the_ground(draft, project, diagnostics);
  return base::Done{};
}

}  // namespace schouw::plan
