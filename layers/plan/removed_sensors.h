// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "geo/base/diagnostic.h"
#include "geo/base/result.h"
#include "geo/base/uuid.h"
#include "geo/tables/update_package.h"

namespace schouw::plan {

// A sensor that was taken out of the plan: what it was called, and when that was.
struct RemovedSensor {
  std::string id;
  std::string when_iso;
};

using RemovedSensors = std::unordered_map<base::Uuid, RemovedSensor>;

// The sensors whose last line in the table history says that they were removed. The history tells of them when a
// register brings them back, which knows nothing of what a planner removed.
//   for (const auto& [uuid, removed] : *removed_sensors(update)) ...
// Cost: reads the history once, linear in its rows. Threads: that of the update. None where there is no history.
// Fails as the update does.
base::Result<RemovedSensors> removed_sensors(tables::PackageUpdate& update);

// A warning, REG-172, of each of them; in the order of their ids.
base::Diagnostics came_back(std::vector<RemovedSensor> removed, const std::string& file_name);

}  // namespace schouw::plan
