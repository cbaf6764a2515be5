// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/shell.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "geo/base/visible_text.h"
#include "viewer/app/load_texts.h"
#include "viewer/cli/interrupt.h"

namespace schouw::cli {

namespace {

// A register of thousands may repeat one fault thousands of times; a terminal shows the first few.
constexpr int kMostAlike = 5;

bool colour_wanted(const ShellOptions& options) {
  const char* refused = std::getenv("NO_COLOR");
  return !options.no_color && (refused == nullptr || *refused == '\0') && isatty(STDERR_FILENO) == 1;
}

std::string_view colour_of(base::Severity severity) {
  switch (severity) {
    case base::Severity::error: return "\x1b[31m";
    case base::Severity::warning: return "\x1b[33m";
    case base::Severity::note: return "\x1b[2m";
  }
  return "";
}

}  // namespace

text::Language Shell::language() const {
  return options_->language == "en" ? text::Language::en : text::Language::nl;
}

const text::Texts& Shell::texts() {
  if (!texts_) {
    auto loaded = app::load_texts(language());
    if (loaded) {
      texts_ = *std::move(loaded);
    } else {
      report(loaded.diagnostics());
      texts_.emplace();
    }
    if (language() == text::Language::en) texts_->set_number_format(text::NumberFormat::english);
  }
  return *texts_;
}

void Shell::print_json(const base::Json& answer) const {
  // Bytes that are no UTF-8 become the replacement character instead of an exception.
  fmt::print(stdout, "{}\n", answer.dump(2, ' ', false, base::Json::error_handler_t::replace));
}

void Shell::print(std::string_view line) const {
  fmt::print(stdout, "{}\n", base::visible_text(line, base::LineEnds::kept));
}

void Shell::tell(const base::Sentence& sentence) {
  if (!options_->quiet) fmt::print(stderr, "{}\n", base::visible_text(texts()(sentence), base::LineEnds::kept));
}

void Shell::report(const base::Diagnostics& diagnostics) const {
  const bool coloured = colour_wanted(*options_);
  std::map<std::string, int> times_said;
  for (const base::Diagnostic& diagnostic : diagnostics) {
    if (options_->quiet && diagnostic.severity != base::Severity::error) continue;
    if (++times_said[diagnostic.code] > kMostAlike) continue;
    const std::string line = describe(diagnostic);
    if (coloured) {
      fmt::print(stderr, "{}{}\x1b[0m\n", colour_of(diagnostic.severity), line);
    } else {
      fmt::print(stderr, "{}\n", line);
    }
  }
  for (const auto& [code, times] : times_said) {
    if (times > kMostAlike) fmt::print(stderr, "{} more of {}; --json lists them all\n", times - kMostAlike, code);
  }
}

ExitCode Shell::fail(const base::Diagnostics& diagnostics) const {
  report(diagnostics);
  if (json()) print_json(base::Json{{"diagnostics", base::to_json(diagnostics)}});
  return exit_code_of(diagnostics);
}

base::Progress Shell::progress() const {
  base::Progress progress;
  progress.cancel = cancel_on_interrupt();
  if (!options_->quiet && isatty(STDERR_FILENO) == 1) {
    progress.report = [](double done_ratio, std::string_view step) {
      fmt::print(stderr, "\r\x1b[K{:3.0f} % {}{}", done_ratio * 100.0, step, done_ratio >= 1.0 ? "\r\x1b[K" : "");
      std::fflush(stderr);
    };
  }
  return progress;
}

}  // namespace schouw::cli
