// SPDX-License-Identifier: EUPL-1.2
#include "viewer/window/key_name.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace schouw::window {
namespace {

constexpr std::array<std::pair<int, const char*>, 19> kNamedKeys = {{{GLFW_KEY_ESCAPE, "Escape"},
                                                                     {GLFW_KEY_ENTER, "Enter"},
                                                                     {GLFW_KEY_KP_ENTER, "Enter"},
                                                                     {GLFW_KEY_TAB, "Tab"},
                                                                     {GLFW_KEY_SPACE, "Space"},
                                                                     {GLFW_KEY_BACKSPACE, "Backspace"},
                                                                     {GLFW_KEY_DELETE, "Delete"},
                                                                     {GLFW_KEY_LEFT, "Left"},
                                                                     {GLFW_KEY_RIGHT, "Right"},
                                                                     {GLFW_KEY_UP, "Up"},
                                                                     {GLFW_KEY_DOWN, "Down"},
                                                                     {GLFW_KEY_PAGE_UP, "PageUp"},
                                                                     {GLFW_KEY_PAGE_DOWN, "PageDown"},
                                                                     {GLFW_KEY_HOME, "Home"},
                                                                     {GLFW_KEY_END, "End"},
                                                                     {GLFW_KEY_KP_ADD, "Plus"},
                                                                     {GLFW_KEY_KP_SUBTRACT, "Minus"},
                                                                     {GLFW_KEY_EQUAL, "Plus"},
                                                                     {GLFW_KEY_MINUS, "Minus"}}};

std::string printed_name(int key, int scancode) {
  const char* by_layout = glfwGetKeyName(key, scancode);
  if (by_layout != nullptr && by_layout[0] != '\0') return by_layout;
  if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return std::string(1, static_cast<char>('a' + key - GLFW_KEY_A));
  if (key > GLFW_KEY_SPACE && key < 128) return std::string(1, static_cast<char>(key));
  return {};
}

}  // namespace

std::string key_name(int key, int scancode) {
  for (const auto& [named, name] : kNamedKeys) {
    if (named == key) return name;
  }
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return "F" + std::to_string(key - GLFW_KEY_F1 + 1);
  if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return std::to_string(key - GLFW_KEY_KP_0);
  return printed_name(key, scancode);
}

}  // namespace schouw::window
