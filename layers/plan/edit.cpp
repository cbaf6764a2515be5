// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "geo/base/content_hash.h"
#include "geo/base/json.h"
#include "layers/plan/plan.h"

namespace schouw::plan {

namespace {

using base::Diagnostic;
using base::Result;

std::uint64_t text_hash(const std::string& text) { return base::ContentHash().add(std::string_view(text)).value(); }

template <class List>
std::optional<std::uint32_t> place_where(const List& list, const auto& is) {
  const auto found = std::find_if(list.begin(), list.end(), is);
  return found == list.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - list.begin()));
}

std::optional<std::uint32_t> story_place(const Plan& plan, const std::string& id) {
  return place_where(plan.stories, [&](const std::string& story) { return story_id(story) == id; });
}

std::optional<std::uint32_t> scenario_place(const Plan& plan, const std::string& name) {
  return place_where(plan.scenarios, [&](const auto& scenario) { return scenario->name == name; });
}

// Whether key_of(record) is this key, without making it: a round of answers asks of thousands.
bool is_called(const registers::RegisterRecord& record, std::string_view key) {
  const std::string_view type = registers::record_type_name(record.type);
  return key.size() == type.size() + 1 + record.id.size() && key.substr(type.size() + 1) == record.id &&
         key.substr(0, type.size()) == type;
}

std::optional<std::uint32_t> record_place(const Plan& plan, const std::string& key) {
  return place_where(plan.records, [&](const auto& record) { return is_called(record, key); });
}

// The name of what an edit is about, as people know it.
struct NamedSubject {
  const Plan& plan;
  std::string operator()(const PutSensor& e) const { return "sensor " + e.sensor->id; }
  std::string operator()(const RemoveSensor& e) const {
    const auto* held = plan.sensors.find(e.uuid);
    return "sensor " + (held == nullptr ? e.uuid.text() : held->id);
  }
  std::string operator()(const PutArea& e) const { return "area " + e.area->id; }
  std::string operator()(const RemoveArea& e) const { return "area " + e.id; }
  std::string operator()(const PutRecord& e) const { return registers::key_of(e.record); }
  std::string operator()(const RemoveRecord& e) const { return e.key; }
  std::string operator()(const PutPolicy&) const { return "policy"; }
  std::string operator()(const PutStory& e) const { return "story " + story_id(e.json); }
  std::string operator()(const RemoveStory& e) const { return "story " + e.id; }
  std::string operator()(const PutScenario& e) const { return "scenario " + e.scenario->name; }
  std::string operator()(const RemoveScenario& e) const { return "scenario " + e.name; }
  std::string operator()(const PutSources&) const { return "sources"; }
};

struct Version {
  const Plan& plan;
  std::uint64_t sensor(const base::Uuid& uuid) const {
    const auto* held = plan.sensors.find(uuid);
    return held == nullptr ? kAbsent : registers::content_hash(*held);
  }
  std::uint64_t area(const std::string& id) const {
    const auto* held = plan.areas.find(id);
    return held == nullptr ? kAbsent : areas::content_hash(*held);
  }
  std::uint64_t story(const std::string& id) const {
    const auto place = story_place(plan, id);
    return place ? text_hash(plan.stories[*place]) : kAbsent;
  }
  std::uint64_t scenario(const std::string& name) const {
    const auto place = scenario_place(plan, name);
    return place ? plan.scenarios[*place]->hash : kAbsent;
  }
  std::uint64_t record(const std::string& key) const {
    const auto place = record_place(plan, key);
    return place ? registers::content_hash(plan.records[*place]) : kAbsent;
  }
  std::uint64_t operator()(const PutSensor& e) const { return sensor(e.sensor->uuid); }
  std::uint64_t operator()(const RemoveSensor& e) const { return sensor(e.uuid); }
  std::uint64_t operator()(const PutArea& e) const { return area(e.area->id); }
  std::uint64_t operator()(const RemoveArea& e) const { return area(e.id); }
  std::uint64_t operator()(const PutRecord& e) const { return record(registers::key_of(e.record)); }
  std::uint64_t operator()(const RemoveRecord& e) const { return record(e.key); }
  std::uint64_t operator()(const PutPolicy&) const { return plan.policy.source_hash; }
  std::uint64_t operator()(const PutStory& e) const { return story(story_id(e.json)); }
  std::uint64_t operator()(const RemoveStory& e) const { return story(e.id); }
  std::uint64_t operator()(const PutScenario& e) const { return scenario(e.scenario->name); }
  std::uint64_t operator()(const RemoveScenario& e) const { return scenario(e.name); }
  std::uint64_t operator()(const PutSources&) const { return content_hash(plan.sources); }
};

