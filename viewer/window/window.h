// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "viewer/window/input.h"

namespace schouw::window {

struct WindowOptions {
  std::string title;
  int width_px = 1600;
  int height_px = 1000;
  bool full_screen = false;
};

// A window with a current OpenGL compatibility context (the newest that the driver gives, at least 3.3).
//   auto window = Window::open({.title = "Schouw"});
//   const std::vector<InputEvent> events = (*window)->take_events(0.5);   // a Resized comes first
//   (*window)->swap_buffers();
// Cost: waiting takes no processor time; swap_buffers waits for the screen. Main thread only, but for wake. One at a
// time, as closing it ends GLFW; it outlives what draws into its context, and whoever wakes it. Only open fails.
class Window {
 public:
  // Fails with WIN-101 (no display), WIN-102 (no usable OpenGL), with what the driver says.
  static base::Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();

  // Waits for input at most wait_s seconds (0: only takes what is there) and returns it in order.
  std::vector<InputEvent> take_events(double wait_s);
  void swap_buffers();
  void wake();  // from any thread: ends a wait
  void set_title(const std::string& title);
  void set_full_screen(bool full_screen);
  int width_px() const;  // of the framebuffer
  int height_px() const;
  double scale() const;  // content scale of the monitor

 private:
  struct Implementation;
  explicit Window(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

// A current OpenGL context without a window or a display (EGL surfaceless; the software renderer where there is no
// GPU). It has no default framebuffer.
class OffscreenContext {
 public:
  static base::Result<std::unique_ptr<OffscreenContext>> open();
  ~OffscreenContext();
  std::string renderer() const;  // GL_RENDERER

 private:
  struct Implementation;
  explicit OffscreenContext(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

std::string glfw_version();

}  // namespace schouw::window
