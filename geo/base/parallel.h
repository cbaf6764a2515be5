// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <functional>

namespace schouw::base {

// Calls work(i) once for each i < count, on up to thread_count threads (0: as many as the machine has).
// work must not throw and must write only what belongs to i: the result may not depend on the order.
void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work, unsigned thread_count = 0);

}  // namespace schouw::base
