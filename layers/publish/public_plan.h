// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "layers/plan/plan.h"

namespace schouw::publish {

// The plan without the sensors that their register hides after a day before date_iso; of those nothing is computed
// either. The plan itself where it hides none.
std::shared_ptr<const plan::Plan> without_hidden(std::shared_ptr<const plan::Plan> plan, const std::string& date_iso);

// The plan as the public copy of that day shows it, for what goes out by another way: its sensors are those of the
// copy, in its order and under its ids, the ends of links are called as the copy calls them, and it has no title.
//   project.plan = plan_in_copy(project.plan, base::today_iso());
//   const registers::Sensor& first = project.plan->sensors[0];      // the copy's first row
// plan: as plan::load_public gives it. Cost: every sensor is copied and sorted. Works on the thread that calls it;
// the plan that it gives is frozen, shares areas with the other, and a sensor's place in one means nothing in the
// other. It cannot fail.
std::shared_ptr<const plan::Plan> plan_in_copy(std::shared_ptr<const plan::Plan> plan, const std::string& date_iso);

}  // namespace schouw::publish
