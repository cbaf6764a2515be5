// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/interrupt.h"

#include <csignal>

namespace schouw::cli {

namespace {

// A signal handler has no arguments, so that what it sets has to live for as long as the program.
const base::CancelToken& process_token() {
  static const base::CancelToken kToken;
  return kToken;
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

bool interrupted() { return process_token().cancelled(); }

}  // namespace schouw::cli
