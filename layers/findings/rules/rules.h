// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/findings/finding.h"

namespace schouw::findings {

// The checks of registered_rules(). Each gives its findings without rule, family and citation: the list adds those.

// One finding for each place above the norm; else one for the whole plan. Passing says no more than that no known
// sensors exceed it, and a plan with sensors of unknown coverage, or places that do not stand up, cannot be told.
std::vector<Finding> check_g1(const CheckInput& input);
// One finding for each sensor that counts: active_until, else review_by, against today.
std::vector<Finding> check_p3_4(const CheckInput& input);
// One finding for each sensor that counts: responsible_officer and contact.
std::vector<Finding> check_p3_7a(const CheckInput& input);

// What a person calls a sensor: its name, else its id.
std::string name_of(const registers::Sensor& sensor);

}  // namespace schouw::findings
