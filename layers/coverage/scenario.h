// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "layers/plan/plan.h"

namespace schouw::coverage {

// Which sensors count in a scenario: proposed and approved ones count in no other way (domain.md 3).
struct Scenario {
  enum class Basis { current, proposed, none };
  Basis basis = Basis::current;      // what is; that with what is proposed or approved; no sensor at all
  std::vector<std::string> with;     // ids that count besides
  std::vector<std::string> without;  // ids that do not
  bool operator==(const Scenario&) const = default;
};

// "current", "proposed" or "none", then sensors by their ids: "current+cam-12,-cam-3" (an id is what follows a sign,
// up to the comma). Fails with COV-140 naming what cannot be read.
base::Result<Scenario> read_scenario(std::string_view text);

// The plan as it would be: sensors that count in the scenario are active, those that would count and do not are
// removed. Sensors keep their places in the list; household devices never count. Fails with COV-141 where an id is in
// no register.
base::Result<plan::Plan> in_scenario(const plan::Plan& plan, const Scenario& scenario);

// The plan as a person asks for it: in a scenario that is kept with it, else as it is; then as read_scenario says.
// The name of a scenario takes the place of "current": "square-without+cam-12". Fails as the two above, and as
// plan_in_scenario; its warnings come with it.
base::Result<plan::Plan> plan_asked_for(const plan::Plan& plan, std::string_view text);

// Gives two plans one list of sensors, so that places in it mean the same in both: those that only one has are in the
// other as removed, behind its own. The order is that of `before`.
void align(plan::Plan& before, plan::Plan& after);

}  // namespace schouw::coverage
