// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "layers/findings/rule.h"

namespace schouw::findings {
namespace {

TEST(FindingsPage, has_a_row_for_each_rule_with_what_it_reads_and_who_can_act) {
  std::ifstream in(SCHOUW_SOURCE_DIR "/docs/findings.md");
  std::ostringstream text;
  text << in.rdbuf();
  for (const Rule& rule : registered_rules()) {
    std::string row = "| " + std::string(rule.id) + " | ";
    row += std::string(rule.doc.substr(0, rule.doc.size() - 1)) + " | " + std::to_string(int{rule.severity}) + " | ";
    row += std::string(rule_scope_name(rule.scope)) + " | `" + std::string(rule.data) + "` | ";
    row += std::string(actor_name(rule.who_can_act)) + " | ";
    EXPECT_NE(text.str().find(row), std::string::npos) << row;
  }
}

TEST(FindingsPage, there_are_as_many_rules_as_the_table_has_rows) { EXPECT_EQ(registered_rules().size(), 53U); }

}  // namespace
}  // namespace schouw::findings
