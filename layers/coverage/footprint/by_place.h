// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "layers/plan/plan.h"

namespace schouw::coverage {

// The order of sensors by place, neighbours after each other, as indices into `sensors`; those without a place come
// first. Equal plans give equal orders. Source: Morton 1966.
std::vector<std::size_t> by_place(const plan::Plan& plan, const std::vector<std::uint32_t>& sensors);

}  // namespace schouw::coverage
