// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/shared_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "geo/base/calendar.h"
#include "geo/base/resource_path.h"
#include "geo/base/state_folder.h"
#include "geo/tables/package_reader.h"
#include "layers/plan/database_tables.h"
#include "layers/plan/load_plan.h"
#include "layers/plan/plan_tables.h"
#include "layers/plan/shared_design.h"
#include "layers/plan/table_memory.h"

namespace schouw::plan {

namespace {

namespace fs = std::filesystem;
using base::Done;
using base::Result;

constexpr std::string_view kScheme = "pg:";

// What a new store holds.
Result<std::shared_ptr<const Plan>> first_plan(const std::string& service, const StoreOptions& options) {
  using First = Result<std::shared_ptr<const Plan>>;
  if (!options.from.empty()) return load_plan(options.from);
  auto policy = policy::load_policy(base::resource_root() / "data" / "policy");
  if (!policy) return First::failure(policy.diagnostics());
  auto crs = crs::project_crs_from_text(options.project_crs.empty() ? std::string(crs::kDefaultProjectCrs)
                                                                    : options.project_crs);
  if (!crs) return First::failure(crs.diagnostics());
  Plan plan{.title = service, .project_crs = *std::move(crs), .policy = *std::move(policy)};
  plan.revision = revision_of(plan);
  return std::make_shared<const Plan>(std::move(plan));
}

// The schema version that a store states; 0 where it holds no plan yet. Fails with DB-103 where it holds sensors and
// states none: it was damaged, and a plan beside them would be another one.
Result<int> version_in_store(tables::Database& database, const std::string& service) {
  const tables::TableLayout layout{.name = "schouw_plan", .columns = {{"key"}, {"value"}}};
  tables::Package package;
  tables::Table table{.name = layout.name, .columns = layout.columns};
  auto read =
      database.for_each_row(layout, 0, [&](tables::VersionedRow&& row) { table.rows.push_back(std::move(row.row)); });
  if (!read) return Result<int>::failure(read.diagnostics());
  package.tables.push_back(std::move(table));
  const int version = layout_version(package);
  bool empty = true;
  const tables::TableLayout sensors{.name = "sensors", .columns = {{"id"}}};
  if (version == 0) read = database.for_each_row(sensors, 0, [&](tables::VersionedRow&&) { empty = false; });
  if (!read) return Result<int>::failure(read.diagnostics());
  if (empty) return version;
  return base::Diagnostic{.code = "DB-103",
                          .kind = base::DiagnosticKind::not_found,
                          .message = "the store holds sensors and does not state its schema version",
                          .where = {.file = "pg:" + service},
                          .hint = "restore the table schouw_plan from a backup of the database"};
}

// What a project's file holds beside its plan: who changed what, and columns of other programs, which have no place.
struct BesidePlan {
  std::vector<tables::RowChange> history;
  base::Diagnostics said;
};

base::Diagnostic left_out(const std::string& what, const fs::path& project) {
  return {.code = "DB-119",
          .severity = base::Severity::warning,
          .message = what + " is of another program and is not taken over",
          .where = {.file = project.filename().string()},
          .hint = "the file keeps it; add it to the database by hand where it is wanted"};
}

tables::RowChange change_of(const std::vector<tables::Column>& columns, const tables::Row& row) {
  tables::RowChange change;
  for (const tables::Column& column : history_layout().columns) {
    const tables::Cell* cell = cell_named(columns, row, column.name);
    change.values.push_back({column.name, cell == nullptr ? tables::Cell() : *cell});
  }
  return change;
}

Result<BesidePlan> beside_file(const fs::path& project) {
  const auto package = tables::read_package(project);
  if (!package) return Result<BesidePlan>::failure(package.diagnostics());
  BesidePlan beside;
  const tables::Package known = package_of(Plan{});
  for (const tables::Table& table : package->tables) {
    if (table.name == "history") {
      for (const tables::Row& row : table.rows) beside.history.push_back(change_of(table.columns, row));
      continue;
    }
    const tables::Table* ours = known.table(table.name);
    if (ours == nullptr) {
      beside.said.push_back(left_out("the table " + table.name, project));
      continue;
    }
    for (const tables::Column& column : table.columns) {
      const bool known_column = std::any_of(ours->columns.begin(), ours->columns.end(), [&](const auto& of_ours) {
        return tables::same_name(of_ours.name, column.name);
      });
      if (!known_column) beside.said.push_back(left_out("the column " + table.name + "." + column.name, project));
    }
  }
  return beside;
}

Result<BesidePlan> beside_plan(const fs::path& from) {
  BesidePlan beside;
  if (from.empty()) return beside;
  const auto service = service_of(from);
  if (!service) return beside_file(from);
  auto database = tables::Database::open(*service);
  if (!database) return Result<BesidePlan>::failure(database.diagnostics());
  const tables::TableLayout layout = history_layout();
  auto read = database->for_each_row(
      layout, 0, [&](tables::VersionedRow&& row) { beside.history.push_back(change_of(layout.columns, row.row)); });
  if (!read) return Result<BesidePlan>::failure(read.diagnostics());
  return beside;
}

Result<Done> put_first_plan(tables::Database& database, const Plan& plan, const BesidePlan& beside) {
  if (auto begun = database.begin(tables::Database::Access::writing); !begun) return begun;
  const tables::Package package = package_of(plan);
  for (const TableMemory& memory : table_memories()) {
    const tables::Table* table = package.table(memory.layout().name);
    for (const tables::Row& row : table->rows) {
      auto done = database.insert(memory.layout(), whole_row(memory.layout(), row));
      if (!done) return done;
    }
  }
  for (const tables::RowChange& row : beside.history) {
    if (auto done = database.insert(history_layout(), row); !done) return done;
  }
  return database.commit();
}

Result<Done> state_version(tables::Database& database) {
  const tables::TableLayout layout{.name = "schouw_plan", .columns = {{"key"}, {"value"}}};
  std::optional<tables::VersionedRow> held;
  auto read = database.for_each_row(layout, 0, [&](tables::VersionedRow&& row) {
    if (cell_text(row.row.cells.data()) == "schema_version") held = std::move(row);
  });
  if (!read || !held) return read;
  return database.update("schouw_plan", held->row.fid, held->version,
                         {.values = {{"value", std::to_string(kSchemaVersion)}}, .geometry = {}});
}

struct Lacking {
  const char* what;
  const char* role;
};

Result<Done> has_right(const fs::path& project, tables::Database::Right right, const std::string& table,
                       const Lacking& lacking) {
  const auto service = service_of(project);
  if (!service) return Done{};
  auto database = tables::Database::open(*service);
  if (!database) return Result<Done>::failure(database.diagnostics());
  const auto may = database->may(right, table);
  if (!may) return Result<Done>::failure(may.diagnostics());
  if (*may) return Done{};
  return base::Diagnostic{.code = "DB-104",
                          .message = lacking.what,
                          .where = {.file = project.string()},
                          .hint = std::string("ask the administrator for the role ") + lacking.role};
}

base::Diagnostic holds_a_plan(const std::string& service) {
  return {.code = "DB-111",
          .kind = base::DiagnosticKind::conflict,
          .message = "the store holds a plan already",
          .where = {.file = "pg:" + service},
          .hint = "take files into it with schouw import, or use an empty database"};
}

base::Diagnostic newer_store(const std::string& service, int version) {
  return {.code = "PLAN-104",
          .message =
              fmt::format("the store is of schema version {}, this Schouw knows {} at most", version, kSchemaVersion),
          .where = {.file = "pg:" + service},
          .hint = "use the Schouw that made it, or a newer one"};
}

}  // namespace

std::optional<std::string> service_of(const fs::path& project) {
  const std::string name = project.string();
  if (name.rfind(kScheme, 0) != 0) return std::nullopt;
  return name.substr(kScheme.size());
}

fs::path working_file(const fs::path& project) {
  const auto service = service_of(project);
  if (!service) return project;
  const std::string name = *service + ".schouw.gpkg";
  auto folder = base::state_folder();
  // Nothing can be made there: what needs the file says so.
  if (!folder || !tables::is_service_name(*service)) return fs::path("/dev/null") / name;
  std::error_code ignored;
  fs::create_directory(*folder / "shared", ignored);
  return *folder / "shared" / name;
}

std::unique_ptr<PlanStore> store_of(const fs::path& project, StoreUse use) {
  if (auto service = service_of(project)) return database_store(*std::move(service), use);
  return package_store(project);
}

Result<StoreMade> init_store(const std::string& service, const StoreOptions& options) {
  using Failed = Result<StoreMade>;
  const auto plan = first_plan(service, options);
  if (!plan) return Failed::failure(plan.diagnostics());
  const auto beside = beside_plan(options.from);
  if (!beside) return Failed::failure(beside.diagnostics());
  auto made = tables::make_database(service, shared_design((*plan)->project_crs));
  if (!made) return Failed::failure(made.diagnostics());
  auto database = tables::Database::open(service);
  if (!database) return Failed::failure(database.diagnostics());
  auto version = version_in_store(*database, service);
  if (!version) return Failed::failure(version.diagnostics());
  StoreMade result{.is_new = *version == 0, .upgraded_from = 0};
  if (result.is_new) {
    const auto put = put_first_plan(*database, **plan, *beside);
    if (put) {
      base::Diagnostics said = plan.diagnostics();
      base::append(said, beside->said);
      base::append(said, made.diagnostics());
      return {result, std::move(said)};
    }
    // Somebody else made it at the same time: then it is there.
    (void)database->roll_back();
    version = version_in_store(*database, service);
    if (!version || *version == 0) return Failed::failure(put.diagnostics());
    result.is_new = false;
  }
  if (*version > kSchemaVersion) return newer_store(service, *version);
  if (!options.from.empty()) return holds_a_plan(service);
  if (*version == kSchemaVersion) return {result, made.diagnostics()};
  result.upgraded_from = *version;
  if (auto done = state_version(*database); !done) return Failed::failure(done.diagnostics());
  return {result, made.diagnostics()};
}

Result<std::shared_ptr<const Plan>> read_to_edit(PlanStore& store) {
  auto plan = store.read();
  if (!plan) return plan;
  auto resumed = store.resume();
  base::Diagnostics said = plan.diagnostics();
  base::append(said, resumed.diagnostics());
  if (!resumed) return Result<std::shared_ptr<const Plan>>::failure(std::move(said));
  return {*resumed ? *resumed : *plan, std::move(said)};
}

Result<Done> may_edit(const fs::path& project) {
  auto may = has_right(project, tables::Database::Right::update, "sensors",
                       {"this role of the database may read the plan and not edit it", "schouw_planner"});
  if (!may && tables::is_unreachable(may.diagnostics())) return Done{};
  return may;
}

Result<Done> may_publish(const fs::path& project) {
  return has_right(project, tables::Database::Right::insert, publications_layout().name,
                   {"this role of the database may not say that the plan was published", "schouw_publisher"});
}

Result<Done> note_publication(const fs::path& project, const std::string& content_hash, const std::string& when_iso) {
  const auto service = service_of(project);
  if (!service) return Done{};
  auto database = tables::Database::open(*service);
  if (!database) return Result<Done>::failure(database.diagnostics());
  auto done = database->begin(tables::Database::Access::writing);
  if (done) {
    done = database->insert(publications_layout(),
                            {.values = {{"when_iso", when_iso}, {"content_hash", content_hash}}, .geometry = {}});
  }
  return done ? database->commit() : done;
}

}  // namespace schouw::plan
