// SPDX-License-Identifier: EUPL-1.2
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <array>
#include <utility>

#include <fmt/format.h>
#include "viewer/window/key_name.h"
#include "viewer/window/window.h"

namespace schouw::window {
namespace {

std::string last_glfw_error() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text == nullptr ? "no reason given" : text;
}

base::Diagnostic window_error(const char* code, const std::string& message, const char* hint) {
  return {.code = code,
          .message = fmt::format("{} ({})", message, last_glfw_error()),
          .where = {.feature = "window"},
          .hint = hint};
}

void encode_utf8(unsigned codepoint, std::string& text) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80U | ((codepoint >> shift) & 0x3fU)); };
  if (codepoint < 0x80U) {
    text += static_cast<char>(codepoint);
  } else if (codepoint < 0x800U) {
    text += static_cast<char>(0xc0U | (codepoint >> 6));
    tail(0);
  } else if (codepoint < 0x10000U) {
    text += static_cast<char>(0xe0U | (codepoint >> 12));
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xf0U | (codepoint >> 18));
    tail(12), tail(6), tail(0);
  }
}

}  // namespace

struct Window::Implementation {
  GLFWwindow* handle = nullptr;
  std::vector<InputEvent> events;
  std::array<int, 4> windowed{};  // x, y, width, height to come back to from full screen
  double pixels_per_unit_x = 1.0;
  double pixels_per_unit_y = 1.0;

  Implementation() = default;
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;
  ~Implementation() {
    if (handle != nullptr) glfwDestroyWindow(handle);
    glfwTerminate();
  }

  static Implementation& of(GLFWwindow* window) {
    return *static_cast<Implementation*>(glfwGetWindowUserPointer(window));
  }

  double scale() const {
    float x = 1.0F;
    float y = 1.0F;
    glfwGetWindowContentScale(handle, &x, &y);
    return static_cast<double>(x);
  }

  // GLFW gives the cursor in screen units, the scene counts framebuffer pixels.
  void measure() {
    int width = 1;
    int height = 1;
    int width_px = 1;
    int height_px = 1;
    glfwGetWindowSize(handle, &width, &height);
    glfwGetFramebufferSize(handle, &width_px, &height_px);
    pixels_per_unit_x = width > 0 ? static_cast<double>(width_px) / width : 1.0;
    pixels_per_unit_y = height > 0 ? static_cast<double>(height_px) / height : 1.0;
  }

  void add_resized() {
    measure();
    int width_px = 0;
    int height_px = 0;
    glfwGetFramebufferSize(handle, &width_px, &height_px);
    events.emplace_back(Resized{width_px, height_px, scale()});
  }

  void listen() {
    glfwSetWindowUserPointer(handle, this);
    glfwSetCursorPosCallback(handle, [](GLFWwindow* w, double x, double y) {
      Implementation& self = of(w);
      self.events.emplace_back(MouseMoved{x * self.pixels_per_unit_x, y * self.pixels_per_unit_y});
    });
    glfwSetMouseButtonCallback(handle,
                               [](GLFWwindow* w, int button, int action, int) { of(w).add_button(button, action); });
    glfwSetScrollCallback(handle, [](GLFWwindow* w, double dx, double dy) {
      of(w).events.emplace_back(Scrolled{dx, dy});
    });
    glfwSetKeyCallback(handle, [](GLFWwindow* w, int key, int scancode, int action, int modifiers) {
      const std::string name = key_name(key, scancode);
      if (name.empty()) return;
      of(w).events.emplace_back(KeyPressed{name, action != GLFW_RELEASE, action == GLFW_REPEAT,
                                           (modifiers & GLFW_MOD_CONTROL) != 0, (modifiers & GLFW_MOD_SHIFT) != 0,
                                           (modifiers & GLFW_MOD_ALT) != 0});
    });
    glfwSetCharCallback(handle, [](GLFWwindow* w, unsigned codepoint) {
      TextTyped typed;
      encode_utf8(codepoint, typed.utf8);
      of(w).events.emplace_back(std::move(typed));
    });
    glfwSetFramebufferSizeCallback(handle, [](GLFWwindow* w, int, int) { of(w).add_resized(); });
    glfwSetWindowContentScaleCallback(handle, [](GLFWwindow* w, float, float) { of(w).add_resized(); });
    glfwSetWindowCloseCallback(handle, [](GLFWwindow* w) { of(w).events.emplace_back(CloseAsked{}); });
  }

