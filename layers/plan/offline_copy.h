// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/tables/update_package.h"
#include "layers/plan/plan.h"

namespace schouw::plan {

// What was saved while the database could not be reached: the plan that it was made of, the plan that it became, and
// the rows of history that say who did it.
struct WaitingPlan {
  std::shared_ptr<const Plan> base;
  std::shared_ptr<const Plan> mine;
  std::vector<tables::RowChange> history;
  std::string store;  // the identity of the database that it is for; empty: not known
};

// A shared plan on this machine, in the state folder of the person: readable as a project, as it was when the
// database was seen last.
//   OfflineCopy copy("delft");
//   const auto kept = copy.keep(*plan);
// Cost: keep writes the whole plan, where it differs from the one that is kept. What is written is whole or not
// there.
class OfflineCopy {
 public:
  explicit OfflineCopy(const std::string& service);

  // Warns with DB-112 where it cannot be written: the plan is then only in the database.
  base::Result<base::Done> keep(const Plan& plan, const std::string& store) const;
  // Nothing where none was kept.
  base::Result<std::shared_ptr<const Plan>> read() const;
  std::string as_of_iso() const;  // UTC; empty where none was kept
  std::string store() const;      // the identity of the database that it was read from

  bool waits() const;
  base::Result<base::Done> put_waiting(const WaitingPlan& waiting) const;
  // Fails with DB-118 where it cannot be read: the files are named.
  base::Result<WaitingPlan> waiting() const;
  base::Result<base::Done> drop_waiting() const;

 private:
  std::filesystem::path copy_, base_, mine_, revision_;
};

}  // namespace schouw::plan
