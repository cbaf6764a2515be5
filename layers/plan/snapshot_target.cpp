// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/import_target.h"
#include "layers/plan/shared_plan.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;

class SnapshotTarget final : public ImportTarget {
 public:
  explicit SnapshotTarget(PlanStore& store) : store_(store) {}

  Result<std::optional<Plan>> open(base::Diagnostics& said) override {
    using Opened = Result<std::optional<Plan>>;
    auto plan = read_to_edit(store_);
    if (!plan) return Opened::failure(plan.diagnostics());
    // What waits and cannot be sent is settled first: an import would decide it unseen.
    if (const auto open = store_.conflicts(); !open.empty()) return Opened::failure(told(open, "store"));
    base::append(said, plan.diagnostics());
    return std::optional<Plan>(**plan);
  }
  Result<Done> begin(const Plan&, const std::string&) override { return Done{}; }
  Result<Done> take_register(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                             ImportReport& report, const base::Progress& progress) override {
    const auto book = registers::book_of(draft.plan.sensors);
    BookInUse into{*book, progress};
    auto done = take_sensors(into, opened, options, draft, report);
    broken_ = into.broken;
    return done;
  }
  bool is_broken() const override { return broken_; }
  Result<Done> for_each_sensor(const Plan& plan,
                               const std::function<void(const registers::Sensor&)>& visit) override {
    for (const registers::Sensor& sensor : plan.sensors) visit(sensor);
    return Done{};
  }
  Result<Done> save(Plan plan, const std::string&) override {
    plan.revision = revision_of(plan);
    auto stored = store_.save(plan, {});
    if (!stored) return Result<Done>::failure(stored.diagnostics());
    return {Done{}, stored.diagnostics()};
  }

 private:
  PlanStore& store_;
  bool broken_ = false;
};

}  // namespace

std::unique_ptr<ImportTarget> snapshot_target(PlanStore& store) { return std::make_unique<SnapshotTarget>(store); }

}  // namespace schouw::plan
