// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/exit_code.h"

namespace schouw::cli {

ExitCode exit_code_of(const base::Diagnostics& diagnostics) {
  switch (base::failure_kind(diagnostics)) {
    case base::DiagnosticKind::invalid_input: return ExitCode::refused;
    case base::DiagnosticKind::usage: return ExitCode::usage;
    case base::DiagnosticKind::not_found: return ExitCode::not_found;
    case base::DiagnosticKind::conflict: return ExitCode::conflict;
    case base::DiagnosticKind::resource_limit: return ExitCode::resource_limit;
    case base::DiagnosticKind::cancelled: return ExitCode::interrupted;
    case base::DiagnosticKind::internal: break;
  }
  return ExitCode::internal;
}

}  // namespace schouw::cli
