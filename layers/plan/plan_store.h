// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "layers/plan/document.h"
#include "layers/plan/merge_plans.h"
#include "layers/plan/plan.h"

namespace schouw::plan {

// What a store made of a plan that was saved.
struct Stored {
  std::shared_ptr<const Plan> plan;  // as the store holds it now
  std::vector<Change> of_others;     // what others had changed since it was read; already in `plan`
};

// Where a plan is kept and edited by more than one: a project's GeoPackage, or a database for an organisation
// (shared_plan.h).
//   auto store = package_store(project);
//   auto plan = store->read();
//   auto stored = store->save(edited, document.happened);     // only what differs from what was read
// It writes what it is told and leaves everything else as it is. Cost of a GeoPackage: read is linear in the file
// and keeps a checksum of four bytes for each cell; save copies the whole file and then writes the rows that differ
// (0.18 s for 100,000 sensors, docs/decisions/edits-go-into-a-copy.md); changed_by_others reads only where the file
// changed. One thread at a time; lives as long as an edit session. Each failure leaves what is stored as it was.
class PlanStore {
 public:
  PlanStore() = default;
  PlanStore(const PlanStore&) = delete;
  PlanStore& operator=(const PlanStore&) = delete;
  virtual ~PlanStore() = default;

  // The plan, read tolerantly: what cannot be read is missing, with a warning.
  virtual base::Result<std::shared_ptr<const Plan>> read() = 0;

  // Stores what differs between the plan as it was read last (or saved) and `after`, with the row versions that were
  // read. Fails with PLAN-127 (conflict: each row that someone else changed meanwhile, and its fields); a GeoPackage
  // as tables::PackageUpdate too.
  virtual base::Result<Stored> save(const Plan& after, const std::vector<Happening>& happened) = 0;

  // What others changed since the plan was read or saved here; nothing where it is still that.
  virtual base::Result<std::vector<Change>> changed_by_others() const = 0;

  // A store that may be out of reach keeps what is saved meanwhile. Sends it; where that meets a conflict, the plan
  // that waits comes back with a warning for each, to be settled and saved. Nothing where none waits.
  virtual base::Result<std::shared_ptr<const Plan>> resume() { return std::shared_ptr<const Plan>(); }

  // What stopped the last save, value by value, and whose of it stands when it is saved again. A store without
  // conflicts by field has none and forgets what is decided.
  virtual std::vector<FieldConflict> conflicts() const { return {}; }
  // What a conflict keeps from being stored waits, for resume, where nothing else holds it. A store that does not
  // know waiting does nothing.
  virtual base::Result<base::Done> keep_aside(const Plan& /*after*/, const std::vector<Happening>& /*happened*/) {
    return base::Done{};
  }
  virtual void decide(const FieldConflict& /*conflict*/, Side /*side*/) {}
};

// A project's GeoPackage. Foreign tables, columns, rows, styles and triggers survive; a file that is not there yet is
// made by the first save.
std::unique_ptr<PlanStore> package_store(std::filesystem::path project);

}  // namespace schouw::plan
