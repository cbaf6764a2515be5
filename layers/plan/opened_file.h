// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/formats/feature_source.h"
#include "geo/model/city_model.h"
#include "geo/model/feature.h"
#include "geo/model/terrain.h"
#include "layers/plan/plan.h"
#include "layers/register/register_merge.h"

namespace schouw::plan {

// A project while files are being taken into it. Nothing of it is on disk until the end.
struct ImportDraft {
  Plan plan;
  std::shared_ptr<const model::CityModel> city;
  std::shared_ptr<const model::Terrain> terrain;
  bool city_changed = false;
  bool terrain_changed = false;
  std::vector<std::string> lost_city_files;  // left out of the plan, as the store that held their objects is lost
};

// What a file was found to be.
enum class Role { city, terrain, areas, register_of_sensors };

struct OpenedFile {
  std::filesystem::path file;
  std::string name;    // file name, for provenance and diagnostics
  std::string format;  // for provenance
  Role role = Role::city;
  std::vector<model::FeatureTable> tables;       // read while finding out what the file is
  std::unique_ptr<formats::FeatureSource> rows;  // instead of tables: of a register that is read in pieces
  std::string content_hash;                      // where it was asked for
  std::optional<registers::Schema> schema;       // of a register
  std::optional<model::CitySurfaces> surfaces;   // of a city
  std::optional<model::Terrain> terrain;
  base::Diagnostics diagnostics;  // of reading it
};

// Opens a file far enough to know what it is: a city and a terrain are read, a vector file as well. Fails with the
// reader's diagnostics, IO-109 (nothing that a plan holds) or PLAN-116 (--as does not fit the file).
base::Result<OpenedFile> open_file(const std::filesystem::path& file, const ImportOptions& options,
                                   const base::Progress& progress);

// Fails with PLAN-112 and PLAN-113 (a city), TER-110, and as the readers of areas and registers do.
// Each takes one opened file into the draft or leaves the draft as it was, and adds to the report.
base::Result<base::Done> take_city(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                                   ImportReport& report, const base::Progress& progress);
base::Result<base::Done> take_terrain(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                                      ImportReport& report);
base::Result<base::Done> take_areas(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                                    ImportReport& report);
base::Result<base::Done> take_records(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                                      ImportReport& report);
// Where the sensors of registers are taken into.
struct BookInUse {
  registers::SensorBook& book;
  const base::Progress& progress;
  bool broken = false;  // a register failed with some of it taken, so that the book is no good any more
};
base::Result<base::Done> take_sensors(BookInUse& into, OpenedFile& opened, const ImportOptions& options,
                                      ImportDraft& draft, ImportReport& report);

// Where a taken file comes from; replaces the source of the same kind and file name.
base::Result<base::Done> note_source(const OpenedFile& opened, model::Provenance source, Plan& plan);

base::Diagnostic import_error(std::string code, std::string message, const std::string& file, std::string hint);

}  // namespace schouw::plan