Diagnostic changed_meanwhile(const std::string& subject) {
  return {.code = "PLAN-121",
          .kind = base::DiagnosticKind::conflict,
          .message = fmt::format("the {} was changed by someone else since this edit was made", subject),
          .where = {.feature = subject},
          .hint = "look at what it is now, and edit it again"};
}

Diagnostic not_there(const std::string& subject) {
  return {.code = "PLAN-122",
          .kind = base::DiagnosticKind::not_found,
          .message = fmt::format("there is no {} that could be removed", subject),
          .where = {.feature = subject},
          .hint = "it may have been removed already"};
}

// Puts a record into a list by its key and gives the edit that undoes it.
template <class Put, class Remove, class List>
Edit put_record(List& list, const typename List::Record& record, const typename List::Key& key,
                std::optional<std::uint32_t> at) {
  if (const auto held = list.index_of(key)) {
    Edit back = Put{list.record(*held), std::nullopt};
    list.put(*held, record);
    return back;
  }
  if (at && *at < list.size()) {
    list.insert(*at, record);
  } else {
    list.push_back(record);
  }
  return Remove{key};
}

template <class List, class T>
void place(List& list, T value, std::optional<std::uint32_t> held, std::optional<std::uint32_t> at) {
  if (held) {
    list[*held] = std::move(value);
  } else if (at && *at < list.size()) {
    list.insert(list.begin() + *at, std::move(value));
  } else {
    list.push_back(std::move(value));
  }
}

// Takes one edit into a plan that is being made; gives the edit that undoes it. What is removed is known to be there.
struct Taking {
  Plan& plan;

  Edit operator()(const PutSensor& e) const {
    return put_record<PutSensor, RemoveSensor>(plan.sensors, e.sensor, e.sensor->uuid, e.at);
  }
  Edit operator()(const RemoveSensor& e) const {
    const std::uint32_t at = *plan.sensors.index_of(e.uuid);
    Edit back = PutSensor{plan.sensors.record(at), at};
    plan.sensors.erase(at);
    return back;
  }
  Edit operator()(const PutArea& e) const {
    return put_record<PutArea, RemoveArea>(plan.areas, e.area, e.area->id, e.at);
  }
  Edit operator()(const RemoveArea& e) const {
    const std::uint32_t at = *plan.areas.index_of(e.id);
    Edit back = PutArea{plan.areas.record(at), at};
    plan.areas.erase(at);
    return back;
  }
  Edit operator()(const PutRecord& e) const {
    const std::string key = registers::key_of(e.record);
    const auto held = record_place(plan, key);
    Edit back = held ? Edit(PutRecord{plan.records[*held], std::nullopt}) : Edit(RemoveRecord{key});
    place(plan.records, e.record, held, e.at);
    return back;
  }
  Edit operator()(const RemoveRecord& e) const {
    const std::uint32_t at = *record_place(plan, e.key);
    Edit back = PutRecord{plan.records[at], at};
    plan.records.erase(plan.records.begin() + at);
    return back;
  }
  Edit operator()(const PutPolicy& e) const {
    Edit back = PutPolicy{std::make_shared<const policy::Policy>(plan.policy)};
    plan.policy = *e.policy;
    return back;
  }
  Edit operator()(const PutStory& e) const {
    const auto held = story_place(plan, story_id(e.json));
    Edit back = held ? Edit(PutStory{plan.stories[*held], std::nullopt}) : Edit(RemoveStory{story_id(e.json)});
    place(plan.stories, e.json, held, e.at);
    return back;
  }
  Edit operator()(const RemoveStory& e) const {
    const std::uint32_t at = *story_place(plan, e.id);
    Edit back = PutStory{plan.stories[at], at};
    plan.stories.erase(plan.stories.begin() + at);
    return back;
  }
  Edit operator()(const PutScenario& e) const {
    const auto held = scenario_place(plan, e.scenario->name);
    Edit back =
        held ? Edit(PutScenario{plan.scenarios[*held], std::nullopt}) : Edit(RemoveScenario{e.scenario->name});
    place(plan.scenarios, e.scenario, held, e.at);
    return back;
  }
  Edit operator()(const RemoveScenario& e) const {
    const std::uint32_t at = *scenario_place(plan, e.name);
    Edit back = PutScenario{plan.scenarios[at], at};
    plan.scenarios.erase(plan.scenarios.begin() + at);
    return back;
  }
  Edit operator()(const PutSources& e) const { return PutSources{std::exchange(plan.sources, e.sources)}; }
};

