// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "layers/plan/opened_file.h"
#include "layers/plan/plan_store.h"

namespace schouw::plan {

// What files are taken into: a project's GeoPackage, in which sensors stay while a register is merged into them, or a
// store whose plan is in memory as a whole. What comes of a file is the same in both.
//   const auto target = package_target(project);
//   auto draft = target->open(diagnostics);
//   ... target->begin(*draft), then take_register and the like ...
//   auto done = target->save(*draft);
// Cost: a GeoPackage is copied by open, and a register goes into the copy as it is read, so that memory is that of
// 4,096 rows and some 250 bytes a sensor. Threads: one at a time. Until save nobody sees a change, and whatever fails
// leaves what is stored as it was.
class ImportTarget {
 public:
  ImportTarget() = default;
  ImportTarget(const ImportTarget&) = delete;
  ImportTarget& operator=(const ImportTarget&) = delete;
  virtual ~ImportTarget() = default;

  // The plan as it is stored, with its sensors or without; nothing where there is none yet.
  virtual base::Result<std::optional<Plan>> open(base::Diagnostics& said) = 0;
  // A plan that is new has its title, policy and CRS now.
  virtual base::Result<base::Done> begin(const Plan& plan, const std::string& now_iso) = 0;
  virtual base::Result<base::Done> take_register(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                                                 ImportReport& report, const base::Progress& progress) = 0;
  // Whether a register failed half way, so that nothing more can be taken or saved.
  virtual bool is_broken() const = 0;
  // All sensors as they will be saved: ids, places and heights, and maybe more.
  virtual base::Result<base::Done> for_each_sensor(const Plan& plan,
                                                   const std::function<void(const registers::Sensor&)>& visit) = 0;
  virtual base::Result<base::Done> save(Plan plan, const std::string& now_iso) = 0;
};

// A project's GeoPackage; made by save where it is not there yet. Fails as tables::PackageUpdate: PLAN-108 where
// another program changes it meanwhile.
std::unique_ptr<ImportTarget> package_target(std::filesystem::path project);
// Any store: its whole plan is in memory.
std::unique_ptr<ImportTarget> snapshot_target(PlanStore& store);

// As import_files, into any target. The project names the folder of its city and terrain.
base::Result<ImportReport> import_files_into(ImportTarget& target, const std::filesystem::path& project,
                                             const std::vector<std::filesystem::path>& files,
                                             const ImportOptions& options, const base::Progress& progress = {});

}  // namespace schouw::plan
