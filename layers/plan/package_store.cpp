// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <filesystem>
#include <optional>

#include "geo/base/calendar.h"
#include "geo/tables/package_reader.h"
#include "layers/plan/history_rows.h"
#include "layers/plan/plan_store.h"
#include "layers/plan/plan_tables.h"
#include "layers/plan/sensor_table.h"
#include "layers/plan/shipped_policy.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;

class PackageStore final : public PlanStore {
 public:
  explicit PackageStore(std::filesystem::path project) : path_(std::move(project)) {}

  Result<std::shared_ptr<const Plan>> read() override {
    using Read = Result<std::shared_ptr<const Plan>>;
    const auto stamp = tables::stamp_of(path_);
    const auto package = tables::read_package(path_);
    if (!package) return Read::failure(package.diagnostics());
    auto plan = plan_of(*package, path_.string());
    if (!plan) return Read::failure(plan.diagnostics());
    base::Diagnostics said = package.diagnostics();
    base::append(said, plan.diagnostics());
    take_missing_policy(*plan);
    plan->revision = revision_of(*plan);
    remember(*package, *plan);
    older_layout_ = layout_version(*package) < kSchemaVersion;
    if (stamp) stamp_ = *stamp;
    read_ = std::make_shared<const Plan>(*std::move(plan));
    return {read_, std::move(said)};
  }

  Result<Stored> save(const Plan& after, const std::vector<Happening>& happened) override {
    std::error_code ignored;
    if (!read_ && !std::filesystem::exists(path_, ignored)) return make(after);
    if (!read_) {
      if (auto known = read(); !known) return Result<Stored>::failure(known.diagnostics());
    }
    if (after.revision == read_->revision && happened.empty()) return Stored{read_, {}};
    return update(after, happened);
  }

  Result<std::vector<Change>> changed_by_others() const override {
    using Changes = Result<std::vector<Change>>;
    const auto stamp = tables::stamp_of(path_);
    if (!stamp) return Changes::failure(stamp.diagnostics());
    if (!read_ || *stamp == stamp_) return std::vector<Change>{};
    // Read aside: what was read here stays the base of the next save.
    const auto now = PackageStore(path_).read();
    if (!now) return Changes::failure(now.diagnostics());
    return difference(*read_, **now);
  }

 private:
  Result<Stored> make(const Plan& plan) {
    if (auto written = tables::write_package(path_, package_of(plan), newest_import(plan)); !written) {
      return Result<Stored>::failure(written.diagnostics());
    }
    auto stored = read();
    if (!stored) return Result<Stored>::failure(stored.diagnostics());
    return Stored{*stored, {}};
  }

  Result<Stored> update(const Plan& after, const std::vector<Happening>& happened) {
    auto update = tables::PackageUpdate::begin(path_);
    if (!update) return Result<Stored>::failure(update.diagnostics());
    const bool changed = !(update->stamp() == stamp_);
    auto done = write_into(*update, after, happened, changed);
    if (done) done = update->commit(base::now_utc_iso());
    if (!done) {
      for (TableMemory& memory : memories_) memory.forget_written();
      return Result<Stored>::failure(done.diagnostics());
    }
    for (TableMemory& memory : memories_) memory.remember_written();
    base::Diagnostics said = done.diagnostics();
    if (changed) return merged(after, std::move(said));
    without_uuid_.clear();
    older_layout_ = false;
    if (const auto stamp = tables::stamp_of(path_)) stamp_ = *stamp;
    read_ = std::make_shared<const Plan>(after);
    return {Stored{read_, {}}, std::move(said)};
  }