bool is_removal(const Edit& edit) {
  return std::holds_alternative<RemoveSensor>(edit) || std::holds_alternative<RemoveArea>(edit) ||
         std::holds_alternative<RemoveRecord>(edit) || std::holds_alternative<RemoveStory>(edit) ||
         std::holds_alternative<RemoveScenario>(edit);
}

// Records of one list that another lacks, holds otherwise, or has lost.
template <class Put, class Remove, class List>
void add_difference(const List& before, const List& after, const auto& key_of, std::vector<Change>& changes) {
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    if (i < after.size() && before.record(i) == after.record(i)) continue;
    if (after.find(key_of(before[i])) == nullptr) changes.push_back({Remove{key_of(before[i])}, {}, nullptr});
  }
  for (std::uint32_t i = 0; i < after.size(); ++i) {
    if (i < before.size() && before.record(i) == after.record(i)) continue;
    const auto* held = before.find(key_of(after[i]));
    if (held != nullptr && (held == &after[i] || *held == after[i])) continue;
    changes.push_back({Put{after.record(i), held == nullptr ? std::optional(i) : std::nullopt}, {}, nullptr});
  }
}

}  // namespace

std::string story_id(const std::string& json) {
  const auto story = base::parse_json(json, "story");
  std::string id = story ? base::text_in(*story, "id") : std::string();
  // One without an id is called by what it says.
  return id.empty() ? "story-" + base::ContentHash().add(std::string_view(json)).hex() : id;
}

std::string subject_of(const Edit& edit) {
  if (const auto* e = std::get_if<PutSensor>(&edit)) return "sensor " + e->sensor->uuid.text();
  if (const auto* e = std::get_if<RemoveSensor>(&edit)) return "sensor " + e->uuid.text();
  static const Plan kNone;
  return std::visit(NamedSubject{kNone}, edit);
}

std::uint64_t version_put(const Edit& edit) {
  if (const auto* e = std::get_if<PutSensor>(&edit)) return registers::content_hash(*e->sensor);
  if (const auto* e = std::get_if<PutArea>(&edit)) return areas::content_hash(*e->area);
  if (const auto* e = std::get_if<PutRecord>(&edit)) return registers::content_hash(e->record);
  if (const auto* e = std::get_if<PutPolicy>(&edit)) return e->policy->source_hash;
  if (const auto* e = std::get_if<PutStory>(&edit)) return text_hash(e->json);
  if (const auto* e = std::get_if<PutScenario>(&edit)) return e->scenario->hash;
  if (const auto* e = std::get_if<PutSources>(&edit)) return content_hash(e->sources);
  return kAbsent;
}

