// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/analysis_memo.h"

#include <algorithm>
#include <utility>

#include "geo/base/content_hash.h"

namespace schouw::app {

namespace {

// The plan as it was saved, as it is shown, and as it was one and two steps ago.
constexpr std::size_t kMostKept = 4;

auto keyed(const AnalysisKey& key) {
  return [&key](const OutcomeRecord& outcome) { return outcome->key == key; };
}

}  // namespace

bool AnalysisKey::same_sight(const AnalysisKey& other) const {
  return plan == other.plan && sight == other.sight && coverage::same_question(options, other.options);
}

AnalysisKey analysis_key(const plan::Plan& plan, const policy::Policy& policy,
                         const coverage::CoverageOptions& options) {
  base::ContentHash judgement;
  judgement.add(policy.source_hash).add(policy::limits_hash(policy));
  return {.plan = plan::analysed_revision_of(plan),
          .sight = policy::sight_hash(policy),
          .judgement = judgement.value(),
          .options = options};
}

void AnalysisMemo::keep(OutcomeRecord outcome, const OutcomeRecord& always) {
  std::erase_if(outcomes_, keyed(outcome->key));
  outcomes_.push_back(std::move(outcome));
  if (outcomes_.size() <= kMostKept) return;
  outcomes_.erase(
      std::find_if(outcomes_.begin(), outcomes_.end(), [&](const OutcomeRecord& kept) { return kept != always; }));
}

OutcomeRecord AnalysisMemo::find(const AnalysisKey& key) const {
  const auto found = std::find_if(outcomes_.begin(), outcomes_.end(), keyed(key));
  return found == outcomes_.end() ? nullptr : *found;
}

OutcomeRecord AnalysisMemo::of_same_sight(const AnalysisKey& key) const {
  const auto found = std::find_if(outcomes_.rbegin(), outcomes_.rend(),
                                  [&](const OutcomeRecord& outcome) { return outcome->key.same_sight(key); });
  return found == outcomes_.rend() ? nullptr : *found;
}

}  // namespace schouw::app
