// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/merge_plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "layers/register/field.h"
#include "layers/register/merge_fields.h"

namespace schouw::plan {

namespace {

using base::Result;
using registers::RegisterRecord;
using registers::Sensor;

constexpr const char* kGone = "(removed)";
constexpr const char* kThere = "(changed)";

std::string text_of(const Sensor& sensor, const std::string& field) {
  if (field == "position") {
    return sensor.position ? fmt::format("{:.3f} {:.3f}", sensor.position->east_m, sensor.position->north_m) : "";
  }
  const registers::Field* known = registers::field_named(field);
  return known == nullptr ? std::string() : known->get(sensor).value_or("");
}

const RegisterRecord* record_in(const Plan& plan, const std::string& key) {
  const auto found = std::find_if(plan.records.begin(), plan.records.end(),
                                  [&](const RegisterRecord& record) { return registers::key_of(record) == key; });
  return found == plan.records.end() ? nullptr : &*found;
}

// What people call what a change is about.
std::string name_of(const Plan& base, const Plan& theirs, const Change& change) {
  const auto* put = std::get_if<PutSensor>(&change.edit);
  if (put != nullptr) return put->sensor->id;
  const auto* removed = std::get_if<RemoveSensor>(&change.edit);
  if (removed == nullptr) return subject_of(change.edit);
  const Sensor* held = theirs.sensors.find(removed->uuid);
  if (held == nullptr) held = base.sensors.find(removed->uuid);
  return held == nullptr ? removed->uuid.text() : held->id;
}

class PlanMerger {
 public:
  PlanMerger(const Plan& base, const Plan& mine, const Plan& theirs, const Decisions& decided)
      : base_(base), theirs_(theirs), decided_(decided), ours_(difference(base, mine)) {}

  Result<MergedPlans> merge() {
    for (const Change& change : ours_) take(change);
    auto applied = apply_changes(theirs_, taken_);
    if (!applied) return Result<MergedPlans>::failure(applied.diagnostics());
    return MergedPlans{applied->plan, std::move(conflicts_), difference(base_, theirs_)};
  }

 private:
  void take(const Change& change) {
    const std::uint64_t was = version_in(base_, change.edit);
    const std::uint64_t is = version_in(theirs_, change.edit);
    const std::uint64_t becomes = version_put(change.edit);
    if (is == becomes) return;  // both did the same
    if (is == was) return add(change.edit);
    const auto* sensor = std::get_if<PutSensor>(&change.edit);
    if (sensor != nullptr && is != kAbsent) return merge_sensor(*sensor);
    const auto* record = std::get_if<PutRecord>(&change.edit);
    if (record != nullptr && is != kAbsent) return merge_record(*record);
    if (const auto* sources = std::get_if<PutSources>(&change.edit)) return merge_sources(*sources);
    take_whole(change, becomes, is);
  }

  void add(Edit edit) { taken_.push_back({std::move(edit), std::nullopt, nullptr}); }

  void take_whole(const Change& change, std::uint64_t becomes, std::uint64_t is) {
    const std::string subject = subject_of(change.edit);
    const auto side = decision(subject, "");
    if (side == Side::mine) return add(change.edit);
    if (side == Side::theirs) return;
    conflicts_.push_back({.subject = subject,
                          .name = name_of(base_, theirs_, change),
                          .field = "",
                          .base = "",
                          .mine = becomes == kAbsent ? kGone : kThere,
                          .theirs = is == kAbsent ? kGone : kThere});
  }

  void merge_sensor(const PutSensor& put) {
    const Sensor& theirs = *theirs_.sensors.find(put.sensor->uuid);
    const Sensor* held = base_.sensors.find(put.sensor->uuid);
    const Sensor before = held == nullptr ? Sensor{.uuid = put.sensor->uuid} : *held;
    auto merged = registers::merge_fields(before, *put.sensor, theirs);
    const std::string subject = subject_of(Edit(put));
    for (const std::string& field : merged.conflicts) {
      const auto side = decision(subject, field);
      if (side == Side::mine) continue;
      registers::take_field(field, theirs, merged.sensor);
      if (side == Side::theirs) continue;
      conflicts_.push_back({.subject = subject,
                            .name = theirs.id,
                            .field = field,
                            .base = text_of(before, field),
                            .mine = text_of(*put.sensor, field),
                            .theirs = text_of(theirs, field)});
    }
    if (merged.sensor == theirs) return;
    add(PutSensor{std::make_shared<const Sensor>(std::move(merged.sensor)), std::nullopt});
  }

