// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <chrono>
#include <thread>
#include <utility>

#include "geo/base/calendar.h"
#include "layers/plan/database_tables.h"
#include "layers/plan/history_rows.h"
#include "layers/plan/offline_copy.h"
#include "layers/plan/shared_plan.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;
using PlanResult = Result<std::shared_ptr<const Plan>>;

// Others may save again while this one merges; with each try it becomes less likely.
constexpr int kTries = 8;
constexpr std::chrono::milliseconds kPause{40};

bool lost_a_race(const base::Diagnostics& problems) { return !problems.empty() && problems.front().code == "DB-108"; }

base::Diagnostic said(const char* code, base::Severity severity, std::string message, const std::string& service,
                      std::string hint) {
  return {.code = code,
          .severity = severity,
          .message = std::move(message),
          .where = {.file = "pg:" + service},
          .hint = std::move(hint)};
}

class DatabaseStore final : public PlanStore {
 public:
  DatabaseStore(std::string service, StoreUse use)
      : service_(std::move(service)), use_(use), copy_(service_), tables_(service_) {}

  PlanResult read() override {
    auto plan = tables_.pull();
    if (!plan && tables::is_unreachable(plan.diagnostics())) return read_offline(plan.diagnostics());
    if (!plan) return plan;
    base::Diagnostics told = plan.diagnostics();
    offline_ = false;
    identity_ = tables_.identity();
    base_ = *plan;
    shown_ = base_;
    history_.clear();
    base::append(told, copy_.keep(*base_, identity_).diagnostics());
    if (use_ == StoreUse::reading && copy_.waits()) told.push_back(waits());
    return {base_, std::move(told)};
  }

  // Where a plan waits, the one that it was made of is what both sides are compared with.
  PlanResult resume() override {
    if (use_ != StoreUse::editing || !copy_.waits() || offline_) return std::shared_ptr<const Plan>();
    if (auto taken = take_up(); !taken) return PlanResult::failure(taken.diagnostics());
    auto stored = save(*shown_, {});
    if (stored && offline_) return {stored->plan, stored.diagnostics()};
    if (stored) {
      base::Diagnostics told = stored.diagnostics();
      told.push_back(said("DB-116", base::Severity::note,
                          "what was saved while it was out of reach is in the database", service_, "nothing"));
      return {stored->plan, std::move(told)};
    }
    if (conflicts_.empty()) return PlanResult::failure(stored.diagnostics());
    base::Diagnostics told = stored.diagnostics();
    for (base::Diagnostic& conflict : told) conflict.severity = base::Severity::warning;
    return {shown_, std::move(told)};
  }

  Result<Stored> save(const Plan& after, const std::vector<Happening>& happened) override {
    const auto mine = std::make_shared<const Plan>(after);
    if (!base_) {
      if (auto known = read(); !known) return Result<Stored>::failure(known.diagnostics());
    }
    std::vector<tables::RowChange> history = history_;
    for (tables::RowChange& row : history_rows(*shown_, happened)) history.push_back(std::move(row));
    auto stored = send(mine, history);
    if (!stored && tables::is_unreachable(stored.diagnostics())) {
      return keep_waiting(mine, std::move(history), stored.diagnostics().front());
    }
    return stored;
  }

  Result<std::vector<Change>> changed_by_others() const override {
    using Changes = Result<std::vector<Change>>;
    if (!base_) return std::vector<Change>{};
    DatabaseTables aside(service_);
    const auto now = aside.pull();
    if (!now) return Changes::failure(now.diagnostics());
    return difference(*base_, **now);
  }

  Result<Done> keep_aside(const Plan& after, const std::vector<Happening>& happened) override {
    if (!base_ || (copy_.waits() && !taken_up_)) return Done{};
    std::vector<tables::RowChange> history = history_;
    for (tables::RowChange& row : history_rows(*shown_, happened)) history.push_back(std::move(row));
    auto kept = copy_.put_waiting({base_, std::make_shared<const Plan>(after), std::move(history), identity_});
    if (!kept) return kept;
    return {Done{}, {waits()}};
  }

  std::vector<FieldConflict> conflicts() const override { return conflicts_; }
  void decide(const FieldConflict& conflict, Side side) override {
    decisions_[{conflict.subject, conflict.field}] = side;
  }

 private:
  PlanResult read_offline(const base::Diagnostics& why) {
    offline_ = true;
    auto plan = copy_.read();
    if (!plan) return PlanResult::failure(why);
    base_ = *plan;
    shown_ = base_;
    identity_ = copy_.store();
    base::Diagnostics told = {
        said("DB-114", base::Severity::warning,
             fmt::format("{}; this is the plan as it was on {}", why.front().message, copy_.as_of_iso()), service_,
             "what is saved now waits on this machine, and is sent when the database can be reached")};
    if (!copy_.waits()) return {base_, std::move(told)};
    if (auto taken = take_up(); !taken) return PlanResult::failure(taken.diagnostics());
    told.push_back(waits());
    return {shown_, std::move(told)};
  }

