// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <system_error>
#include <vector>

#include "geo/base/calendar.h"
#include "geo/tables/update_package.h"
#include "layers/plan/import_target.h"
#include "layers/plan/package_sensors.h"
#include "layers/plan/plan_tables.h"
#include "layers/plan/removed_sensors.h"
#include "layers/plan/shipped_policy.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;

class PackageTarget final : public ImportTarget {
 public:
  explicit PackageTarget(std::filesystem::path project) : path_(std::move(project)) {}

  Result<std::optional<Plan>> open(base::Diagnostics& said) override {
    using Opened = Result<std::optional<Plan>>;
    std::error_code ignored;
    if (!std::filesystem::exists(path_, ignored)) return std::optional<Plan>();
    auto update = tables::PackageUpdate::begin(path_);
    if (!update) return Opened::failure(update.diagnostics());
    base::append(said, update.diagnostics());
    update_.emplace(*std::move(update));
    auto plan = read_plan(said);
    if (!plan) return Opened::failure(plan.diagnostics());
    auto sensors = PackageSensors::open(*update_, path_.string(), said);
    if (!sensors) return Opened::failure(sensors.diagnostics());
    sensors_ = *std::move(sensors);
    before_ = *plan;
    return std::optional<Plan>(*std::move(plan));
  }

  Result<Done> begin(const Plan& plan, const std::string& now_iso) override {
    if (update_) return Done{};
    auto update = tables::PackageUpdate::begin_new(path_, package_of(plan), now_iso);
    if (!update) return Result<Done>::failure(update.diagnostics());
    update_.emplace(*std::move(update));
    is_new_ = true;
    base::Diagnostics said;
    auto sensors = PackageSensors::open(*update_, path_.string(), said);
    if (!sensors) return Result<Done>::failure(sensors.diagnostics());
    sensors_ = *std::move(sensors);
    before_ = plan;
    return Done{};
  }

  Result<Done> take_register(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                             ImportReport& report, const base::Progress& progress) override {
    RemovedSensors gone;
    if (!is_new_) {
      auto removed = removed_sensors(*update_);
      if (!removed) return Result<Done>::failure(removed.diagnostics());
      gone = *std::move(removed);
      std::erase_if(gone, [&](const auto& one) { return sensors_->index_of(one.first).has_value(); });
    }
    BookInUse into{*sensors_, progress};
    auto taken = take_sensors(into, opened, options, draft, report);
    broken_ = into.broken;
    if (!taken) return taken;
    std::vector<RemovedSensor> back;
    for (const auto& [uuid, removed] : gone) {
      if (sensors_->index_of(uuid)) back.push_back(removed);
    }
    base::append(report.diagnostics, came_back(std::move(back), opened.name));
    return taken;
  }
  bool is_broken() const override { return broken_; }

  Result<Done> for_each_sensor(const Plan&, const std::function<void(const registers::Sensor&)>& visit) override {
    return sensors_->for_each_place(visit);
  }

  Result<Done> save(Plan plan, const std::string& now_iso) override {
    const auto edits = row_edits(before_, plan);
    const bool edited = std::any_of(edits.begin(), edits.end(), [](const auto& rows) { return !rows.empty(); });
    if (!is_new_ && !edited && !sensors_->changed()) return Done{};
    auto memories = table_memories();
    // The first is that of the sensors, which are written already.
    for (std::size_t i = 1; i < memories.size(); ++i) {
      if (auto done = write(memories[i], edits[i]); !done) return done;
    }
    if (is_new_) return update_->commit(now_iso);
    if (auto done = write_what_is_new(); !done) return done;
    return update_->commit(base::now_utc_iso());
  }

 private:
  Result<Plan> read_plan(base::Diagnostics& said) {
    tables::Package package{.crs = update_->crs(), .tables = {}};
    for (const TableMemory& memory : table_memories()) {
      const tables::TableShape* shape = update_->table(memory.layout().name);
      if (shape == nullptr) continue;
      if (memory.layout().name == "sensors") {
        package.tables.push_back({.name = "sensors"});
        continue;
      }
      auto table = update_->read(memory.layout().name);
      if (!table) return Result<Plan>::failure(table.diagnostics());
      base::append(said, table.diagnostics());
      package.tables.push_back(*std::move(table));
    }
    auto plan = plan_without_sensors(package, path_.string());
    if (plan) take_missing_policy(*plan);
    older_layout_ = plan && layout_version(package) < kSchemaVersion;
    base::append(said, plan ? plan.diagnostics() : base::Diagnostics());
    return plan;
  }

  // Nobody has changed the copy, so that what it holds is what was read.
  Result<Done> write(TableMemory& memory, const std::vector<RowEdit>& edits) {
    if (update_->table(memory.layout().name) != nullptr && !edits.empty()) {
      const auto table = update_->read(memory.layout().name);
      if (!table) return Result<Done>::failure(table.diagnostics());
      memory.remember(*table);
    }
    return memory.write(*update_, edits, false);
  }

  // What a file of an older version lacks: who its sensors are, and the tables that came since.
  Result<Done> write_what_is_new() {
    if (auto made = update_->ensure_table(history_layout()); !made) return made;
    if (auto done = sensors_->write_missing_uuids(); !done || !older_layout_) return done;
    auto memories = table_memories();
    const auto about = std::find_if(memories.begin(), memories.end(),
                                    [](const TableMemory& one) { return one.layout().name == "schouw_plan"; });
    const auto table = update_->read("schouw_plan");
    if (!table) return Result<Done>::failure(table.diagnostics());
    about->remember(*table);
    const auto version = about->fid_of("schema_version");
    if (!version) return Done{};
    return update_->update("schouw_plan", *version,
                           {.values = {{"value", std::to_string(kSchemaVersion)}}, .geometry = {}});
  }

  std::filesystem::path path_;
  std::optional<tables::PackageUpdate> update_;
  std::unique_ptr<PackageSensors> sensors_;
  Plan before_;  // without its sensors
  bool is_new_ = false;
  bool older_layout_ = false;
  bool broken_ = false;
};

}  // namespace

std::unique_ptr<ImportTarget> package_target(std::filesystem::path project) {
  return std::make_unique<PackageTarget>(std::move(project));
}

}  // namespace schouw::plan