  void add_button(int button, int action) {
    if (button > GLFW_MOUSE_BUTTON_MIDDLE) return;
    constexpr std::array<MouseButton, 3> kButtons = {MouseButton::left, MouseButton::right, MouseButton::middle};
    double x = 0.0;
    double y = 0.0;
    glfwGetCursorPos(handle, &x, &y);
    events.emplace_back(MousePressed{kButtons[static_cast<std::size_t>(button)], action == GLFW_PRESS,
                                     x * pixels_per_unit_x, y * pixels_per_unit_y});
  }
};

base::Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  auto implementation = std::make_unique<Implementation>();
  if (glfwInit() != GLFW_TRUE) {
    return window_error("WIN-101", "cannot open a window: no display was found, expected X11 or Wayland",
                        "set DISPLAY, or use schouw snapshot, which needs no display");
  }
  GLFWmonitor* monitor = options.full_screen ? glfwGetPrimaryMonitor() : nullptr;
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  const int width = mode != nullptr ? mode->width : options.width_px;
  const int height = mode != nullptr ? mode->height : options.height_px;
  for (const auto& [major, minor] : {std::pair{4, 6}, {4, 5}, {4, 3}, {4, 0}, {3, 3}}) {
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, major);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, minor);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_COMPAT_PROFILE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    implementation->handle = glfwCreateWindow(width, height, options.title.c_str(), monitor, nullptr);
    if (implementation->handle != nullptr) break;
  }
  if (implementation->handle == nullptr) {
    return window_error("WIN-102", "cannot open a window: the driver gives no OpenGL 3.3 compatibility context",
                        "update the graphics driver, or set LIBGL_ALWAYS_SOFTWARE=1 to draw in software");
  }
  glfwMakeContextCurrent(implementation->handle);
  glfwSwapInterval(1);
  implementation->listen();
  implementation->add_resized();
  return std::unique_ptr<Window>(new Window(std::move(implementation)));
}

Window::Window(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Window::~Window() = default;

std::vector<InputEvent> Window::take_events(double wait_s) {
  if (wait_s > 0.0 && implementation_->events.empty()) {
    glfwWaitEventsTimeout(wait_s);
  } else {
    glfwPollEvents();
  }
  return std::exchange(implementation_->events, {});
}

void Window::swap_buffers() { glfwSwapBuffers(implementation_->handle); }
void Window::wake() { glfwPostEmptyEvent(); }
void Window::set_title(const std::string& title) { glfwSetWindowTitle(implementation_->handle, title.c_str()); }

void Window::set_full_screen(bool full_screen) {
  GLFWwindow* handle = implementation_->handle;
  auto& [x, y, width, height] = implementation_->windowed;
  const bool is_full = glfwGetWindowMonitor(handle) != nullptr;
  if (full_screen == is_full) return;
  if (!full_screen) {
    if (width == 0) x = 80, y = 80, width = 1280, height = 800;  // was opened full screen
    glfwSetWindowMonitor(handle, nullptr, x, y, width, height, GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  if (mode == nullptr) return;
  glfwGetWindowPos(handle, &x, &y);
  glfwGetWindowSize(handle, &width, &height);
  glfwSetWindowMonitor(handle, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

int Window::width_px() const {
  int width = 0;
  glfwGetFramebufferSize(implementation_->handle, &width, nullptr);
  return width;
}

int Window::height_px() const {
  int height = 0;
  glfwGetFramebufferSize(implementation_->handle, nullptr, &height);
  return height;
}

double Window::scale() const { return implementation_->scale(); }

std::string glfw_version() { return glfwGetVersionString(); }

}  // namespace schouw::window
