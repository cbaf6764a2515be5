// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/exit_code.h"

#include <gtest/gtest.h>

namespace schouw::cli {
namespace {

using base::DiagnosticKind;

// The numbers stand in interface.md.
TEST(ExitCode, follows_the_kind_of_the_first_error_and_no_code) {
  const std::pair<DiagnosticKind, int> kMeanings[] = {
      {DiagnosticKind::internal, 1},      {DiagnosticKind::usage, 2},    {DiagnosticKind::not_found, 3},
      {DiagnosticKind::invalid_input, 4}, {DiagnosticKind::conflict, 5}, {DiagnosticKind::resource_limit, 7},
      {DiagnosticKind::cancelled, 130},
  };
  for (const auto& [kind, number] : kMeanings) {
    const base::Diagnostics failure = {
        {.code = "XX-101", .kind = DiagnosticKind::not_found, .severity = base::Severity::warning},
        {.code = "XX-102", .kind = kind}};
    EXPECT_EQ(static_cast<int>(exit_code_of(failure)), number);
  }
}

TEST(ExitCode, of_an_error_of_no_stated_kind_is_refused) {
  EXPECT_EQ(exit_code_of({{.code = "XX-101"}}), ExitCode::refused);
}

TEST(ExitCode, is_interrupted_where_any_error_is) {
  EXPECT_EQ(exit_code_of({{.code = "XX-101"}, {.code = "XX-102", .kind = DiagnosticKind::cancelled}}),
            ExitCode::interrupted);
}

TEST(ExitCode, of_a_failure_without_a_reason_is_our_own_fault) {
  EXPECT_EQ(exit_code_of({}), ExitCode::internal);
  EXPECT_EQ(exit_code_of({{.code = "XX-101", .severity = base::Severity::note}}), ExitCode::internal);
}

}  // namespace
}  // namespace schouw::cli
