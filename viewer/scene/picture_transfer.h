// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

namespace schouw::scene {

// Copies a colour texture over the whole of a framebuffer (0: the window's), and resets the GL state that ImGui's
// compatibility renderer expects: no program, no vertex array, texture unit 0. Needs the context current.
void copy_texture_to_framebuffer(unsigned texture, unsigned framebuffer, int width_px, int height_px);

// The texture's colours, three bytes a pixel, rows from the top.
std::vector<std::uint8_t> read_texture_rgb(unsigned texture, int width_px, int height_px);

}  // namespace schouw::scene
