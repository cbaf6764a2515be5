// SPDX-License-Identifier: EUPL-1.2
#include "viewer/window/window.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace schouw::window {
namespace {

std::unique_ptr<Window> open_window() {
  auto window = Window::open({.title = "test", .width_px = 640, .height_px = 400});
  if (!window) {
    ADD_FAILURE() << base::describe(window.diagnostics().front());
    return nullptr;
  }
  return *std::move(window);
}

class WindowOnADisplay : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs a display: DISPLAY is not set";
  }
};

TEST_F(WindowOnADisplay, tells_its_size_first) {
  const auto window = open_window();
  ASSERT_TRUE(window);
  const auto events = window->take_events(0.0);
  ASSERT_FALSE(events.empty());
  const auto* resized = std::get_if<Resized>(&events.front());
  ASSERT_NE(resized, nullptr);
  EXPECT_EQ(resized->width_px, window->width_px());
  EXPECT_EQ(resized->height_px, window->height_px());
  EXPECT_GT(resized->scale, 0.0);
}

TEST_F(WindowOnADisplay, wakes_from_another_thread) {
  const auto window = open_window();
  ASSERT_TRUE(window);
  window->take_events(0.0);
  std::thread waker([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    window->wake();
  });
  // Without the wake this would hold the test for ten minutes, past its limit.
  window->take_events(600.0);
  waker.join();
}

TEST_F(WindowOnADisplay, opens_again_after_it_was_closed) {
  ASSERT_TRUE(open_window());
  EXPECT_TRUE(open_window());
}

TEST(Window, says_why_there_is_none_without_a_display) {
  unsetenv("DISPLAY");
  unsetenv("WAYLAND_DISPLAY");
  const auto window = Window::open({.title = "test"});
  ASSERT_FALSE(window);
  EXPECT_EQ(window.diagnostics().front().code, "WIN-101");
}

}  // namespace
}  // namespace schouw::window