  Result<Done> write_into(tables::PackageUpdate& update, const Plan& after, const std::vector<Happening>& happened,
                          bool changed) {
    const auto edits = row_edits(*read_, after);
    base::Diagnostics conflicts;
    for (std::size_t i = 0; i < memories_.size(); ++i) {
      auto done = memories_[i].write(update, edits[i], changed);
      if (!done) base::append(conflicts, done.diagnostics());
    }
    if (!conflicts.empty()) return Result<Done>::failure(std::move(conflicts));
    if (auto made = update.ensure_table(history_layout()); !made) return made;
    for (const tables::RowChange& row : history_rows(*read_, happened)) {
      if (auto fid = update.insert("history", std::nullopt, row); !fid)
        return Result<Done>::failure(fid.diagnostics());
    }
    return upgrade(update, changed);
  }

  // Rows that lack their uuid, because an older Schouw or another program wrote them, get it, so that all refer to
  // the same sensor; the layout is then ours.
  Result<Done> upgrade(tables::PackageUpdate& update, bool changed) {
    // In a file that changed meanwhile rows may have been numbered anew: the next save will do.
    if (changed) return Done{};
    for (const auto& [fid, uuid] : without_uuid_) {
      auto done = update.update("sensors", fid, {.values = {{"uuid", uuid.text()}}, .geometry = {}});
      if (!done && failure_is_of_gone_row(done)) continue;
      if (!done) return done;
    }
    const auto version = memory_of("schouw_plan").fid_of("schema_version");
    if (!older_layout_ || !version) return Done{};
    return update.update("schouw_plan", *version,
                         {.values = {{"value", std::to_string(kSchemaVersion)}}, .geometry = {}});
  }

  // A row of which this very save has taken the sensor out.
  static bool failure_is_of_gone_row(const Result<Done>& done) {
    return base::failure_kind(done.diagnostics()) == base::DiagnosticKind::not_found;
  }

  const TableMemory& memory_of(std::string_view table) const {
    return *std::find_if(memories_.begin(), memories_.end(),
                         [&](const TableMemory& memory) { return memory.layout().name == table; });
  }

  // Others changed rows that we did not: the plan is what the file holds now.
  Result<Stored> merged(const Plan& after, base::Diagnostics said) {
    auto now = read();
    if (!now) {
      // It is saved; only what the others changed could not be read.
      for (base::Diagnostic problem : now.diagnostics()) {
        problem.severity = base::Severity::warning;
        said.push_back(std::move(problem));
      }
      read_ = std::make_shared<const Plan>(after);
      return {Stored{read_, {}}, std::move(said)};
    }
    base::append(said, now.diagnostics());
    return {Stored{*now, difference(after, **now)}, std::move(said)};
  }

  void remember(const tables::Package& package, const Plan& plan) {
    for (TableMemory& memory : memories_) {
      memory.forget();
      const tables::Table* table = package.table(memory.layout().name);
      if (table == nullptr) continue;
      if (memory.layout().name != "sensors") {
        memory.remember(*table);
        continue;
      }
      // The plan has them in the order of rows, also where two rows state one uuid.
      without_uuid_.clear();
      for (std::size_t i = 0; i < table->rows.size(); ++i) {
        const base::Uuid& uuid = plan.sensors[i].uuid;
        memory.remember(uuid.text(), table->columns, table->rows[i]);
        if (cell_text(cell_named(table->columns, table->rows[i], "uuid")) != uuid.text()) {
          without_uuid_.emplace_back(table->rows[i].fid, uuid);
        }
      }
    }
  }

  static std::string newest_import(const Plan& plan) {
    std::string newest = "2000-01-01T00:00:00Z";
    for (const model::Provenance& source : plan.sources) newest = std::max(newest, source.imported_at);
    return newest;
  }

  std::filesystem::path path_;
  std::vector<TableMemory> memories_ = table_memories();
  std::shared_ptr<const Plan> read_;
  tables::FileStamp stamp_;
  std::vector<std::pair<std::int64_t, base::Uuid>> without_uuid_;  // rows that do not state who they are
  bool older_layout_ = false;
};

}  // namespace

std::unique_ptr<PlanStore> package_store(std::filesystem::path project) {
  return std::make_unique<PackageStore>(std::move(project));
}

}  // namespace schouw::plan
