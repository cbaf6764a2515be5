// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/visible_text.h"

#include <gtest/gtest.h>

namespace schouw::base {
namespace {

TEST(VisibleText, shows_what_would_rewrite_a_terminal) {
  EXPECT_EQ(visible_text("A\x1b[31m"), "A\\x1b[31m");
  EXPECT_EQ(visible_text("\x1b]0;pwn\a\x7f"), "\\x1b]0;pwn\\x07\\x7f");
  EXPECT_EQ(visible_text("a\xc2\x9b"
                         "31m"),
            "a\\u009b31m")
      << "the same sequence, begun with one C1 control";
}

TEST(VisibleText, shows_marks_that_turn_the_direction_of_reading) {
  EXPECT_EQ(visible_text("\xe2\x80\xae"
                         "evil\xe2\x80\xac"),
            "\\u202eevil\\u202c");
  EXPECT_EQ(visible_text("\xe2\x81\xa6\xe2\x81\xa9\xd8\x9c\xe2\x80\x8f"), "\\u2066\\u2069\\u061c\\u200f");
}

TEST(VisibleText, leaves_all_other_text_as_it_stands) {
  for (const char* text : {"", "Caf\xc3\xa9 \xe2\x82\xac 5", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xf0\x9f\x98\x80",
                           "broken \xff \xe2\x80", "\xc2"}) {
    EXPECT_EQ(visible_text(text), text);
  }
}

TEST(VisibleText, shows_line_ends_unless_they_are_kept) {
  EXPECT_EQ(visible_text("a\n\tb\r"), "a\\x0a\\x09b\\x0d");
  EXPECT_EQ(visible_text("a\n\tb\r", LineEnds::kept), "a\n\tb\\x0d");
}

}  // namespace
}  // namespace schouw::base
