// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "geo/base/result.h"
#include "layers/plan/plan_store.h"

// A plan that an organisation shares is named pg:SERVICE wherever a project's file may be named.
namespace schouw::plan {

// "delft" of "pg:delft"; nothing where the project is a file.
std::optional<std::string> service_of(const std::filesystem::path& project);

// The file on this machine beside which the lock, the journal and the tile store of a project lie: the project
// itself, or the copy of a shared plan, in the state folder (geo/base/state_folder.h), whose folder is made on
// demand.
std::filesystem::path working_file(const std::filesystem::path& project);

// Where the project is kept: its file, or the database. editing: this program holds the project's lock, and may send
// what was saved while the database could not be reached.
enum class StoreUse { reading, editing };
std::unique_ptr<PlanStore> store_of(const std::filesystem::path& project, StoreUse use);

// The database of a service, with the copy on this machine that serves while it cannot be reached.
std::unique_ptr<PlanStore> database_store(std::string service, StoreUse use);

// The plan as it is to be edited: as the store holds it, with what waited to be sent.
base::Result<std::shared_ptr<const Plan>> read_to_edit(PlanStore& store);

struct StoreOptions {
  std::string project_crs;     // of a new plan; empty: crs::kDefaultProjectCrs
  std::filesystem::path from;  // a project whose plan the new store holds; empty: an empty plan
};
// schouw store init: makes the store, brings one of an older version to this one, and puts a plan into an empty one.
// What a store holds stays; with `from`, one that holds a plan already is refused (DB-111). Fails as
// tables::make_database and with PLAN-104 where a newer Schouw made the store.
struct StoreMade {
  bool is_new = false;    // it held no plan before
  int upgraded_from = 0;  // the schema version that it had; 0: none, or this one
};
base::Result<StoreMade> init_store(const std::string& service, const StoreOptions& options);

// Whether this role of the database may edit the plan; of a file, and while the database is out of reach, nobody
// says no. DB-104 where it may not.
base::Result<base::Done> may_edit(const std::filesystem::path& project);

// Whether this role may say that a plan was published; only a shared plan asks. DB-104 where it may not.
base::Result<base::Done> may_publish(const std::filesystem::path& project);
// Says so in the store: when, by which role of the database, and the SHA-256 or other hash of what went out.
base::Result<base::Done> note_publication(const std::filesystem::path& project, const std::string& content_hash,
                                          const std::string& when_iso);

}  // namespace schouw::plan
