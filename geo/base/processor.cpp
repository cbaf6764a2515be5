// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/processor.h"

namespace schouw::base {

bool has_avx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

}  // namespace schouw::base
