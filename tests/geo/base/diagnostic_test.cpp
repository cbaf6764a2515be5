// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/diagnostic.h"

#include <gtest/gtest.h>

#include "geo/base/json.h"

namespace schouw::base {
namespace {

Diagnostic sample() {
  return {.code = "IO-113",
          .severity = Severity::warning,
          .message = "a row is left out",
          .where = {.file = "town.csv", .line = 12, .field = "height"},
          .hint = "correct it"};
}

TEST(Diagnostic, is_one_line_with_code_place_and_hint) {
  EXPECT_EQ(describe(sample()), "warning IO-113 town.csv:12 field height: a row is left out; correct it");
}

TEST(Diagnostic, shows_control_characters_instead_of_obeying_them) {
  Diagnostic hostile = sample();
  hostile.message = "found \x1b[31mred\n";
  EXPECT_NE(describe(hostile).find("\\x1b[31mred\\x0a"), std::string::npos);
}

TEST(Diagnostic, as_json_leaves_out_what_is_not_set) {
  EXPECT_EQ(to_json(sample()).dump(),
            R"({"code":"IO-113","severity":"warning","message":"a row is left out",)"
            R"("where":{"file":"town.csv","line":12,"field":"height"},"hint":"correct it"})");
}

TEST(Diagnostics, know_whether_one_of_them_is_an_error) {
  Diagnostics list = {sample()};
  EXPECT_FALSE(has_error(list));
  Diagnostic error = sample();
  error.severity = Severity::error;
  append(list, {error});
  EXPECT_EQ(list.size(), 2U);
  EXPECT_TRUE(has_error(list));
}

TEST(Diagnostics, mean_what_their_first_error_means_unless_something_was_cancelled) {
  const Diagnostic missing = of_kind(DiagnosticKind::not_found, {.code = "IO-101"});
  const Diagnostic plain = {.code = "IO-103"};
  EXPECT_EQ(failure_kind({sample(), plain, missing}), DiagnosticKind::invalid_input);
  EXPECT_EQ(failure_kind({sample(), missing, plain}), DiagnosticKind::not_found);
  EXPECT_EQ(failure_kind({plain, of_kind(DiagnosticKind::cancelled, missing)}), DiagnosticKind::cancelled);
  EXPECT_EQ(failure_kind({sample()}), DiagnosticKind::internal) << "a warning is no reason to fail";
}

}  // namespace
}  // namespace schouw::base
