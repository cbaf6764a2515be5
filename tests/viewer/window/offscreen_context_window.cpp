// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "viewer/window/window.h"

namespace schouw::window {
namespace {

TEST(OffscreenContext, opens_without_a_display_and_names_its_renderer) {
  const auto context = OffscreenContext::open();
  ASSERT_TRUE(context) << base::describe(context.diagnostics().front());
  EXPECT_FALSE((*context)->renderer().empty());
}

TEST(OffscreenContext, opens_again_after_it_was_closed) {
  { ASSERT_TRUE(OffscreenContext::open()); }
  const auto second = OffscreenContext::open();
  ASSERT_TRUE(second);
  EXPECT_FALSE((*second)->renderer().empty());
}

}  // namespace
}  // namespace schouw::window
