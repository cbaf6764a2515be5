// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "geo/base/json.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "viewer/cli/exit_code.h"
#include "viewer/text/text.h"

namespace schouw::cli {

// The options that every subcommand takes.
struct ShellOptions {
  bool json = false;
  bool quiet = false;
  bool no_color = false;
  std::string language = "nl";
};

// How a subcommand talks: answers go to stdout, everything else to stderr.
class Shell {
 public:
  explicit Shell(ShellOptions& options) : options_(&options) {}

  bool json() const { return options_->json; }
  text::Language language() const;
  // The words of the chosen language; empty texts (which show keys) where data/text cannot be read, said once on
  // stderr.
  const text::Texts& texts();

  void print_json(const base::Json& answer) const;
  // Lines for a person: what a file put into them cannot steer the terminal.
  void print(std::string_view line) const;
  void print(const base::Sentence& sentence) { print(texts()(sentence)); }
  // A sentence beside the answer, on stderr; not where --quiet.
  void tell(const base::Sentence& sentence);
  // Diagnostics on stderr, the first few of each code; notes and warnings not where --quiet.
  void report(const base::Diagnostics& diagnostics) const;
  // Reports a failure (with --json also on stdout) and gives its exit code.
  ExitCode fail(const base::Diagnostics& diagnostics) const;

  // Shows steps on a terminal and stops on Ctrl+C.
  base::Progress progress() const;

 private:
  ShellOptions* options_;  // filled while the command line is parsed, after this object is made
  std::optional<text::Texts> texts_;
};

}  // namespace schouw::cli
