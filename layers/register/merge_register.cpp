// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

#include "layers/register/field.h"
#include "layers/register/import_print.h"
#include "layers/register/import_register.h"
#include "layers/register/merge_fields.h"

namespace schouw::registers {

namespace {

std::string system_of(const Sensor& sensor) { return sensor.sources.empty() ? "" : sensor.sources.front().system; }

// The id that people see where the register's own is not unique in the plan. One that a planner gave is left alone.
std::string id_with_source(const Sensor& sensor) {
  if (sensor.sources.empty() || sensor.sources.front().id != sensor.id) return sensor.id;
  return sensor.sources.front().system + ":" + sensor.id;
}

// Ids in use, and by which sensor.
class IdsInPlan {
 public:
  explicit IdsInPlan(const SensorList& sensors) {
    for (std::uint32_t i = 0; i < sensors.size(); ++i) {
      places_.emplace(sensors[i].id, i);
      if (!sensors[i].sources.empty()) own_ids_.emplace(sensors[i].sources.front().id, i);
    }
  }

  // Whether a sensor of another identity is or was called so by its own register.
  bool shared(const std::string& id) const { return places_.count(id) != 0 || own_ids_.count(id) != 0; }
  std::optional<std::uint32_t> place_of(const std::string& id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
  }
  void add(const Sensor& sensor, std::uint32_t place) {
    places_[sensor.id] = place;
    if (!sensor.sources.empty()) own_ids_.emplace(sensor.sources.front().id, place);
  }

 private:
  std::map<std::string, std::uint32_t> places_;
  std::multimap<std::string, std::uint32_t> own_ids_;
};

void add_new(SensorList& into, IdsInPlan& ids, Sensor sensor) {
  if (ids.shared(sensor.id)) {
    if (const auto other = ids.place_of(sensor.id)) {
      Sensor renamed = into[*other];
      renamed.id = id_with_source(renamed);
      ids.add(renamed, *other);
      into.put(*other, std::move(renamed));
    }
    sensor.id = id_with_source(sensor);
  }
  ids.add(sensor, static_cast<std::uint32_t>(into.size()));
  into.push_back(std::move(sensor));
}

// A value in a list of changes; a polygon may fill pages.
std::string shown(const std::optional<std::string>& text) { return text ? text->substr(0, 200) : std::string(); }

std::string place_text(const Sensor& sensor) {
  return sensor.position ? fmt::format("{:.3f} {:.3f}", sensor.position->east_m, sensor.position->north_m) : "";
}

void tell_changes(const Sensor& before, const Sensor& after, std::vector<FieldChange>& changes) {
  const auto add = [&](std::string_view field, std::string old, std::string now) {
    if (old != now) changes.push_back({after.uuid, after.id, std::string(field), std::move(old), std::move(now)});
  };
  for (const Field& field : registered_fields()) add(field.name, shown(field.get(before)), shown(field.get(after)));
  add("position", place_text(before), place_text(after));
  const auto text_in = [](const Sensor& sensor, const std::string& name) {
    std::string all;
    for (const auto& [known, text] : sensor.unknown_fields) {
      if (known == name) all += (all.empty() ? "" : "|") + text;
    }
    return shown(all);
  };
  std::set<std::string> names;
  for (const Sensor* sensor : {&before, &after}) {
    for (const auto& [name, text] : sensor->unknown_fields) names.insert(name);
  }
  for (const std::string& name : names) add(name, text_in(before, name), text_in(after, name));
}

bool same_but_for_print(const Sensor& a, Sensor b) {
  b.imported = a.imported;
  return a == b;
}

base::Diagnostic both_changed(const Sensor& sensor, const std::string& field, const MergeOptions& options) {
  base::Diagnostic warning{.code = "REG-145", .severity = base::Severity::warning};
  warning.message = fmt::format("sensor '{}': the register and the plan both changed {}; the plan's value is kept",
                                sensor.id, field);
  warning.where.file = options.file_name;
  warning.where.feature = sensor.id;
  warning.where.field = field;
  warning.hint = "import with --overwrite-edits to take the register's values, or correct the register";
  return warning;
}

// What was edited since the last import stays; of what the register changed meanwhile too, a person is told.
void keep_edits(const Sensor& held, Sensor& arriving, const MergeOptions& options, MergeCounts& counted) {
  const Sensor stated = arriving;
  for (const std::string& field : edited_since_import(held)) {
    const bool again = states_as_in(stated, field, import_print(held));
    if (again) continue;
    ++counted.kept_edits;
    if (!states_as_in(stated, field, held.imported)) {
      counted.diagnostics.push_back(both_changed(held, field, options));
    }
    take_field(field, held, arriving);
  }
}

// An export that comes back says who its sensors are, but not where they came from, nor why a value is missing; one
// for the public lacks what is not public. So it changes what it states and takes nothing away.
Sensor with_stated(const Sensor& held, Sensor stated) {
  Sensor sensor = held;
  for (const Field& field : registered_fields()) {
    const auto value = field.get(stated);
    if (!value || value == field.get(held)) continue;
    field.set(sensor, *value);
    if (field.set_basis != nullptr) field.set_basis(sensor, field.basis(stated));
  }
  constexpr double kMillimetre = 0.001;
  const bool moved = stated.position &&
                     (!held.position || std::hypot(held.position->east_m - stated.position->east_m,
                                                   held.position->north_m - stated.position->north_m) > kMillimetre);
  if (moved) sensor.position = stated.position;
  for (auto& arriving : stated.unknown_fields) {
    const auto known = std::find_if(sensor.unknown_fields.begin(), sensor.unknown_fields.end(),
                                    [&arriving](const auto& unknown) { return unknown.first == arriving.first; });
    if (known == sensor.unknown_fields.end()) {
      sensor.unknown_fields.push_back(std::move(arriving));
    } else {
      known->second = std::move(arriving.second);
    }
  }
  return sensor;
}

}  // namespace

MergeCounts merge_register(SensorList& into, std::vector<Sensor> from, const MergeOptions& options) {
  MergeCounts counted;
  IdsInPlan ids(into);
  std::set<std::string> systems;
  std::unordered_set<base::Uuid> seen;
  const std::size_t before = into.size();
  for (Sensor& arriving : from) {
    Sensor sensor = SensorIdentity::completed(std::move(arriving));
    sensor.imported = import_print(sensor);
    systems.insert(system_of(sensor));
    seen.insert(sensor.uuid);
    const auto held = into.index_of(sensor.uuid);
    if (!held) {
      add_new(into, ids, std::move(sensor));
      ++counted.added;
      continue;
    }
    sensor.id = into[*held].id;  // what people call it by now
    sensor.foreign_record = into[*held].foreign_record;
    if (system_of(sensor) != system_of(into[*held])) {
      sensor = with_stated(into[*held], std::move(sensor));
    } else if (!options.overwrite_edits) {
      keep_edits(into[*held], sensor, options, counted);
    }
    // That the print of an older version is missing is no change.
    const bool same = same_but_for_print(into[*held], sensor);
    if (!same) tell_changes(into[*held], sensor, counted.changes);
    if (!(into[*held] == sensor)) into.put(*held, std::move(sensor));
    ++(same ? counted.unchanged : counted.changed);
  }
  for (std::size_t i = 0; i < before; ++i) {
    counted.gone += static_cast<int>(systems.count(system_of(into[i])) != 0 && seen.count(into[i].uuid) == 0);
  }
  return counted;
}

}  // namespace schouw::registers
