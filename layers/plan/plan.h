// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/model/city_model.h"
#include "geo/model/provenance.h"
#include "geo/model/terrain.h"
#include "layers/areas/area.h"
#include "layers/plan/scenario.h"
#include "layers/policy/policy.h"
#include "layers/register/import_register.h"
#include "layers/register/register_record.h"
#include "layers/register/sensor_list.h"

namespace schouw::plan {

// Everything that a project says, frozen. Share it as std::shared_ptr<const Plan>; an edit makes the next one
// (edit.h), which shares with it whatever did not change.
//   Plan plan{.title = "Delft", .project_crs = *crs::project_crs_from_text("EPSG:7415")};
//   plan.sensors.push_back(registers::Sensor{.id = "cam-12"});
//   plan.revision = revision_of(plan);
// Cost: a copy takes a pointer for 128 sensors or areas, a pointer for a scenario, and the policy, sources and
// stories whole. Once shared it is frozen: any thread reads it. Records live as long as any plan has them; a
// sensor's place in its list means nothing in another plan. It cannot fail; whoever fills one in by hand sets its
// revision.
struct Plan {
  std::uint64_t revision = 0;  // content hash of what follows: equal plans, equal revision, in every run
  std::string title;
  crs::Crs project_crs;
  registers::SensorList sensors;
  areas::AreaList areas;
  std::vector<registers::RegisterRecord> records;  // organisations, systems and links, in their order
  policy::Policy policy;
  std::vector<model::Provenance> sources;
  std::vector<std::string> stories;  // JSON texts; layers/story reads them
  std::vector<ScenarioRecord> scenarios;
};

// The content hash of everything in the plan but the revision itself. Cost: of what changed since it was last asked
// of a plan that shares the rest.
std::uint64_t revision_of(const Plan& plan);

// The content hash of what an analysis takes from a plan beside its policy: sensors, areas, coordinates, sources. A
// story or a scenario that is not shown changes nothing of it.
std::uint64_t analysed_revision_of(const Plan& plan);

std::uint64_t content_hash(const std::vector<model::Provenance>& sources);

// A plan with the space around it. city and terrain are null where the project has none.
struct Project {
  std::shared_ptr<const Plan> plan;
  std::shared_ptr<const model::CityModel> city;
  std::shared_ptr<const model::Terrain> terrain;
};

// PROJECT is name.schouw.gpkg; its stores lie in name.schouw.tiles/.
std::filesystem::path tiles_folder(const std::filesystem::path& project);

// Fails with PLAN-101 (missing; exit 3), PLAN-102, -103, -104 (a newer schema version). A missing or damaged tile
// store is PLAN-120 warning: the plan still opens, and the hint says which file to import again.
base::Result<Project> load_project(const std::filesystem::path& project, const base::Progress& progress = {});

// The same for a plan that was read already.
base::Result<Project> with_space(const std::filesystem::path& project, std::shared_ptr<const Plan> plan,
                                 const base::Progress& progress = {});

// The stores that a plan's sources ask for, below tiles_folder: named by the hashes of the sources, so that a plan
// never meets the store of another one. Empty where the plan has no such source.
std::filesystem::path city_store_path(const std::filesystem::path& project, const Plan& plan);
std::filesystem::path terrain_store_path(const std::filesystem::path& project, const Plan& plan);

// As load_project, but keeps only what registers::redacted leaves, while loading: restricted values are never held.
base::Result<Project> load_public(const std::filesystem::path& project, const base::Progress& progress = {});

// Saves the plan alone (city and terrain have stores of their own), as one step of nobody in particular: what is in
// the file and not in the plan goes, what is foreign stays. Old file or new file, never half; .bak kept. Programs
// that edit use edit_session.h.
base::Result<base::Done> save_plan(const std::filesystem::path& project, const Plan& plan);

struct ImportOptions {
  std::string as;      // "city", "terrain", "base_map", "register", "areas"; empty: told by the content
  std::string schema;  // register schema id; empty: recognised
  std::filesystem::path mapping;
  std::string crs;               // --crs
  std::string source;            // --source: within which the ids of a register are unique; empty: the schema's own
  std::string project_crs;       // --project-crs; empty: the project's, else the first city's or terrain's, else
                                 // crs::kDefaultProjectCrs
  bool overwrite_edits = false;  // --overwrite-edits: a register's values go before what was edited in the plan since
  std::string now_iso;           // UTC, for provenance; today for "expired"; empty: the clock's
};

// What importing gave: the "import" object of interface.md.
struct ImportReport {
  int read = 0;  // rows and objects of the files: each was taken, merged into another or rejected
  int merged = 0;
  int added = 0;
  int changed = 0;
  int gone = 0;
  int unchanged = 0;
  int rejected = 0;
  int kept_edits = 0;  // values that were edited in the plan since the last import, and kept
  std::vector<registers::FieldChange> changes;
  std::optional<registers::QualityReport> quality;
  base::Diagnostics diagnostics;
};

// Adds or updates files in a project, and creates it where it is missing. All or nothing per file; the project on
// disk changes once, at the end.
//   const auto report = import_files("delft.schouw.gpkg", {"city.jsonl", "cameras.csv"}, {.source = "gemeente"});
//   const int taken = report ? report->added + report->changed : 0;
// Cost: cities, terrains and areas, old and new, are in memory until the end; of each sensor some 250 bytes are.
// Works on the thread that calls it and on others of its own, which are gone when it returns; stops at
// progress.cancel. It holds the project's lock meanwhile; options and progress are only needed during the call. A
// missing file (IO-101) fails before anything is done (exit 3), another program that edits the project with IO-130.
// Fails where nothing in the input could be taken (exit 4); where something could, what could not is an error in the
// report's diagnostics. PLAN-110 to PLAN-119: docs/diagnostics/PLAN.md. Whatever fails, the project stays as it was.
base::Result<ImportReport> import_files(const std::filesystem::path& project,
                                        const std::vector<std::filesystem::path>& files, const ImportOptions& options,
                                        const base::Progress& progress = {});

}  // namespace schouw::plan