  void merge_record(const PutRecord& put) {
    const std::string key = registers::key_of(put.record);
    const RegisterRecord& theirs = *record_in(theirs_, key);
    const RegisterRecord* held = record_in(base_, key);
    RegisterRecord merged = theirs;
    for (const registers::RecordField& field : registers::record_fields(put.record.type)) {
      const std::string was = held == nullptr ? std::string() : value_of(*held, field.name);
      const std::string mine = value_of(put.record, field.name);
      const std::string now = value_of(theirs, field.name);
      if (mine == was || mine == now) continue;
      const auto side = now == was ? Side::mine : decision(key, std::string(field.name));
      if (side == Side::mine) set_value(merged, field.name, mine);
      if (!side) conflicts_.push_back({key, key, std::string(field.name), was, mine, now});
    }
    const bool only_mine = held != nullptr && held->unknown == theirs.unknown;
    if (only_mine) merged.unknown = put.record.unknown;
    if (!(merged == theirs)) add(PutRecord{std::move(merged), std::nullopt});
  }

  // Each file's source is its own; of one that both imported, the later import stands.
  void merge_sources(const PutSources& put) {
    std::vector<model::Provenance> merged = theirs_.sources;
    const auto same_file = [](const model::Provenance& a) {
      return [&a](const model::Provenance& b) { return a.kind == b.kind && a.file == b.file; };
    };
    for (const model::Provenance& source : put.sources) {
      const auto held = std::find_if(merged.begin(), merged.end(), same_file(source));
      if (held == merged.end()) {
        merged.push_back(source);
      } else if (source.imported_at >= held->imported_at) {
        *held = source;
      }
    }
    for (const model::Provenance& gone : base_.sources) {
      if (std::none_of(put.sources.begin(), put.sources.end(), same_file(gone))) std::erase(merged, gone);
    }
    add(PutSources{std::move(merged)});
  }

  std::optional<Side> decision(const std::string& subject, const std::string& field) const {
    for (const auto& key : {std::pair(subject, field), std::pair(subject, std::string())}) {
      if (const auto found = decided_.find(key); found != decided_.end()) return found->second;
    }
    return std::nullopt;
  }

  const Plan& base_;
  const Plan& theirs_;
  const Decisions& decided_;
  std::vector<Change> ours_;
  std::vector<Change> taken_;
  std::vector<FieldConflict> conflicts_;
};

std::string shown(const std::string& value) { return value.empty() ? "missing" : "'" + value.substr(0, 200) + "'"; }

}  // namespace

Result<MergedPlans> merge_plans(const Plan& base, const Plan& mine, const Plan& theirs, const Decisions& decided) {
  return PlanMerger(base, mine, theirs, decided).merge();
}

base::Diagnostics told(const std::vector<FieldConflict>& conflicts, const std::string& file) {
  base::Diagnostics problems;
  for (const FieldConflict& conflict : conflicts) {
    const std::string was = conflict.field.empty() ? std::string() : fmt::format(" it was {},", shown(conflict.base));
    problems.push_back({.code = "PLAN-127",
                        .kind = base::DiagnosticKind::conflict,
                        .message = fmt::format("{}: somebody else changed {} too:{} here it is {}, there it is {}",
                                               conflict.name, conflict.field.empty() ? "it" : conflict.field, was,
                                               shown(conflict.mine), shown(conflict.theirs)),
                        .where = {.file = file, .feature = conflict.name, .field = conflict.field},
                        .hint = "say whose stands with settle-conflict, and save again; nothing of either is lost"});
  }
  return problems;
}

}  // namespace schouw::plan
