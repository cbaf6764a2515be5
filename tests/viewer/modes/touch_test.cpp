// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/touch.h"

#include <gtest/gtest.h>

namespace schouw::modes {
namespace {

TEST(Touch, is_what_a_hand_does_and_not_what_the_window_says) {
  EXPECT_FALSE(is_sign_of_life({}));
  EXPECT_FALSE(is_sign_of_life({window::Resized{800, 600, 1.0}, window::CloseAsked{}}));
  EXPECT_TRUE(is_sign_of_life({window::Resized{800, 600, 1.0}, window::MouseMoved{1.0, 2.0}}));
  EXPECT_TRUE(is_sign_of_life({window::MousePressed{window::MouseButton::left, true, 1.0, 2.0}}));
}

}  // namespace
}  // namespace schouw::modes
