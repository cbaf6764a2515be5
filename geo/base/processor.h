// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace schouw::base {

// What the processor at hand can do beside the plain set that every program is built for. Who has a loop in two
// variants asks here, once, and both give equal bits.
// Source: the builtins of GCC and Clang, which also ask whether the system keeps the wide registers.
bool has_avx2();

}  // namespace schouw::base
