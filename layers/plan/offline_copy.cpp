// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/offline_copy.h"

#include <fmt/format.h>

#include <sstream>
#include <system_error>

#include "geo/base/atomic_file.h"
#include "geo/base/calendar.h"
#include "geo/base/read_file.h"
#include "geo/tables/geopackage.h"
#include "layers/plan/plan_tables.h"
#include "layers/plan/shared_plan.h"
#include "layers/plan/shipped_policy.h"
#include "layers/plan/table_memory.h"

namespace schouw::plan {

namespace {

namespace fs = std::filesystem;
using base::Done;
using base::Result;

std::vector<tables::RowChange> history_in(const tables::Package& package) {
  std::vector<tables::RowChange> rows;
  const tables::Table* table = package.table("history");
  if (table == nullptr) return rows;
  for (const tables::Row& row : table->rows) {
    tables::RowChange change;
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
      change.values.push_back({table->columns[i].name, row.cells[i]});
    }
    rows.push_back(std::move(change));
  }
  return rows;
}

tables::Table history_table(const std::vector<tables::RowChange>& rows) {
  const tables::TableLayout layout = history_layout();
  tables::Table table{.name = layout.name, .description = layout.description, .columns = layout.columns};
  for (const tables::RowChange& change : rows) {
    tables::Row row;
    for (const tables::RowChange::Value& value : change.values) row.cells.push_back(value.cell);
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string line_of(const fs::path& path, int number) {
  const auto held = base::read_file(path);
  std::istringstream lines(held ? *held : std::string());
  std::string line;
  for (int i = 0; i <= number; ++i) {
    if (!std::getline(lines, line)) return {};
  }
  return line;
}

tables::Table store_table(const std::string& store) {
  return {
      .name = "waiting_for", .description = "Which database", .columns = {{"store"}}, .rows = {{.cells = {store}}}};
}

std::string store_in(const tables::Package& package) {
  const tables::Table* table = package.table("waiting_for");
  return table == nullptr || table->rows.empty() ? std::string() : cell_text(table->rows.front().cells.data());
}

base::Diagnostics unreadable(const base::Diagnostics& why, const fs::path& file) {
  return {{.code = "DB-118",
           .message = "what was saved while the database was out of reach cannot be read: " + why.front().message,
           .where = {.file = file.string()},
           .hint = "a .bak beside it may be whole: put it in its place; or move both away, and that work with them"}};
}

Result<std::shared_ptr<const Plan>> read_copy(const tables::Package& package, const fs::path& path) {
  auto plan = plan_of(package, path.string());
  if (!plan) return Result<std::shared_ptr<const Plan>>::failure(plan.diagnostics());
  take_missing_policy(*plan);
  plan->revision = revision_of(*plan);
  base::Diagnostics said = plan.diagnostics();
  return {std::make_shared<const Plan>(*std::move(plan)), std::move(said)};
}

}  // namespace

OfflineCopy::OfflineCopy(const std::string& service) : copy_(working_file("pg:" + service)) {
  const auto beside = [&](const char* suffix) { return copy_.parent_path() / (service + suffix); };
  base_ = beside(".waiting-base.gpkg");
  mine_ = beside(".waiting.gpkg");
  revision_ = beside(".revision");
}

// The first line says which plan is kept, the second when the database was seen last, the third which database.
Result<Done> OfflineCopy::keep(const Plan& plan, const std::string& store) const {
  const std::string revision = std::to_string(plan.revision) + "\n";
  std::error_code ignored;
  const auto held = base::read_file(revision_);
  const bool same = held && held->rfind(revision, 0) == 0 && fs::exists(copy_, ignored);
  const std::string now = base::now_utc_iso();
  Result<Done> written = same ? Result<Done>(Done{}) : tables::write_package(copy_, package_of(plan), now);
  if (written) written = base::write_file_atomically(revision_, revision + now + "\n" + store);
  if (written) return written;
  base::Diagnostic warning = written.diagnostics().front();
  warning.code = "DB-112";
  warning.severity = base::Severity::warning;
  warning.message = "no copy of the shared plan could be kept on this machine: " + warning.message;
  warning.hint = "without one the plan cannot be opened while the database is out of reach";
  return {Done{}, {std::move(warning)}};
}

Result<std::shared_ptr<const Plan>> OfflineCopy::read() const {
  const auto package = tables::read_package(copy_);
  if (!package) return Result<std::shared_ptr<const Plan>>::failure(package.diagnostics());
  return read_copy(*package, copy_);
}

std::string OfflineCopy::as_of_iso() const { return line_of(revision_, 1); }
std::string OfflineCopy::store() const { return line_of(revision_, 2); }

bool OfflineCopy::waits() const {
  std::error_code ignored;
  return fs::exists(mine_, ignored);
}

// The base first: a plan that waits without what it was made of would take the place of what others did.
Result<Done> OfflineCopy::put_waiting(const WaitingPlan& waiting) const {
  const std::string now = base::now_utc_iso();
  if (!waits()) {
    if (auto written = tables::write_package(base_, package_of(*waiting.base), now); !written) return written;
  }
  tables::Package mine = package_of(*waiting.mine);
  mine.tables.push_back(history_table(waiting.history));
  mine.tables.push_back(store_table(waiting.store));
  return tables::write_package(mine_, mine, now);
}

Result<WaitingPlan> OfflineCopy::waiting() const {
  using Failed = Result<WaitingPlan>;
  const auto base = tables::read_package(base_);
  if (!base) return Failed::failure(unreadable(base.diagnostics(), base_));
  const auto mine = tables::read_package(mine_);
  if (!mine) return Failed::failure(unreadable(mine.diagnostics(), mine_));
  auto before = read_copy(*base, base_);
  if (!before) return Failed::failure(unreadable(before.diagnostics(), base_));
  auto after = read_copy(*mine, mine_);
  if (!after) return Failed::failure(unreadable(after.diagnostics(), mine_));
  return WaitingPlan{*before, *after, history_in(*mine), store_in(*mine)};
}

Result<Done> OfflineCopy::drop_waiting() const {
  for (const fs::path& path : {mine_, base_}) {
    for (const char* suffix : {"", ".bak"}) {
      std::error_code problem;
      fs::remove(path.string() + suffix, problem);
      if (!problem) continue;
      return base::Diagnostic{
          .code = "DB-113",
          .message = "what was sent to the database cannot be taken away here: " + problem.message(),
          .where = {.file = path.string()},
          .hint = "remove this file, or it will be sent again"};
    }
  }
  return Done{};
}

}  // namespace schouw::plan