std::uint64_t version_in(const Plan& plan, const Edit& edit) { return std::visit(Version{plan}, edit); }

Change expecting(const Plan& plan, Edit edit) {
  const std::uint64_t expected = version_in(plan, edit);
  return {std::move(edit), expected, nullptr};
}

Change put_sensor(const Plan& plan, registers::Sensor sensor) {
  auto record = std::make_shared<const registers::Sensor>(registers::SensorIdentity::completed(std::move(sensor)));
  return expecting(plan, PutSensor{std::move(record), std::nullopt});
}

Change remove_sensor(const Plan& plan, const base::Uuid& uuid) { return expecting(plan, RemoveSensor{uuid}); }

Result<Applied> apply_changes(const Plan& plan, std::span<const Change> changes) {
  auto next = std::make_shared<Plan>(plan);
  Applied applied;
  base::Diagnostics problems;
  for (const Change& change : changes) {
    const std::uint64_t held = version_in(*next, change.edit);
    const std::string subject = std::visit(NamedSubject{*next}, change.edit);
    if (change.expected && *change.expected != held) {
      problems.push_back(changed_meanwhile(subject));
    } else if (is_removal(change.edit) && held == kAbsent) {
      problems.push_back(not_there(subject));
    } else {
      Edit back = std::visit(Taking{*next}, change.edit);
      applied.inverse.push_back({std::move(back), version_put(change.edit), nullptr});
    }
  }
  if (!problems.empty()) return Result<Applied>::failure(std::move(problems));
  std::reverse(applied.inverse.begin(), applied.inverse.end());
  next->revision = revision_of(*next);
  applied.plan = std::move(next);
  return applied;
}

namespace {

void add_record_difference(const Plan& before, const Plan& after, std::vector<Change>& changes) {
  for (const registers::RegisterRecord& record : before.records) {
    const std::string key = registers::key_of(record);
    if (!record_place(after, key)) changes.push_back({RemoveRecord{key}, {}, nullptr});
  }
  for (const registers::RegisterRecord& record : after.records) {
    const auto held = record_place(before, registers::key_of(record));
    if (!held || !(before.records[*held] == record)) changes.push_back({PutRecord{record, {}}, {}, nullptr});
  }
}

}  // namespace

std::vector<Change> difference(const Plan& before, const Plan& after) {
  std::vector<Change> changes;
  add_difference<PutSensor, RemoveSensor>(
      before.sensors, after.sensors, [](const auto& sensor) { return sensor.uuid; }, changes);
  add_difference<PutArea, RemoveArea>(
      before.areas, after.areas, [](const auto& area) { return area.id; }, changes);
  add_record_difference(before, after, changes);
  if (before.policy.source_hash != after.policy.source_hash) {
    changes.push_back({PutPolicy{std::make_shared<const policy::Policy>(after.policy)}, {}, nullptr});
  }
  for (const std::string& story : before.stories) {
    if (!story_place(after, story_id(story))) changes.push_back({RemoveStory{story_id(story)}, {}, nullptr});
  }
  for (const std::string& story : after.stories) {
    const auto held = story_place(before, story_id(story));
    if (!held || before.stories[*held] != story) changes.push_back({PutStory{story, {}}, {}, nullptr});
  }
  for (const auto& scenario : before.scenarios) {
    if (!scenario_place(after, scenario->name)) changes.push_back({RemoveScenario{scenario->name}, {}, nullptr});
  }
  for (const auto& scenario : after.scenarios) {
    const auto held = scenario_place(before, scenario->name);
    if (!held || before.scenarios[*held]->hash != scenario->hash)
      changes.push_back({PutScenario{scenario, {}}, {}, nullptr});
  }
  if (before.sources != after.sources) changes.push_back({PutSources{after.sources}, {}, nullptr});
  for (Change& change : changes) change.expected = version_in(before, change.edit);
  return changes;
}

}  // namespace schouw::plan
