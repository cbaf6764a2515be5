// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/shipped_policy.h"

#include "geo/base/resource_path.h"

namespace schouw::plan {

void take_missing_policy(Plan& plan) {
  const auto& held = plan.policy.source_text;
  if (!held || (held->contains("what_counts") && held->contains("checks") && held->contains("occlusion"))) return;
  const auto shipped = policy::load_policy(base::resource_root() / "data" / "policy");
  if (shipped) plan.policy = policy::with_missing_parts(plan.policy, *shipped);
}

}  // namespace schouw::plan
