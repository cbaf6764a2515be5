// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/history_rows.h"

#include <fmt/format.h>

#include "layers/register/field.h"

namespace schouw::plan {

namespace {

std::string value_text(const base::Sentence::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<base::Sentence::Number>(&value)) return fmt::format("{}", number->value);
  if (const auto* key = std::get_if<base::Sentence::Key>(&value)) return key->key;
  if (const auto* date = std::get_if<base::Sentence::Date>(&value)) return date->iso;
  return {};
}

// Not in any language: "edit.set_field sensor=cam-12 field=tilt_deg".
std::string what_text(const base::Sentence& what, Happening::Kind kind) {
  std::string text = what.key;
  for (const auto& [name, value] : what.values) text += fmt::format(" {}={}", name, value_text(value));
  if (kind == Happening::Kind::undone) text = "undo: " + text;
  if (kind == Happening::Kind::redone) text = "redo: " + text;
  return text;
}

// Two versions of one name differ in what they hold.
std::string version_of(const policy::Policy& policy) {
  return fmt::format("{} #{:016x}", policy.version_name(), policy.source_hash);
}

class HistoryWriter {
 public:
  explicit HistoryWriter(std::vector<tables::RowChange>& rows) : rows_(rows) {}

  void step(const Happening& once) {
    who_ = once.step->who;
    when_ = once.step->when_iso;
    what_ = what_text(once.step->what, once.kind);
  }
  void row(const std::string& sensor, const std::string& field, const std::string& old, const std::string& now) {
    rows_.push_back({.values = {{"when_iso", when_},
                                {"who", who_},
                                {"what", what_},
                                {"sensor", sensor},
                                {"field", field},
                                {"old", old},
                                {"new", now}},
                     .geometry = {}});
  }
  void sensor(const registers::Sensor* before, const registers::Sensor* after) {
    const std::string uuid = (after != nullptr ? after : before)->uuid.text();
    if (before == nullptr || after == nullptr) {
      return row(uuid, "", before == nullptr ? "" : before->id, after == nullptr ? "" : after->id);
    }
    for (const registers::Field& field : registers::registered_fields()) {
      const std::string old = field.get(*before).value_or("");
      const std::string now = field.get(*after).value_or("");
      if (old != now) row(uuid, std::string(field.name), old, now);
    }
    if (before->position != after->position) row(uuid, "position", place(*before), place(*after));
  }

 private:
  static std::string place(const registers::Sensor& sensor) {
    return sensor.position ? fmt::format("{:.3f} {:.3f}", sensor.position->east_m, sensor.position->north_m) : "";
  }

  std::vector<tables::RowChange>& rows_;
  std::string who_, when_, what_;
};

}  // namespace

std::vector<tables::RowChange> history_rows(const Plan& before, const std::vector<Happening>& happened) {
  std::vector<tables::RowChange> rows;
  HistoryWriter writer(rows);
  Plan now = before;
  for (const Happening& once : happened) {
    writer.step(once);
    const auto& changes = once.kind == Happening::Kind::undone ? once.step->inverse : once.step->changes;
    const auto next = apply_changes(now, changes);
    if (!next) continue;  // of a plan that another program changed in between; the step itself was taken on ours
    bool any = now.policy.source_hash != next->plan->policy.source_hash;
    if (any) writer.row("", "policy", version_of(now.policy), version_of(next->plan->policy));
    for (const Change& change : changes) {
      const auto* put = std::get_if<PutSensor>(&change.edit);
      const auto* removed = std::get_if<RemoveSensor>(&change.edit);
      if (put == nullptr && removed == nullptr) continue;
      const base::Uuid& uuid = put != nullptr ? put->sensor->uuid : removed->uuid;
      writer.sensor(now.sensors.find(uuid), next->plan->sensors.find(uuid));
      any = true;
    }
    if (!any) writer.row("", "", "", "");
    now = *next->plan;
  }
  return rows;
}

}  // namespace schouw::plan
