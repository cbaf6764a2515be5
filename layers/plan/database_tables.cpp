// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/database_tables.h"

#include <algorithm>
#include <unordered_set>

#include "layers/plan/sensor_table.h"
#include "layers/plan/shared_design.h"
#include "layers/plan/shipped_policy.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;
using Pulled = Result<std::shared_ptr<const Plan>>;

base::Diagnostic changed_since(const std::string& service) {
  return {.code = "DB-108",
          .kind = base::DiagnosticKind::conflict,
          .message = "somebody else saved meanwhile",
          .where = {.file = "pg:" + service},
          .hint = "do this again, on what it is now"};
}

base::Diagnostic no_point(const std::string& service, std::int64_t fid) {
  return {.code = "PLAN-106",
          .severity = base::Severity::warning,
          .message = "table sensors: the geometry of a row is no point; it is read without a place",
          .where = {.file = "pg:" + service, .feature = "sensors", .row = fid},
          .hint = "draw it again"};
}

// What holds the key of a table of keys and values; empty: nothing does.
std::string stated(const tables::Package& package, std::string_view key) {
  const tables::Table* about = package.table("schouw_plan");
  if (about == nullptr) return {};
  for (const tables::Row& row : about->rows) {
    if (cell_text(cell_named(about->columns, row, "key")) == key) {
      return cell_text(cell_named(about->columns, row, "value"));
    }
  }
  return {};
}

// A database has no .bak beside it.
base::Diagnostics of_database(base::Diagnostics problems) {
  for (base::Diagnostic& problem : problems) {
    if (problem.code != "PLAN-103") continue;
    problem.code = "DB-103";
    problem.kind = base::DiagnosticKind::not_found;
    problem.hint = "restore it from a backup of the database; schouw store init makes what is missing, and empty";
  }
  return problems;
}

tables::Table empty_table(const tables::TableLayout& layout) {
  return {.name = layout.name, .description = "", .geometry = layout.geometry, .columns = layout.columns, .rows = {}};
}

}  // namespace

Result<Done> DatabaseTables::connect() {
  if (database_) return Done{};
  auto opened = tables::Database::open(service_);
  if (!opened) return Result<Done>::failure(opened.diagnostics());
  database_ = *std::move(opened);
  if (memories_.empty()) {
    for (TableMemory& table : table_memories()) memories_.push_back({std::move(table), {}, 0});
  }
  return Done{};
}

std::vector<std::string> DatabaseTables::names() const {
  std::vector<std::string> names;
  for (const Memory& memory : memories_) names.push_back(memory.table.layout().name);
  return names;
}

void DatabaseTables::remember(Memory& memory, const std::string& key, const tables::VersionedRow& row) {
  memory.rows[key] = {row.row.fid, row.version};
  memory.newest = std::max(memory.newest, row.version);
}

Result<Done> DatabaseTables::read_small(tables::Package& package) {
  for (Memory& memory : memories_) {
    memory.rows.clear();
    memory.newest = 0;
    const tables::TableLayout& layout = memory.table.layout();
    tables::Table table = empty_table(layout);
    if (layout.name != "sensors") {
      auto read = database_->for_each_row(layout, 0, [&](tables::VersionedRow&& row) {
        remember(memory, memory.table.name_of(layout.columns, row.row), row);
        table.rows.push_back(std::move(row.row));
      });
      if (!read) return read;
    }
    package.tables.push_back(std::move(table));
  }
  return Done{};
}

// A store of this version has all of it: what is not there was taken away, and an empty list is not what was meant.
Result<Done> DatabaseTables::check_whole(const tables::Package& package) {
  if (layout_version(package) < kSchemaVersion) return Done{};
  base::Diagnostics missing;
  for (const Memory& memory : memories_) {
    for (const std::string& what : database_->missing_of(memory.table.layout())) {
      missing.push_back({.code = "DB-103",
                         .kind = base::DiagnosticKind::not_found,
                         .message = "the store lacks " + what,
                         .where = {.file = "pg:" + service_},
                         .hint = "restore it, or name it as it was; schouw store init makes it anew, and empty"});
    }
  }
  if (!missing.empty()) return Result<Done>::failure(std::move(missing));
  return Done{};
}

Result<Done> DatabaseTables::read_sensors(Plan& plan, base::Diagnostics& said) {
  Memory& memory = memories_.front();
  const tables::TableLayout& layout = memory.table.layout();
  const SensorRowReader reader(layout.columns, "pg:" + service_);
  std::unordered_set<base::Uuid> known;
  return database_->for_each_row(layout, 0, [&](tables::VersionedRow&& row) {
    const bool area = std::holds_alternative<std::vector<model::PolygonWithHoles>>(row.row.geometry);
    if (row.other_geometry || area) said.push_back(no_point(service_, row.row.fid));
    add_apart(plan.sensors, known, reader.read(row.row, said), row.row.fid);
    remember(memory, plan.sensors[plan.sensors.size() - 1].uuid.text(), row);
  });
}

