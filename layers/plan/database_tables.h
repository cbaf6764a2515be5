// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "geo/tables/database.h"
#include "layers/plan/plan.h"
#include "layers/plan/plan_tables.h"

namespace schouw::plan {

// A plan in the tables of a database, and which version each row has.
//   DatabaseTables tables("delft");
//   const auto plan = tables.pull();
//   const auto written = tables.write(**plan, *edited, history, save_id);   // DB-108: pull, merge and write again
// Cost: pull reads all tables where anything changed since the last, row by row, else one question; write a round
// trip for each row that changes, and inserts at once. Memory: the plan, and the key and version of each row. Main
// thread only. After a failure the connection is made anew when it is next used.
class DatabaseTables {
 public:
  explicit DatabaseTables(std::string service) : service_(std::move(service)) {}

  base::Result<std::shared_ptr<const Plan>> pull();
  // What tells this database from another one that the service may come to name; empty before the first pull.
  const std::string& identity() const { return identity_; }
  // Whether anything changed since the last pull or write.
  base::Result<bool> changed();
  // `before` is what was pulled. save names this save: history that a save of that name left is not written twice.
  base::Result<base::Done> write(const Plan& before, const std::shared_ptr<const Plan>& after,
                                 const std::vector<tables::RowChange>& history, const std::string& save);

 private:
  struct Known {
    std::int64_t fid = 0;
    std::int64_t version = 0;
  };
  struct Memory {
    TableMemory table;
    std::unordered_map<std::string, Known> rows;
    std::int64_t newest = 0;
  };

  base::Result<base::Done> connect();
  std::vector<std::string> names() const;
  base::Result<std::shared_ptr<const Plan>> read_all();
  base::Result<base::Done> check_whole(const tables::Package& package);
  base::Result<base::Done> read_small(tables::Package& package);
  base::Result<base::Done> read_sensors(Plan& plan, base::Diagnostics& said);
  base::Result<base::Done> write_all(const Plan& before, const Plan& after,
                                     const std::vector<tables::RowChange>& history, const std::string& save);
  base::Result<base::Done> write_row(Memory& memory, const RowEdit& edit);
  base::Result<base::Done> write_history(const std::vector<tables::RowChange>& history, const std::string& save);
  void remember(Memory& memory, const std::string& key, const tables::VersionedRow& row);

  std::string service_;
  std::optional<tables::Database> database_;
  std::vector<Memory> memories_;
  std::shared_ptr<const Plan> plan_;  // as the database held it last
  std::string stamp_;
  std::string identity_;
};

}  // namespace schouw::plan
