// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/findings/rules/check_context.h"

namespace schouw::findings {

// The checks of registered_rules(), each in a file of its name: what it rests on stands there, what each verdict says
// in council.md and in the texts "finding.<id>.*".

std::optional<Outcome> check_l1(const Asked& asked);
std::optional<Outcome> check_l2(const Asked& asked);
std::optional<Outcome> check_l3(const Asked& asked);
std::optional<Outcome> check_l4(const Asked& asked);
std::optional<Outcome> check_l5(const Asked& asked);
std::optional<Outcome> check_l6(const Asked& asked);
std::optional<Outcome> check_l7(const Asked& asked);
std::optional<Outcome> check_l8(const Asked& asked);
std::optional<Outcome> check_l9(const Asked& asked);
std::optional<Outcome> check_l10(const Asked& asked);
std::optional<Outcome> check_l11(const Asked& asked);
std::optional<Outcome> check_l12(const Asked& asked);
std::optional<Outcome> check_p1(const Asked& asked);
std::optional<Outcome> check_p2_0(const Asked& asked);
std::optional<Outcome> check_p2_1a(const Asked& asked);
std::optional<Outcome> check_p2_1b(const Asked& asked);
std::optional<Outcome> check_p2_2a(const Asked& asked);
std::vector<Finding> check_p2_2b(const CheckContext& context);
std::optional<Outcome> check_p3_1(const Asked& asked);
std::optional<Outcome> check_p3_1b(const Asked& asked);
std::optional<Outcome> check_p3_2(const Asked& asked);
std::optional<Outcome> check_p3_4(const Asked& asked);
std::optional<Outcome> check_p3_5(const Asked& asked);
std::optional<Outcome> check_p_iii(const Asked& asked);
std::vector<Finding> check_p3_6(const CheckContext& context);
std::optional<Outcome> check_p3_7a(const Asked& asked);
std::optional<Outcome> check_p3_7b(const Asked& asked);
std::vector<Finding> check_p3_7c(const CheckContext& context);
std::optional<Outcome> check_p3_8(const Asked& asked);
std::optional<Outcome> check_p4_1(const Asked& asked);
std::vector<Finding> check_p4_2(const CheckContext& context);
std::optional<Outcome> check_p4_3(const Asked& asked);
std::optional<Outcome> check_p4_4(const Asked& asked);
std::optional<Outcome> check_p5_0(const Asked& asked);
std::optional<Outcome> check_p5_1(const Asked& asked);
std::optional<Outcome> check_p5_2(const Asked& asked);
std::optional<Outcome> check_p6_0(const Asked& asked);
std::optional<Outcome> check_p6_1(const Asked& asked);
std::optional<Outcome> check_p6_3(const Asked& asked);
std::optional<Outcome> check_p6_4(const Asked& asked);
std::optional<Outcome> check_p6_6(const Asked& asked);
std::optional<Outcome> check_p7_0(const Asked& asked);
std::optional<Outcome> check_p7_4(const Asked& asked);
std::optional<Outcome> check_p7_5(const Asked& asked);
std::optional<Outcome> check_p7_7(const Asked& asked);
std::optional<Outcome> check_w1(const Asked& asked);
std::vector<Finding> check_g1(const CheckContext& context);
std::vector<Finding> check_g2(const CheckContext& context);
std::vector<Finding> check_g3(const CheckContext& context);
std::vector<Finding> check_g4(const CheckContext& context);
std::vector<Finding> check_g5(const CheckContext& context);
std::vector<Finding> check_g6(const CheckContext& context);
std::optional<Outcome> check_g7(const Asked& asked);

// Whom a rule concerns.
bool under_avg(const Asked& asked);               // may hold personal data, and not under the Wpg
bool observes(const Asked& asked);                // people, by the policy on what counts
bool needs_ground(const Asked& asked);            // l7.cpp: under_avg, or it states a ground all the same
bool holds_biometrics(const Asked& asked);        // l10.cpp
bool of_police_without_151c(const Asked& asked);  // l12.cpp
bool of_private_owner(const Asked& asked);        // p6_6.cpp
bool is_withheld(const Asked& asked);             // w1.cpp: not wholly public

}  // namespace schouw::findings