Pulled DatabaseTables::read_all() {
  auto stamp = database_->stamp(names());
  if (!stamp) return Pulled::failure(stamp.diagnostics());
  if (plan_ && *stamp == stamp_) return plan_;
  tables::Package package;
  if (auto read = read_small(package); !read) return Pulled::failure(read.diagnostics());
  if (auto whole = check_whole(package); !whole) return Pulled::failure(whole.diagnostics());
  identity_ = stated(package, "store");
  auto plan = plan_without_sensors(package, "pg:" + service_);
  if (!plan) return Pulled::failure(of_database(plan.diagnostics()));
  take_missing_policy(*plan);
  base::Diagnostics said = plan.diagnostics();
  if (auto read = read_sensors(*plan, said); !read) return Pulled::failure(read.diagnostics());
  plan->revision = revision_of(*plan);
  plan_ = std::make_shared<const Plan>(*std::move(plan));
  stamp_ = *std::move(stamp);
  return {plan_, std::move(said)};
}

Pulled DatabaseTables::pull() {
  auto ready = connect();
  if (ready) ready = database_->begin(tables::Database::Access::reading);
  if (!ready && tables::is_unreachable(ready.diagnostics()) && database_) {
    // It was reached before: the line may have been cut since.
    database_.reset();
    ready = connect();
    if (ready) ready = database_->begin(tables::Database::Access::reading);
  }
  if (!ready) {
    database_.reset();
    return Pulled::failure(ready.diagnostics());
  }
  auto plan = read_all();
  if (!plan) {
    database_.reset();
    plan_.reset();
    return plan;
  }
  if (auto ended = database_->commit(); !ended) return Pulled::failure(ended.diagnostics());
  return plan;
}

Result<bool> DatabaseTables::changed() {
  if (auto ready = connect(); !ready) return Result<bool>::failure(ready.diagnostics());
  auto stamp = database_->stamp(names());
  if (!stamp) {
    database_.reset();
    return Result<bool>::failure(stamp.diagnostics());
  }
  return *stamp != stamp_;
}

Result<Done> DatabaseTables::write_row(Memory& memory, const RowEdit& edit) {
  const tables::TableLayout& layout = memory.table.layout();
  const auto held = memory.rows.find(edit.key);
  if (held == memory.rows.end()) {
    return edit.after ? database_->insert(layout, whole_row(layout, *edit.after)) : Result<Done>(Done{});
  }
  const auto [fid, version] = held->second;
  if (!edit.after) return database_->erase(layout.name, fid, version);
  const tables::RowChange change = edit.before ? row_change(layout, edit) : whole_row(layout, *edit.after);
  return database_->update(layout.name, fid, version, change);
}

Result<Done> DatabaseTables::write_history(const std::vector<tables::RowChange>& history, const std::string& save) {
  if (history.empty()) return Done{};
  const tables::TableLayout layout = shared_history_layout();
  const auto written = database_->holds(layout.name, "save", save);
  if (!written) return Result<Done>::failure(written.diagnostics());
  if (*written) return Done{};
  for (tables::RowChange row : history) {
    row.values.push_back({"save", save});
    if (auto done = database_->insert(layout, row); !done) return done;
  }
  return Done{};
}

// What others saved since the pull makes it fail: what is written must be made of what is there.
Result<Done> DatabaseTables::write_all(const Plan& before, const Plan& after,
                                       const std::vector<tables::RowChange>& history, const std::string& save) {
  if (auto begun = database_->begin(tables::Database::Access::writing); !begun) return begun;
  auto stamp = database_->stamp(names());
  if (!stamp) return Result<Done>::failure(stamp.diagnostics());
  if (*stamp != stamp_) return changed_since(service_);
  const auto edits = row_edits(before, after);
  for (std::size_t i = 0; i < edits.size(); ++i) {
    for (const RowEdit& edit : edits[i]) {
      if (auto done = write_row(memories_[i], edit); !done) return done;
    }
  }
  if (auto done = write_history(history, save); !done) return done;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].empty()) continue;
    Memory& memory = memories_[i];
    for (const RowEdit& edit : edits[i]) {
      if (!edit.after) memory.rows.erase(edit.key);
    }
    const tables::TableLayout& layout = memory.table.layout();
    auto read = database_->for_each_row(layout, memory.newest, [&](tables::VersionedRow&& row) {
      remember(memory, memory.table.name_of(layout.columns, row.row), row);
    });
    if (!read) return read;
  }
  stamp = database_->stamp(names());
  if (!stamp) return Result<Done>::failure(stamp.diagnostics());
  if (auto done = database_->commit(); !done) return done;
  stamp_ = *std::move(stamp);
  return Done{};
}

Result<Done> DatabaseTables::write(const Plan& before, const std::shared_ptr<const Plan>& after,
                                   const std::vector<tables::RowChange>& history, const std::string& save) {
  auto done = connect();
  if (done) done = write_all(before, *after, history, save);
  if (done) {
    plan_ = after;
    return done;
  }
  // What was remembered of rows may be half of a save that never was.
  plan_.reset();
  stamp_.clear();
  const bool rolled_back = database_ && database_->roll_back();
  if (!rolled_back) database_.reset();
  return done;
}

}  // namespace schouw::plan
