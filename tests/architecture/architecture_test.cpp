// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "tests/architecture/check_catalogues.h"
#include "tests/architecture/check_files.h"
#include "tests/architecture/check_includes.h"

namespace schouw::architecture {
namespace {

const SourceTree& project() {
  static const SourceTree kTree = read_source_tree(SCHOUW_SOURCE_DIR);
  return kTree;
}

TEST(Architecture, each_include_follows_the_table_of_rooms) {
  const Problems problems = check_includes(project());
  EXPECT_TRUE(problems.empty()) << describe(problems);
}

TEST(Architecture, each_file_has_a_telling_name_a_licence_line_and_a_readable_length) {
  const Problems problems = check_files(project());
  EXPECT_TRUE(problems.empty()) << describe(problems);
}

TEST(Architecture, dutch_and_english_say_the_same_things) {
  const Problems problems = check_texts(project());
  EXPECT_TRUE(problems.empty()) << describe(problems);
}

TEST(Architecture, each_diagnostic_code_is_explained) {
  const Problems problems = check_diagnostics(project());
  EXPECT_TRUE(problems.empty()) << describe(problems);
}

}  // namespace
}  // namespace schouw::architecture
