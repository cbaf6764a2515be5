// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "geo/base/result.h"
#include "geo/base/uuid.h"
#include "geo/model/provenance.h"
#include "layers/areas/area.h"
#include "layers/policy/policy.h"
#include "layers/register/register_record.h"
#include "layers/register/sensor_list.h"

namespace schouw::plan {

struct Plan;
struct SharedScenario;
using ScenarioRecord = std::shared_ptr<const SharedScenario>;

// One edit of a plan, as a value: the same edits make undo, redo, the journal, scenarios, an import and what a store
// is told. Records are shared, so an edit is small.
//   const auto next = apply_changes(plan, std::vector{put_sensor(plan, moved)});
// Put adds what is not there, at a place of the list where one is given, and replaces what is.
struct PutSensor {
  registers::SensorList::Record sensor;
  std::optional<std::uint32_t> at;
};
struct RemoveSensor {
  base::Uuid uuid;
};
struct PutArea {
  areas::AreaList::Record area;
  std::optional<std::uint32_t> at;
};
struct RemoveArea {
  std::string id;
};
struct PutRecord {
  registers::RegisterRecord record;
  std::optional<std::uint32_t> at;
};
struct RemoveRecord {
  std::string key;  // registers::key_of
};
struct PutPolicy {
  std::shared_ptr<const policy::Policy> policy;
};
struct PutStory {
  std::string json;  // its "id" says which
  std::optional<std::uint32_t> at;
};
struct RemoveStory {
  std::string id;
};
struct PutScenario {
  ScenarioRecord scenario;
  std::optional<std::uint32_t> at;
};
struct RemoveScenario {
  std::string name;
};
struct PutSources {
  std::vector<model::Provenance> sources;
};
using Edit = std::variant<PutSensor, RemoveSensor, PutArea, RemoveArea, PutRecord, RemoveRecord, PutPolicy, PutStory,
                          RemoveStory, PutScenario, RemoveScenario, PutSources>;

// The version of a record that is not there.
inline constexpr std::uint64_t kAbsent = 0;

// An edit with the version (content hash) of what it was made on; nothing: whatever is there.
//   const Change moved = put_sensor(plan, sensor);       // only where the sensor is still what it is in this plan
//   const Change forced{.edit = RemoveStory{"first"}};   // whatever the story is by now
// Cost: some pointers, as records are shared; a story and the list of sources whole. A value whose records are
// frozen: any thread reads it. It keeps its records alive and refers to no plan. It cannot fail; whether it can be
// taken, apply_changes says.
struct Change {
  Edit edit;
  std::optional<std::uint64_t> expected;
  // The record that a sensor's edit was made on, where it may have to be brought together with another change of it:
  // in a scenario. Null: not kept.
  registers::SensorList::Record made_on;
};

// Which thing an edit is about, "sensor 8f14e45f-...", equal for the edits of one thing; and its version in a plan.
std::string subject_of(const Edit& edit);
std::uint64_t version_in(const Plan& plan, const Edit& edit);
std::uint64_t version_put(const Edit& edit);  // of what it puts; kAbsent of a removal

// Edits that expect what the plan holds now.
Change put_sensor(const Plan& plan, registers::Sensor sensor);
Change remove_sensor(const Plan& plan, const base::Uuid& uuid);
Change expecting(const Plan& plan, Edit edit);

// A plan with edits taken, and the edits that bring the one before back.
struct Applied {
  std::shared_ptr<const Plan> plan;
  std::vector<Change> inverse;  // in the order in which they are to be taken
};

// All of them or none. Pure: any thread, several at once. Cost: a copy of the plan (plan.h), then for each record
// that changes a chunk of 128, its pointers and its hash (shared_list.h), for one that goes or comes between others
// the pointers of its whole list, and for a story the JSON of all stories. Fails with PLAN-121 (conflict: what a
// change expected is not what is there; each by its name) and PLAN-122 (what should be removed is not there).
base::Result<Applied> apply_changes(const Plan& plan, std::span<const Change> changes);

// What makes the one of the other. Cost: linear in the records, a pointer each where they are shared.
std::vector<Change> difference(const Plan& before, const Plan& after);

// The id of a story's JSON; a name made of its content where it states none.
std::string story_id(const std::string& json);

}  // namespace schouw::plan
