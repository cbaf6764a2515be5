// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "layers/coverage/coverage.h"
#include "layers/exposure/exposure.h"
#include "layers/findings/finding.h"
#include "layers/plan/plan.h"
#include "layers/policy/policy.h"
#include "layers/stacking/stacking.h"

// Results by what they were made of: a plan that was analysed before, as after undo, is not analysed again.
namespace schouw::app {

// All that an analysis is made of. Equal keys, equal results. Cost: linear in the policy and
// in the chunks of the plan, whose hashes are kept.
struct AnalysisKey {
  std::uint64_t plan = 0;       // plan::analysed_revision_of
  std::uint64_t sight = 0;      // policy::sight_hash
  std::uint64_t judgement = 0;  // the rest of the policy: limits, and what findings read
  coverage::CoverageOptions options;

  bool same_sight(const AnalysisKey& other) const;
  friend bool operator==(const AnalysisKey& a, const AnalysisKey& b) {
    return a.same_sight(b) && a.judgement == b.judgement;
  }
};
AnalysisKey analysis_key(const plan::Plan& plan, const policy::Policy& policy,
                         const coverage::CoverageOptions& options);

// What one analysis gave. Frozen: threads share it.
struct AnalysisOutcome {
  AnalysisKey key;
  std::shared_ptr<const plan::Plan> plan;  // whose sensors the analysis speaks of by their places
  std::shared_ptr<const coverage::OcclusionModel> occlusion;
  policy::Occlusion rules;  // that the occlusion model was made by
  std::shared_ptr<const stacking::Analysis> analysis;
  std::shared_ptr<const std::vector<findings::Finding>> findings;
  std::shared_ptr<const exposure::Exposure> exposure;  // null where it was not asked for, or could not be computed
  std::vector<crs::MapPosition> walk;                  // that the exposure is of
};

using OutcomeRecord = std::shared_ptr<const AnalysisOutcome>;

// The last few outcomes, so that undo, redo and another threshold need no sight again.
//   memo.keep(outcome, saved);
//   const OutcomeRecord known = memo.find(analysis_key(plan, policy, options));
// Cost: a look at each. Each holds the footprints of every sensor (some 10 MB for a town): four are kept, for the
// plan as it was saved, as it is shown, and as it was one and two steps ago. Main thread only; outcomes are frozen
// and may go to any. Lives as long as a project is open; an outcome lives on where somebody has it. It cannot fail:
// null where there is none.
class AnalysisMemo {
 public:
  // Where one too many is kept the oldest goes, but never `always`.
  void keep(OutcomeRecord outcome, const OutcomeRecord& always = nullptr);
  // Null where it was never made or had to go.
  OutcomeRecord find(const AnalysisKey& key) const;
  // One whose sensors see the same, under other limits; null where there is none.
  OutcomeRecord of_same_sight(const AnalysisKey& key) const;
  void clear() { outcomes_.clear(); }

 private:
  std::vector<OutcomeRecord> outcomes_;  // the newest last
};

}  // namespace schouw::app
