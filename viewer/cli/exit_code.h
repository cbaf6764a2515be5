// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/diagnostic.h"

namespace schouw::cli {

// The exit codes of interface.md.
enum class ExitCode : int {
  ok = 0,
  internal = 1,
  usage = 2,
  not_found = 3,
  refused = 4,
  conflict = 5,
  findings = 6,
  resource_limit = 7,
  interrupted = 130
};

// What a failure means to the shell: base::failure_kind.
ExitCode exit_code_of(const base::Diagnostics& diagnostics);

}  // namespace schouw::cli
