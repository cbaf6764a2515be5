// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/result.h"
#include "layers/plan/edit.h"
#include "layers/plan/plan.h"

namespace schouw::plan {

// A value that two people changed, each to something else.
struct FieldConflict {
  std::string subject;             // subject_of: "sensor 8f14e45f-..."
  std::string name;                // what people call it: "cam-12", "area park-3"
  std::string field;               // of a sensor or a record; "position"; empty: the whole of it
  std::string base, mine, theirs;  // as text; empty: missing, or not there
};

// Whose value stands, by subject and field. An empty field decides for all of the subject that is not named itself.
enum class Side : std::uint8_t { mine, theirs };
using Decisions = std::map<std::pair<std::string, std::string>, Side>;

struct MergedPlans {
  std::shared_ptr<const Plan> plan;      // theirs, with what mine changed; undecided values are as in theirs
  std::vector<FieldConflict> conflicts;  // undecided
  std::vector<Change> of_others;         // what theirs changed of base
};

// Brings what two made of one plan together: sensors and records field by field, sources by file, all else (an area,
// the policy, a story, a scenario) as a whole. What both changed to the same is no conflict; a thing that one removed
// and the other changed is.
//   const auto merged = merge_plans(*read, *edited, *stored, {});
//   if (!merged->conflicts.empty()) ...                       // let a person decide, and merge again
// Cost: as difference (edit.h), twice, and apply_changes. Pure: any thread. Fails as apply_changes, which it should
// not.
base::Result<MergedPlans> merge_plans(const Plan& base, const Plan& mine, const Plan& theirs,
                                      const Decisions& decided);

// PLAN-127 for each: what was changed, by whom to what, and how to say which stands.
base::Diagnostics told(const std::vector<FieldConflict>& conflicts, const std::string& file);

}  // namespace schouw::plan
