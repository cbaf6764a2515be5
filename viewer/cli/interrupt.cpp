// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/interrupt.h"

#include <csignal>

namespace schouw::cli {

namespace {

// A signal handler has no arguments, so that what it sets has to live for as long as the program: also while the
// program ends and its statics go, when a second Ctrl+C still comes. It is never destroyed.
const base::CancelToken& process_token() {
  static const base::CancelToken& token = *new base::CancelToken();
  return token;
}

void on_interrupt(int signal) {
  process_token().cancel();
  std::signal(signal, SIG_DFL);
}

}  // namespace

base::CancelToken cancel_on_interrupt() {
  const base::CancelToken& token = process_token();
  std::signal(SIGINT, on_interrupt);
  return token;
}

base::Result<base::Done> not_interrupted() {
  if (!process_token().cancelled()) return base::Done{};
  return base::Diagnostic{.code = "CLI-110",
                          .kind = base::DiagnosticKind::cancelled,
                          .message = "interrupted: nothing was answered or written",
                          .where = {.feature = "interrupt"},
                          .hint = "start it again"};
}

}  // namespace schouw::cli
