// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "layers/register/field.h"
#include "layers/register/import_print.h"
#include "layers/register/import_register.h"
#include "layers/register/merge_fields.h"
#include "layers/register/register_merge.h"

namespace schouw::registers {

namespace {

using base::Done;
using base::Result;

std::string system_of(const Sensor& sensor) { return sensor.sources.empty() ? "" : sensor.sources.front().system; }

// The id that people see where the register's own is not unique in the plan. One that a planner gave is left alone.
std::string id_with_source(const Sensor& sensor) {
  if (sensor.sources.empty() || sensor.sources.front().id != sensor.id) return sensor.id;
  return sensor.sources.front().system + ":" + sensor.id;
}

// A value in a list of changes; a polygon may fill pages.
std::string shown(const std::optional<std::string>& text) { return text ? text->substr(0, 200) : std::string(); }

std::string place_text(const Sensor& sensor) {
  return sensor.position ? fmt::format("{:.3f} {:.3f}", sensor.position->east_m, sensor.position->north_m) : "";
}

std::vector<FieldChange> changes_between(const Sensor& before, const Sensor& after) {
  std::vector<FieldChange> changes;
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
  return changes;
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
base::Diagnostics keep_edits(const Sensor& held, Sensor& arriving, const MergeOptions& options, int& kept) {
  base::Diagnostics told;
  const Sensor stated = arriving;
  for (const std::string& field : edited_since_import(held)) {
    const bool again = states_as_in(stated, field, import_print(held));
    if (again) continue;
    ++kept;
    if (!states_as_in(stated, field, held.imported)) told.push_back(both_changed(held, field, options));
    take_field(field, held, arriving);
  }
  return told;
}

// A table has one column of each name: what stands in "kind #2" came from "kind". What is held already is nothing
// new.
bool holds(const Sensor& held, const std::pair<std::string, std::string>& unknown) {
  const auto& all = held.unknown_fields;
  const std::string& name = unknown.first;
  const std::size_t number = name.rfind(" #");
  return std::any_of(all.begin(), all.end(), [&](const auto& known) {
    return known.second == unknown.second &&
           (known.first == name || (number != std::string::npos && known.first == name.substr(0, number)));
  });
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
    if (holds(held, arriving)) continue;
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

// An export in the form of another register calls each sensor by its UUID, one of version 5.
std::optional<std::uint32_t> index_by_source_id(const SensorBook& book, const Sensor& sensor) {
  constexpr std::size_t kVersionAt = 14;
  if (sensor.sources.empty()) return std::nullopt;
  const std::string& id = sensor.sources.front().id;
  const auto uuid = base::uuid_from_text(id);
  return uuid && id[kVersionAt] == '5' ? book.index_of(*uuid) : std::nullopt;
}

base::Diagnostic known_by_uuid(int count, const MergeOptions& options) {
  return {.code = "REG-173",
          .severity = base::Severity::warning,
          .message = fmt::format("{} rows are sensors of the plan, exported in the form of another register; they "
                                 "change nothing, because such a form may say less than the plan",
                                 count),
          .where = {.file = options.file_name},
          .hint = "to bring edits back, export and import the register as GeoPackage, GeoJSON, CSV or workbook"};
}

// The sensors of a plan in memory.
class ListBook final : public SensorBook {
 public:
  explicit ListBook(SensorList& sensors) : sensors_(sensors) {}

  void for_each_name(const NameVisit& visit) const override {
    for (std::uint32_t i = 0; i < sensors_.size(); ++i) {
      const Sensor& sensor = sensors_[i];
      const bool named = !sensor.sources.empty();
      visit(i, sensor.id, named ? std::string_view(sensor.sources.front().id) : std::string_view(),
            named ? std::string_view(sensor.sources.front().system) : std::string_view());
    }
  }
  std::size_t size() const override { return sensors_.size(); }
  std::optional<std::uint32_t> index_of(const base::Uuid& uuid) const override { return sensors_.index_of(uuid); }
  Result<Sensor> at(std::uint32_t index) override { return sensors_[index]; }
  Result<Done> put(std::uint32_t index, const Sensor&, Sensor after) override {
    sensors_.put(index, std::move(after));
    return Done{};
  }
  Result<Done> add(Sensor&& sensor, std::optional<std::size_t>) override {
    sensors_.push_back(std::move(sensor));
    return Done{};
  }
  void keep_place(std::size_t) override {}

 private:
  SensorList& sensors_;
};

// Takes what is told of places out, in their order.
template <class T>
std::vector<T> in_order(std::vector<std::pair<std::size_t, T>>&& told) {
  std::stable_sort(told.begin(), told.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<T> ordered;
  ordered.reserve(told.size());
  for (auto& [place, one] : told) ordered.push_back(std::move(one));
  return ordered;
}

}  // namespace

RegisterMerge::RegisterMerge(SensorBook& book, MergeOptions options)
    : book_(book), options_(std::move(options)), before_(book.size()), system_of_(before_), seen_(before_) {
  book.for_each_name(
      [&](std::uint32_t index, std::string_view id, std::string_view source_id, std::string_view system) {
        std::uint32_t& called = called_[number_of(id)];
        if (called == 0) called = index + 1;
        // A sensor without a source has no system, and no id of one.
        if (!system.empty() || !source_id.empty()) own_[number_of(source_id)] = true;
        system_of_[index] = system_number(system);
      });
}

std::uint32_t RegisterMerge::number_of(std::string_view id) {
  const std::uint32_t number = ids_.add(id);
  called_.resize(ids_.size());
  own_.resize(ids_.size());
  return number;
}

std::uint32_t RegisterMerge::system_number(std::string_view system) {
  const auto known = systems_.find(system);
  if (known != systems_.end()) return known->second;
  arrived_.push_back(false);
  return systems_.emplace(system, static_cast<std::uint32_t>(systems_.size())).first->second;
}

// Whether a sensor of another identity is or was called so by its own register.
bool RegisterMerge::is_shared(const std::string& id) const {
  const auto number = ids_.find(id);
  return number && (called_[*number] != 0 || own_[*number]);
}

void RegisterMerge::note_ids(const Sensor& sensor, std::uint32_t index) {
  called_[number_of(sensor.id)] = index + 1;
  if (!sensor.sources.empty()) own_[number_of(sensor.sources.front().id)] = true;
}

Result<Done> RegisterMerge::add_new(std::size_t place, Sensor&& sensor) {
  if (is_shared(sensor.id)) {
    if (const std::uint32_t other = called_[number_of(sensor.id)]; other != 0) {
      const auto held = book_.at(other - 1);
      if (!held) return Result<Done>::failure(held.diagnostics());
      Sensor renamed = *held;
      renamed.id = id_with_source(renamed);
      note_ids(renamed, other - 1);
      if (auto put = book_.put(other - 1, *held, std::move(renamed)); !put) return put;
    }
    sensor.id = id_with_source(sensor);
  }
  note_ids(sensor, static_cast<std::uint32_t>(book_.size()));
  ++counted_.added;
  const bool kept = kept_.erase(place) != 0;
  return book_.add(std::move(sensor), kept ? std::optional(place) : std::nullopt);
}

Result<Done> RegisterMerge::merge(std::size_t place, std::uint32_t index, Sensor&& sensor) {
  const auto held = book_.at(index);
  if (!held) return Result<Done>::failure(held.diagnostics());
  sensor.id = held->id;  // what people call it by now
  sensor.foreign_record = held->foreign_record;
  if (system_of(sensor) != system_of(*held)) {
    sensor = with_stated(*held, std::move(sensor));
  } else if (!options_.overwrite_edits) {
    for (base::Diagnostic& told : keep_edits(*held, sensor, options_, counted_.kept_edits)) {
      told_.emplace_back(place, std::move(told));
    }
  }
  // That the print of an older version is missing is no change.
  const bool same = same_but_for_print(*held, sensor);
  if (!same) {
    for (FieldChange& change : changes_between(*held, sensor)) changes_.emplace_back(place, std::move(change));
  }
  ++(same ? counted_.unchanged : counted_.changed);
  if (*held == sensor) return Done{};
  return book_.put(index, *held, std::move(sensor));
}

Result<Done> RegisterMerge::add(std::size_t place, Sensor&& arriving) {
  Sensor& sensor = arriving;
  if (sensor.uuid.is_nil()) sensor.uuid = uuid_of(sensor);
  sensor.imported = import_print(sensor);
  arrived_[system_number(system_of(sensor))] = true;
  const auto held = book_.index_of(sensor.uuid);
  if (const auto exported = held ? std::nullopt : index_by_source_id(book_, sensor);
      exported && *exported < before_) {
    if (!seen_[*exported]) ++counted_.unchanged;
    seen_[*exported] = true;
    ++known_by_uuid_;
    return Done{};
  }
  if (!held) return add_new(place, std::move(sensor));
  if (*held < before_) seen_[*held] = true;
  return merge(place, *held, std::move(sensor));
}

void RegisterMerge::keep_place(std::size_t place, const Sensor& so_far) {
  const base::Uuid uuid = so_far.uuid.is_nil() ? uuid_of(so_far) : so_far.uuid;
  if (book_.index_of(uuid) || index_by_source_id(book_, so_far)) return;
  book_.keep_place(place);
  kept_.insert(place);
}

MergeCounts RegisterMerge::finish() {
  for (std::size_t i = 0; i < before_; ++i) {
    counted_.gone += static_cast<int>(arrived_[system_of_[i]] && !seen_[i]);
  }
  counted_.changes = in_order(std::move(changes_));
  counted_.diagnostics = in_order(std::move(told_));
  if (known_by_uuid_ > 0) counted_.diagnostics.push_back(known_by_uuid(known_by_uuid_, options_));
  return std::move(counted_);
}

std::unique_ptr<SensorBook> book_of(SensorList& sensors) { return std::make_unique<ListBook>(sensors); }

MergeCounts merge_register(SensorList& into, std::vector<Sensor> from, const MergeOptions& options) {
  ListBook book(into);
  RegisterMerge merge(book, options);
  // Nothing that is in memory fails.
  for (std::size_t i = 0; i < from.size(); ++i) static_cast<void>(merge.add(i, std::move(from[i])));
  return merge.finish();
}

}  // namespace schouw::registers