  // From here on what is saved has in it what waits.
  Result<Done> take_up() {
    auto waiting = copy_.waiting();
    if (!waiting) return Result<Done>::failure(waiting.diagnostics());
    if (!waiting->store.empty()) identity_ = waiting->store;
    base_ = waiting->base;
    shown_ = waiting->mine;
    history_ = std::move(waiting->history);
    taken_up_ = true;
    return Done{};
  }

  Result<Stored> send(const std::shared_ptr<const Plan>& mine, const std::vector<tables::RowChange>& history) {
    const std::string save = name_of_save(*mine, history);
    for (int attempt = 0;; ++attempt) {
      const auto theirs = tables_.pull();
      if (!theirs) return Result<Stored>::failure(theirs.diagnostics());
      if (!identity_.empty() && identity_ != tables_.identity()) return another_database();
      auto merged = merge_plans(*base_, *mine, **theirs, decisions_);
      if (!merged) return Result<Stored>::failure(merged.diagnostics());
      conflicts_ = merged->conflicts;
      if (!conflicts_.empty()) return Result<Stored>::failure(told(conflicts_, "pg:" + service_));
      const auto written = tables_.write(**theirs, merged->plan, history, save);
      if (written) return stored(*std::move(merged));
      if (!lost_a_race(written.diagnostics()) || attempt == kTries) {
        return Result<Stored>::failure(written.diagnostics());
      }
      std::this_thread::sleep_for(attempt * kPause);
    }
  }

  Result<Stored> stored(MergedPlans merged) {
    base::Diagnostics told;
    offline_ = false;
    base_ = merged.plan;
    shown_ = merged.plan;
    decisions_.clear();
    history_.clear();
    base::append(told, copy_.keep(*base_, identity_).diagnostics());
    if (std::exchange(taken_up_, false)) {
      const auto dropped = copy_.drop_waiting();
      for (base::Diagnostic left : dropped.diagnostics()) {
        left.severity = base::Severity::warning;
        told.push_back(std::move(left));
      }
    }
    return {Stored{base_, std::move(merged.of_others)}, std::move(told)};
  }

  Result<Stored> keep_waiting(const std::shared_ptr<const Plan>& mine, std::vector<tables::RowChange> history,
                              const base::Diagnostic& why) {
    // What waits and is not in this plan must not go.
    if (use_ != StoreUse::editing || (copy_.waits() && !taken_up_)) return why;
    offline_ = true;
    if (auto kept = copy_.put_waiting({base_, mine, history, identity_}); !kept) {
      return Result<Stored>::failure(kept.diagnostics());
    }
    taken_up_ = true;
    shown_ = mine;
    history_ = std::move(history);
    return {Stored{mine, {}},
            {said("DB-115", base::Severity::warning, why.message + "; what was saved waits on this machine", service_,
                  "open and save it when the database can be reached")}};
  }

  base::Diagnostic another_database() const {
    auto problem = said("DB-117", base::Severity::error,
                        "the service names another database than the one that this plan was read from", service_,
                        "let it name that one again; nothing was sent, and what waits here stays");
    problem.kind = base::DiagnosticKind::conflict;
    return problem;
  }

  base::Diagnostic waits() const {
    return said("DB-115", base::Severity::note, "what could not be stored in the database yet waits here", service_,
                "open the plan in the planner, or schouw run with --save, to send it");
  }

  // The same save has the same name, also where a program that was killed while saving sends it again.
  static std::string name_of_save(const Plan& mine, const std::vector<tables::RowChange>& history) {
    std::string rows;
    for (const tables::RowChange& row : history) {
      for (const tables::RowChange::Value& value : row.values) rows += cell_text(&value.cell) + "\n";
    }
    return base::named_uuid(std::to_string(mine.revision), rows).text();
  }

  std::string service_;
  StoreUse use_;
  OfflineCopy copy_;
  DatabaseTables tables_;
  std::shared_ptr<const Plan> base_;        // what this side was made of
  std::shared_ptr<const Plan> shown_;       // what was read, or saved where the database could not be reached
  std::vector<tables::RowChange> history_;  // of what waits
  std::vector<FieldConflict> conflicts_;
  Decisions decisions_;
  std::string identity_;  // of the database that base_ was read from
  bool offline_ = false;
  bool taken_up_ = false;  // what waits on this machine is in shown_
};

}  // namespace

std::unique_ptr<PlanStore> database_store(std::string service, StoreUse use) {
  return std::make_unique<DatabaseStore>(std::move(service), use);
}

}  // namespace schouw::plan
