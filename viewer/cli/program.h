// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace schouw::cli {

// Parses the command line and runs what it asks for. Returns the exit code of interface.md.
int run_program(int argument_count, char** arguments);

}  // namespace schouw::cli
