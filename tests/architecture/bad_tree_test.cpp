// SPDX-License-Identifier: EUPL-1.2
// A check that cannot fail is worth nothing: tests/data/architecture holds one small tree in which each rule is
// broken at a known place, and these tests name the places. They were counted by hand in those files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/architecture/check_catalogues.h"
#include "tests/architecture/check_files.h"
#include "tests/architecture/check_includes.h"

namespace schouw::architecture {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAre;

const SourceTree& bad_tree() {
  static const SourceTree kTree = read_source_tree(SCHOUW_SOURCE_DIR "/tests/data/architecture");
  return kTree;
}

auto problem(const std::string& path, std::size_t line, const std::string& words) {
  return testing::AllOf(testing::Field(&Problem::path, path), testing::Field(&Problem::line, line),
                        testing::Field(&Problem::message, HasSubstr(words)));
}

TEST(BadTree, names_each_include_that_breaks_the_table) {
  EXPECT_THAT(
      check_includes(bad_tree()),
      UnorderedElementsAre(problem("geo/CMakeLists.txt", 2, "geo/base uses geo/crs, which is not listed above it"),
                           problem("geo/CMakeLists.txt", 3, "geo/crs looks up to layers/plan"),
                           problem("geo/CMakeLists.txt", 3, "geo/crs uses layers/plan, which is not listed above it"),
                           problem("geo/attic/dust.cpp", 0, "lies in no room"),
                           problem("geo/base/length.h", 3, "<proj.h> belongs to geo/crs alone"),
                           problem("geo/base/length.h", 4, "<unheard/of.h> is in no table"),
                           problem("layers/plan/plan.cpp", 2, "layers/plan does not use geo/crs"),
                           problem("layers/plan/plan.cpp", 3, "\"plan.h\" is no file"),
                           problem("layers/plan/plan.cpp", 4, "<sys/stat.h> belongs to")));
}

TEST(BadTree, names_each_file_that_style_refuses) {
  EXPECT_THAT(
      check_files(bad_tree()),
      UnorderedElementsAre(problem("geo/attic/dust.cpp", 1, "SPDX"), problem("geo/base/length.h", 1, "#pragma once"),
                           problem("geo/base/length.h", 0, "namespace schouw::base"),
                           problem("geo/crs/crs_helper.cpp", 0, "\"helper\" in a name"),
                           problem("geo/crs/BigName.cpp", 0, "snake_case"),
                           problem("geo/crs/long_story.cpp", 401, "401 lines; at most 400"),
                           problem("layers/plan/plan.cpp", 6, "finish it"),
                           problem("layers/plan/plan.cpp", 7, "is a path of one machine")));
}

TEST(BadTree, names_each_difference_between_the_languages) {
  EXPECT_THAT(check_texts(bad_tree()),
              UnorderedElementsAre(problem("data/text/en/words.json", 0, "only.dutch is missing here"),
                                   problem("data/text/nl/words.json", 0, "only.english is missing here"),
                                   problem("data/text/en/words.json", 0, "zone.count has places {\"n\"}, the other"),
                                   problem("data/text/nl/words.json", 5, "still.empty: expected words"),
                                   problem("data/text/nl/words.json", 0, "still.empty is missing here"),
                                   problem("data/text/en/zone.json", 2, "zone.count stands twice"),
                                   problem("layers/plan/plan.cpp", 10, "no words for the key plan.unheard_of")));
}

TEST(BadTree, names_each_code_without_a_row_and_each_row_without_a_source) {
  EXPECT_THAT(
      check_diagnostics(bad_tree()),
      UnorderedElementsAre(problem("docs/diagnostics/README.md", 0, "leads nowhere to PLAN.md"),
                           problem("layers/plan/plan.cpp", 8, "PLAN-101 has no row in docs/diagnostics/PLAN.md"),
                           problem("docs/diagnostics/PLAN.md", 3, "PLAN-102 is used by no source"),
                           problem("docs/diagnostics/PLAN.md", 4, "PLAN-102 has two rows"),
                           problem("docs/diagnostics/PLAN.md", 5, "IO-101 belongs on another page"),
                           problem("docs/diagnostics/PLAN.md", 5, "severity is error, warning or note"),
                           problem("docs/diagnostics/PLAN.md", 5, "IO-101 is used by no source"),
                           problem("docs/diagnostics/PLAN.md", 6, "expected | code | severity")));
}

}  // namespace
}  // namespace schouw::architecture
